"use client";

import { ruleDefinition } from "@voice-flow/domain/alerts/registry";
import { useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import type { ActiveFilter } from "@/components/empty-states";
import { useOrganizationName } from "@/components/filters/club-filter";
import { describeTime } from "@/components/filters/time-filter";
import { ALERT_STATUS_LABELS, SEVERITY_LABELS } from "@/features/vocabulary/incidents";
import { currentTime } from "@/lib/clock";
import { ANY_TIME, isAnyTime } from "@/lib/routes/time-window";
import {
  type AlertFilters,
  type AlertQuery,
  alertFilterParsers,
  alertQueryOf,
  NO_ALERT_FILTERS,
} from "./alert-filters";

export type AlertFilterState = {
  filters: AlertFilters;
  set: (change: Partial<AlertFilters>) => void;
  clearAll: () => void;
  /** The same object as long as the filters are the same. */
  query: AlertQuery;
  /** Changes with the filters. */
  key: string;
  active: readonly ActiveFilter[];
};

/** The filters of the history, held in the URL; each change is a step that the back button takes back. */
export function useAlertFilters(): AlertFilterState {
  const [filters, setFilters] = useQueryStates(alertFilterParsers, { history: "push" });
  const key = JSON.stringify(filters);
  const [asked, setAsked] = useState(() => ({ key, query: alertQueryOf(filters, currentTime()) }));
  let { query } = asked;
  if (asked.key !== key) {
    // A range is taken from the moment when it was chosen: a moving start would ask for everything again each minute.
    query = alertQueryOf(filters, currentTime());
    setAsked({ key, query });
  }
  const clubName = useOrganizationName(filters.club);
  return useMemo(() => {
    const set = (change: Partial<AlertFilters>) => void setFilters(change);
    const active = activeFilters(filters, clubName, set);
    return { filters, set, clearAll: () => set(NO_ALERT_FILTERS), query, key, active };
  }, [filters, setFilters, query, key, clubName]);
}

function activeFilters(
  filters: AlertFilters,
  clubName: string,
  set: (change: Partial<AlertFilters>) => void,
): ActiveFilter[] {
  const { severity, type, status, club } = filters;
  const chip = (id: string, label: string | undefined, cleared: Partial<AlertFilters>): ActiveFilter[] =>
    label === undefined ? [] : [{ id, label, clear: () => set(cleared) }];
  return [
    ...chip("severity", severity === null ? undefined : SEVERITY_LABELS[severity].label, { severity: null }),
    ...chip("type", type === null ? undefined : ruleDefinition(type).name, { type: null }),
    ...chip("status", status === null ? undefined : ALERT_STATUS_LABELS[status].label, { status: null }),
    ...chip("club", club === null ? undefined : clubName, { club: null }),
    ...chip("time", isAnyTime(filters) ? undefined : describeTime(filters), ANY_TIME),
  ];
}
