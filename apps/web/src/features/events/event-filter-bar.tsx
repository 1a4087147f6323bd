"use client";

import { PIPELINE_STAGES } from "@voice-flow/domain/vocabulary/pipeline";
import { CircleXIcon, SearchIcon } from "lucide-react";
import { type RefObject, useCallback, useMemo, useRef } from "react";
import { ActionButton } from "@/components/actions/action-button";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/use-actions";
import { ArtifactSearch } from "@/components/filters/artifact-search";
import { OrganizationFilter } from "@/components/filters/club-filter";
import { EventTypeFilter } from "@/components/filters/event-type-filter";
import { FilterChips } from "@/components/filters/filter-chips";
import { StageFilter, stageFilterActions } from "@/components/filters/stage-filter";
import { TimeFilter, useWindowKeys } from "@/components/filters/time-filter";
import type { TimeChoice } from "@/lib/routes/time-window";
import type { EventFilterState } from "./use-event-filters";
import { words } from "./words";

export function EventFilterBar({ state }: { state: EventFilterState }) {
  const { filters, set, active, clearAll } = state;
  const search = useRef<HTMLInputElement>(null);
  const errorsAction = useFilterKeys(state, search);
  return (
    <div className="flex flex-col gap-2 border-b px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <ArtifactSearch ref={search} onChoose={(note) => set({ note })} />
        <EventTypeFilter
          value={filters.types ?? []}
          onChange={(types) => set({ types: types.length === 0 ? null : types })}
        />
        <StageFilter stages={PIPELINE_STAGES} value={filters.stage} onChange={(stage) => set({ stage })} />
        <OrganizationFilter value={filters.club} onChange={(club) => set({ club })} />
        <TimeFilter value={filters} onChange={set} />
        <ActionButton
          action={errorsAction}
          size="sm"
          variant={filters.errors === true ? "danger" : "outline"}
          aria-pressed={filters.errors === true}
        />
      </div>
      <FilterChips filters={active} clearAll={clearAll} />
    </div>
  );
}

/** The keys of the filters; returns the action of the button. */
function useFilterKeys(
  { filters, set }: EventFilterState,
  search: RefObject<HTMLInputElement | null>,
): Action {
  const { stage, errors } = filters;
  const errorsAction = useMemo<Action>(
    () => ({
      id: "errors-only",
      label: words.filters.errorsOnly,
      group: "View",
      icon: CircleXIcon,
      keys: "e",
      run: () => set({ errors: errors === true ? null : true }),
    }),
    [errors, set],
  );
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: "search",
        label: words.filters.find,
        group: "View",
        icon: SearchIcon,
        keys: "/",
        run: () => search.current?.focus(),
      },
      errorsAction,
      ...stageFilterActions({
        stages: PIPELINE_STAGES,
        value: stage,
        onChange: (next) => set({ stage: next }),
      }),
    ],
    [errorsAction, search, set, stage],
  );
  useRegisterActions(actions);
  const setTime = useCallback((time: TimeChoice) => set(time), [set]);
  useWindowKeys(filters, setTime);
  return errorsAction;
}
