"use client";

import { api } from "@voice-flow/backend/api";
import { ALERT_RULES } from "@voice-flow/domain/alerts/registry";
import { ALERT_SEVERITIES, ALERT_STATUSES } from "@voice-flow/domain/vocabulary/operations";
import { usePaginatedQuery } from "convex/react";
import { NothingMatches, NothingYet } from "@/components/empty-states";
import { OrganizationFilter } from "@/components/filters/club-filter";
import { FilterChips } from "@/components/filters/filter-chips";
import { FilterSelect } from "@/components/filters/filter-select";
import { TimeFilter } from "@/components/filters/time-filter";
import { LoadMore } from "@/components/load-more";
import { Panel } from "@/components/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { ALERT_STATUS_LABELS, SEVERITY_LABELS } from "@/features/vocabulary/incidents";
import { useStaffArgs } from "@/lib/session/query-args";
import { AlertHistoryTable } from "./alert-history-table";
import { type AlertFilterState, useAlertFilters } from "./use-alert-filters";
import { words } from "./words";

const PAGE = 25;

/** Every incident, newest first, under filters that the URL holds. */
export function AlertHistory() {
  const state = useAlertFilters();
  return (
    <Panel title={words.history.title} note={words.history.newestFirst}>
      <HistoryFilters state={state} />
      <HistoryRows key={state.key} state={state} />
    </Panel>
  );
}

const SEVERITY_OPTIONS = ALERT_SEVERITIES.toReversed().map((value) => ({
  value,
  label: SEVERITY_LABELS[value].label,
}));
const TYPE_OPTIONS = ALERT_RULES.map(({ type, name }) => ({ value: type, label: name }));
const STATUS_OPTIONS = ALERT_STATUSES.map((value) => ({ value, label: ALERT_STATUS_LABELS[value].label }));

function HistoryFilters({ state: { filters, set, active, clearAll } }: { state: AlertFilterState }) {
  return (
    <div className="flex flex-col gap-2 border-b px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <FilterSelect
          name="Severity"
          all={words.history.allSeverities}
          value={filters.severity}
          options={SEVERITY_OPTIONS}
          onChange={(severity) => set({ severity })}
        />
        <FilterSelect
          name="Type"
          all={words.history.allTypes}
          value={filters.type}
          options={TYPE_OPTIONS}
          onChange={(type) => set({ type })}
        />
        <FilterSelect
          name="Status"
          all={words.history.anyStatus}
          value={filters.status}
          options={STATUS_OPTIONS}
          onChange={(status) => set({ status })}
        />
        <OrganizationFilter value={filters.club} onChange={(club) => set({ club })} />
        <TimeFilter value={filters} onChange={set} />
      </div>
      <FilterChips filters={active} clearAll={clearAll} />
    </div>
  );
}

function HistoryRows({ state }: { state: AlertFilterState }) {
  const { results, status, loadMore } = usePaginatedQuery(
    api.models.voicePipelineAlerts.getAlertHistory,
    useStaffArgs(state.query),
    { initialNumItems: PAGE },
  );
  if (status === "LoadingFirstPage") {
    return (
      <Waiting what={words.history.waiting}>
        <Skeleton className="m-4 h-48" />
      </Waiting>
    );
  }
  if (results.length === 0 && status === "Exhausted") {
    return state.active.length > 0 ? (
      <NothingMatches what="incidents" filters={state.active} clearAll={state.clearAll} />
    ) : (
      <NothingYet title={words.history.nothingYet}>{words.history.nothingYetHint}</NothingYet>
    );
  }
  return (
    <>
      <AlertHistoryTable incidents={results} />
      <LoadMore status={status} load={() => loadMore(PAGE)} label={words.history.more} />
    </>
  );
}
