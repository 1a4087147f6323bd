"use client";

import { ChevronDownIcon } from "lucide-react";
import { cn } from "@/lib/cn";

type FilterSelectProps<Value extends string> = {
  /** What is filtered: "Stage". */
  name: string;
  /** The entry for no filter: "All stages". */
  all: string;
  value: Value | null;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value | null) => void;
};

/** One of a list, or all. The browser's own list: it is quick by keyboard and right on a phone. */
export function FilterSelect<Value extends string>({
  name,
  all,
  value,
  options,
  onChange,
}: FilterSelectProps<Value>) {
  return (
    <div className="relative">
      <select
        aria-label={name}
        value={value ?? ""}
        onChange={({ target }) =>
          onChange(options.find((option) => option.value === target.value)?.value ?? null)
        }
        className={cn(
          "h-7 max-w-48 appearance-none truncate rounded-md border bg-surface pr-7 pl-2.5 text-xs font-medium transition-colors hover:bg-muted",
          value !== null && "border-border-strong",
        )}
      >
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDownIcon
        aria-hidden="true"
        className="pointer-events-none absolute top-1.5 right-2 size-3.5 text-muted-foreground"
      />
    </div>
  );
}
