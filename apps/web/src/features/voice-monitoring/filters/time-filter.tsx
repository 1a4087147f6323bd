"use client";

import dynamic from "next/dynamic";
import { PanelBoundary } from "@/components/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { formatAbsoluteTime } from "@/lib/format-time";
import { FilterButton } from "./filter-button";
import { isAnyTime, TIME_RANGE_LABELS, type TimeChoice } from "./time-window";

const TimeChoices = dynamic(() => import("./time-choices").then((module) => module.TimeChoices), {
  loading: () => <Skeleton className="h-40" />,
});

export type TimeFilterProps = { value: TimeChoice; onChange: (value: TimeChoice) => void };

/** Ranges up to now, and two moments of the reader's own. */
export function TimeFilter({ value, onChange }: TimeFilterProps) {
  return (
    <FilterButton name="Time" chosen={isAnyTime(value) ? undefined : describeTime(value)} className="w-72">
      {(close) => (
        <PanelBoundary title="The choice of times">
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
