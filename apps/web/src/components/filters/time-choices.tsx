"use client";

import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { fromLocalInput, toLocalInput } from "@/lib/local-moment";
import type { TimeChoice } from "@/lib/routes/time-window";
import { ANY_TIME, TIME_RANGE_LABELS, TIME_RANGES } from "@/lib/routes/time-window";

export type TimeFilterProps = { value: TimeChoice; onChange: (value: TimeChoice) => void };

/** Ranges up to now, and two moments of the reader's own. */
export function TimeChoices({ value, onChange, close }: TimeFilterProps & { close: () => void }) {
  return (
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
            The start must be before the end.
          </p>
        ) : null}
      </div>
    </>
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
