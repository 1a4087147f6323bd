"use client";

import { ARTIFACT_STAGES, SOURCE_CHANNELS } from "@voice-flow/domain/vocabulary/pipeline";
import { CircleXIcon, SearchIcon } from "lucide-react";
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/use-actions";
import { OrganizationFilter } from "@/components/filters/club-filter";
import { FilterChips } from "@/components/filters/filter-chips";
import { FilterSelect } from "@/components/filters/filter-select";
import { SearchField } from "@/components/filters/search-field";
import { StageFilter, stageFilterActions } from "@/components/filters/stage-filter";
import { TimeFilter, useWindowKeys } from "@/components/filters/time-filter";
import { SOURCE_CHANNEL_LABELS } from "@/features/vocabulary/source-channels";
import type { TimeChoice } from "@/lib/routes/time-window";
import { StatusFilter } from "./status-filter";
import type { ArtifactFilterState } from "./use-artifact-filters";
import { words } from "./words";

const CHANNEL_OPTIONS = SOURCE_CHANNELS.map((channel) => ({
  value: channel,
  label: SOURCE_CHANNEL_LABELS[channel].label,
}));

export function ArtifactFilterBar({ state }: { state: ArtifactFilterState }) {
  const { filters, set, active, clearAll } = state;
  const search = useRef<HTMLInputElement>(null);
  useGridKeys(state, search);
  return (
    <div className="flex flex-col gap-2 border-b px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <IdSearch value={filters.q ?? ""} onChange={(q) => set({ q })} ref={search} />
        <StatusFilter
          value={filters.status ?? []}
          onChange={(status) => set({ status: status.length === 0 ? null : status })}
        />
        <StageFilter stages={ARTIFACT_STAGES} value={filters.stage} onChange={(stage) => set({ stage })} />
        <OrganizationFilter value={filters.club} onChange={(club) => set({ club })} />
        <FilterSelect
          name="Source"
          all={words.filters.allSources}
          value={filters.channel}
          options={CHANNEL_OPTIONS}
          onChange={(channel) => set({ channel })}
        />
        <TimeFilter value={filters} onChange={set} />
      </div>
      <FilterChips filters={active} clearAll={clearAll} />
    </div>
  );
}

/** How long nobody must have typed before the grid follows, in ms. */
const TYPING_PAUSE = 350;

type IdSearchProps = {
  value: string;
  onChange: (q: string | null) => void;
  ref: RefObject<HTMLInputElement | null>;
};

/** How a note's id begins. The grid follows when the typing rests. */
function IdSearch({ value, onChange, ref }: IdSearchProps) {
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  if (value !== sent) {
    // Changed elsewhere: a chip, the back button.
    setSent(value);
    setText(value);
  }
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  });
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === sent) {
      return;
    }
    const timer = window.setTimeout(() => {
      setSent(wanted);
      change.current(wanted === "" ? null : wanted);
    }, TYPING_PAUSE);
    return () => window.clearTimeout(timer);
  }, [text, sent]);
  return (
    <search className="w-full sm:w-56">
      <SearchField
        ref={ref}
        aria-label={words.filters.noteId}
        placeholder={words.filters.noteIdHint}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            event.preventDefault();
            event.currentTarget.blur();
          }
        }}
      />
    </search>
  );
}

function useGridKeys(
  { filters, set }: ArtifactFilterState,
  search: RefObject<HTMLInputElement | null>,
): void {
  const { stage, handled } = filters;
  const actions = useMemo<readonly Action[]>(() => {
    const isErrors = handled !== null;
    return [
      {
        id: "search",
        label: words.filters.find,
        group: "View",
        icon: SearchIcon,
        keys: "/",
        run: () => search.current?.focus(),
      },
      {
        id: "errors-only",
        label: isErrors ? words.filters.everyStatus : words.filters.unresolved,
        group: "View",
        icon: CircleXIcon,
        keys: "e",
        run: () => set({ status: null, handled: isErrors ? null : "no" }),
      },
      ...stageFilterActions({
        stages: ARTIFACT_STAGES,
        value: stage,
        onChange: (next) => set({ stage: next }),
      }),
    ];
  }, [stage, handled, set, search]);
  useRegisterActions(actions);
  const setTime = useCallback((time: TimeChoice) => set(time), [set]);
  useWindowKeys(filters, setTime);
}
