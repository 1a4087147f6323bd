"use client";

import { cn } from "@/lib/cn";
import { METRICS_RANGES, type MetricsRange, RANGE_WORDS } from "./metrics-range";
import { words } from "./words";

type RangePickerProps = { range: MetricsRange; onChoose: (range: MetricsRange) => void };

export function RangePicker({ range, onChoose }: RangePickerProps) {
  return (
    <fieldset className="flex rounded-lg border bg-surface p-0.5">
      <legend className="sr-only">{words.ranges.picker}</legend>
      {METRICS_RANGES.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === range}
          title={words.ranges.the(RANGE_WORDS[each])}
          onClick={() => onChoose(each)}
          className={cn(
            "h-7 min-w-11 rounded-md px-2 text-xs font-medium tabular transition-colors",
            each === range
              ? "bg-primary text-primary-foreground"
              : "text-muted-foreground hover:bg-muted hover:text-foreground",
          )}
        >
          {each.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}
