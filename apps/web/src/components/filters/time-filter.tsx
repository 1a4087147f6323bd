"use client";

import { formatAbsoluteTime } from "@voice-flow/domain/format/time";
import dynamic from "next/dynamic";
import { useMemo } from "react";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/use-actions";
import { PanelBoundary } from "@/components/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { currentTime } from "@/lib/clock";
import { isAnyTime, shiftWindow, TIME_RANGE_LABELS, type TimeChoice } from "@/lib/routes/time-window";
import { FilterButton } from "./filter-button";
import type { TimeFilterProps } from "./time-choices";

const TimeChoices = dynamic(() => import("./time-choices").then((module) => module.TimeChoices), {
  loading: () => <Skeleton className="h-40" />,
});

/** Ranges up to now, and two moments of the reader's own. */
export function TimeFilter({ value, onChange }: TimeFilterProps) {
  return (
    <FilterButton name="Time" chosen={isAnyTime(value) ? undefined : describeTime(value)} className="w-72">
      {(close) => (
        <PanelBoundary title="Time range">
          <TimeChoices value={value} onChange={onChange} close={close} />
        </PanelBoundary>
      )}
    </FilterButton>
  );
}

/** "Last hour", "Sun 22 Nov 2026, 14:02 – …". */
export function describeTime({ range, from, to }: TimeChoice): string {
  if (from === null && to === null) {
    return range === null ? "Any time" : TIME_RANGE_LABELS[range];
  }
  const at = (moment: Date | null) => (moment === null ? "" : formatAbsoluteTime(moment.getTime()).slice(4));
  if (from === null) {
    return `Until ${at(to)}`;
  }
  return to === null ? `Since ${at(from)}` : `${at(from)} – ${at(to)}`;
}

/** [ and ] go to the window before and after the one that is shown. `set` must be stable. */
export function useWindowKeys(time: TimeChoice, set: (time: TimeChoice) => void): void {
  const { range, from, to } = time;
  const actions = useMemo<readonly Action[]>(() => {
    const shift = (step: -1 | 1) => {
      const next = shiftWindow({ range, from, to }, step, currentTime());
      if (next !== null) {
        set(next);
      }
    };
    return [
      { id: "window-earlier", label: "Earlier window", group: "View", keys: "[", run: () => shift(-1) },
      { id: "window-later", label: "Later window", group: "View", keys: "]", run: () => shift(1) },
    ];
  }, [range, from, to, set]);
  useRegisterActions(actions);
}
