import { XIcon } from "lucide-react";
import type { ActiveFilter } from "@/components/empty-states";
import { Button } from "@/components/ui/button";

type FilterChipsProps = { filters: readonly ActiveFilter[]; clearAll: () => void };

/** What is filtered for, each to be dropped on its own or all together. Nothing while nothing is. */
export function FilterChips({ filters, clearAll }: FilterChipsProps) {
  if (filters.length === 0) {
    return null;
  }
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-1.5">
      {filters.map(({ id, label, clear }) => (
        <li key={id}>
          <button
            type="button"
            onClick={clear}
            aria-label={`Clear ${label}`}
            className="flex h-6 items-center gap-1 rounded-full border bg-muted pr-1.5 pl-2.5 text-xs transition-colors hover:border-border-strong"
          >
            <span className="max-w-72 truncate">{label}</span>
            <XIcon aria-hidden="true" className="size-3 text-muted-foreground" />
          </button>
        </li>
      ))}
      <li>
        <Button variant="link" size="inline" onClick={clearAll} className="px-1 text-xs">
          Clear all
        </Button>
      </li>
    </ul>
  );
}
