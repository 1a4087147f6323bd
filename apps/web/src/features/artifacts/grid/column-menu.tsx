"use client";

import { FilterButton } from "@/components/filters/filter-button";
import { Button } from "@/components/ui/button";
import { GRID_COLUMN_LOOKS, GRID_COLUMNS, type GridColumn, KEY_COLUMNS, toggleColumn } from "./grid-columns";
import type { ColumnChoice } from "./remembered-columns";
import { words } from "./words";

/** Which columns are shown; remembered in this browser. */
export function ColumnMenu({ columns, choose }: ColumnChoice) {
  const isAll = columns.length === GRID_COLUMNS.length;
  return (
    <FilterButton
      name="Columns"
      chosen={isAll ? undefined : words.columns.shown(columns.length, GRID_COLUMNS.length)}
      className="right-0 left-auto w-52"
    >
      {() => (
        <>
          {GRID_COLUMNS.map((column) => (
            <label
              key={column}
              className="flex min-h-6 items-center gap-2 rounded-sm text-xs hover:bg-muted has-disabled:text-muted-foreground"
            >
              <input
                type="checkbox"
                checked={columns.includes(column)}
                disabled={column === "id"}
                onChange={() => choose(toggleColumn(columns, column))}
                className="size-3.5 accent-brand"
              />
              {GRID_COLUMN_LOOKS[column].label}
            </label>
          ))}
        </>
      )}
    </FilterButton>
  );
}

/** A few columns for a quick look over many notes, or all of them. */
export function DensityToggle({ columns, choose }: ColumnChoice) {
  return (
    <fieldset aria-label={words.columns.density} className="flex gap-1">
      <DensityButton label={words.columns.compact} wanted={KEY_COLUMNS} columns={columns} choose={choose} />
      <DensityButton label={words.columns.all} wanted={GRID_COLUMNS} columns={columns} choose={choose} />
    </fieldset>
  );
}

type DensityButtonProps = ColumnChoice & { label: string; wanted: readonly GridColumn[] };

function DensityButton({ label, wanted, columns, choose }: DensityButtonProps) {
  const isShown = wanted.join() === columns.join();
  return (
    <Button
      size="sm"
      variant={isShown ? "outline" : "ghost"}
      aria-pressed={isShown}
      onClick={() => choose(wanted)}
    >
      {label}
    </Button>
  );
}
