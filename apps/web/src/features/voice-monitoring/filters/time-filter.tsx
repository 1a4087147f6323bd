"use client";

import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { formatAbsoluteTime } from "@/lib/format-time";
import { FilterButton } from "./filter-button";
import { fromLocalInput, toLocalInput } from "./local-moment";
import { ANY_TIME, isAnyTime, TIME_RANGE_LABELS, TIME_RANGES, type TimeChoice } from "./time-window";

type TimeFilterProps = { value: TimeChoice; onChange: (value: TimeChoice) => void };

/** Ranges up to now, and two moments of the reader's own. */
export function TimeFilter({ value, onChange }: TimeFilterProps) {
  return (
    <FilterButton name="Time" chosen={isAnyTime(value) ? undefined : describeTime(value)} className="w-72">
      {(close) => (
        <>
          <div className="flex flex-wrap gap-1.5">
            {TIME_RANGES.map((range) => (
              <Button
                key={range}
                size="sm"
                variant={value.range === range ? "primary" : "outline"}
                aria-pressed={value.range === range}
                onClick={() => {
                  onChange({ ...ANY_TIME, range });
                  close();
                }}
              >
                {TIME_RANGE_LABELS[range]}
              </Button>
            ))}
          </div>
          <div className="mt-3 space-y-2 border-t pt-3">
            <MomentField
              label="From"
              value={value.from}
              onChange={(from) => onChange({ range: null, from, to: value.to })}
            />
            <MomentField
              label="To"
              value={value.to}
              onChange={(to) => onChange({ range: null, from: value.from, to })}
            />
            {value.from && value.to && value.from >= value.to ? (
              <p role="alert" className="text-xs text-tone-danger">
                The start is not before the end, so nothing can match.
              </p>
            ) : null}
          </div>
        </>
      )}
    </FilterButton>
  );
}

type MomentFieldProps = { label: string; value: Date | null; onChange: (value: Date | null) => void };

function MomentField({ label, value, onChange }: MomentFieldProps) {
  const id = useId();
  return (
    <div className="flex items-center gap-2 text-xs">
      <label htmlFor={id} className="w-9 text-muted-foreground">
        {label}
      </label>
      <Input
        id={id}
        type="datetime-local"
        defaultValue={toLocalInput(value)}
        onChange={({ target }) => onChange(fromLocalInput(target.value))}
        className="h-7 px-2 text-xs tabular"
      />
    </div>
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
