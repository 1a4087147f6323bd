"use client";

import { Button } from "@/components/ui/button";
import { FilterButton } from "../filters/filter-button";
import { GRID_COLUMN_LOOKS, GRID_COLUMNS, type GridColumn, KEY_COLUMNS, toggleColumn } from "./grid-columns";
import { rememberColumns } from "./remembered-columns";

/** Which columns are shown; remembered in this browser. */
export function ColumnMenu({ columns }: { columns: readonly GridColumn[] }) {
  const isAll = columns.length === GRID_COLUMNS.length;
  return (
    <FilterButton
      name="Columns"
      chosen={isAll ? undefined : `${columns.length} of ${GRID_COLUMNS.length}`}
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
                onChange={() => rememberColumns(toggleColumn(columns, column))}
                className="size-3.5 accent-brand"
              />
              {GRID_COLUMN_LOOKS[column].label}
            </label>
          ))}
          <div className="mt-2 flex gap-2 border-t pt-3">
            <Button size="sm" onClick={() => rememberColumns(KEY_COLUMNS)}>
              Compact
            </Button>
            <Button size="sm" onClick={() => rememberColumns(GRID_COLUMNS)} disabled={isAll}>
              All
            </Button>
          </div>
        </>
      )}
    </FilterButton>
  );
}
