"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { ActiveFilter } from "@/components/empty-states";
import { useOrganizationName } from "@/components/filters/club-filter";
import { describeTime } from "@/components/filters/time-filter";
import { type AskedQuery, useAskedQuery } from "@/components/filters/use-asked-query";
import { eventTypeLabel } from "@/features/vocabulary/event-types";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { ANY_TIME, isAnyTime } from "@/lib/routes/time-window";
import {
  type EventFilters,
  type EventQuery,
  eventFilterParsers,
  eventQueryOf,
  NO_EVENT_FILTERS,
} from "./event-filters";
import { words } from "./words";

export type EventFilterState = AskedQuery<EventQuery> & {
  filters: EventFilters;
  set: (change: Partial<EventFilters>) => void;
  clearAll: () => void;
  active: readonly ActiveFilter[];
};

/** The filters of the log, held in the URL; each change is a step that the back button takes back. */
export function useEventFilters(): EventFilterState {
  const [filters, setFilters] = useQueryStates(eventFilterParsers, { history: "push" });
  const { query, key } = useAskedQuery(filters, eventQueryOf);
  const clubName = useOrganizationName(filters.club);
  return useMemo(() => {
    const set = (change: Partial<EventFilters>) => void setFilters(change);
    return {
      filters,
      set,
      clearAll: () => set(NO_EVENT_FILTERS),
      query,
      key,
      active: activeFilters(filters, clubName, set),
    };
  }, [filters, setFilters, query, key, clubName]);
}

function activeFilters(
  filters: EventFilters,
  clubName: string,
  set: (change: Partial<EventFilters>) => void,
): ActiveFilter[] {
  const { types, stage, club, note, errors } = filters;
  const active: ActiveFilter[] = (types ?? []).map((type) => ({
    id: type,
    label: eventTypeLabel(type).label,
    clear: () => {
      const rest = (types ?? []).filter((each) => each !== type);
      set({ types: rest.length === 0 ? null : rest });
    },
  }));
  if (stage !== null) {
    active.push({
      id: "stage",
      label: PIPELINE_STAGE_LABELS[stage].label,
      clear: () => set({ stage: null }),
    });
  }
  if (club !== null) {
    active.push({ id: "club", label: clubName, clear: () => set({ club: null }) });
  }
  if (note !== null) {
    active.push({
      id: "note",
      label: words.filters.note(note.slice(0, 8)),
      clear: () => set({ note: null }),
    });
  }
  if (errors === true) {
    active.push({ id: "errors", label: words.filters.errorsOnly, clear: () => set({ errors: null }) });
  }
  if (!isAnyTime(filters)) {
    active.push({ id: "time", label: describeTime(filters), clear: () => set(ANY_TIME) });
  }
  return active;
}
