"use client";

import type { Ref } from "react";
import type { Selection } from "@/features/artifacts/bulk-retry/selection";
import { cn } from "@/lib/cn";
import type { ArtifactRowView } from "./artifact-row-view";
import { ExpandedArtifact } from "./expanded-artifact";
import { type CellProps, gridCell } from "./grid-cell";
import { GRID_COLUMN_LOOKS, type GridColumn, type GridColumnLook } from "./grid-columns";
import { SelectBox } from "./select-box";
import { words } from "./words";

/** Narrow pages have room for three columns; the tracks of wide ones are set by the table. */
const TRACKS =
  "grid grid-cols-[6.5rem_minmax(0,1fr)_5.5rem] items-center gap-x-3 px-4 md:grid-cols-(--tracks)";

const cellClasses = (column: GridColumn): string => {
  const { isNumber, isNarrow }: GridColumnLook = GRID_COLUMN_LOOKS[column];
  return cn(
    "min-w-0",
    // The ring of a box that has the focus lies outside of it.
    column !== "id" && "truncate",
    isNumber ? "text-right tabular" : "text-left",
    !isNarrow && "hidden md:block",
  );
};

type GridHeaderProps = {
  columns: readonly GridColumn[];
  selection: Selection;
  /** Selects everything that matches the filters, or nothing. */
  onSelectAll: () => void;
};

export function GridHeader({ columns, selection, onSelectAll }: GridHeaderProps) {
  return (
    <thead className="sticky top-0 z-10 block border-b bg-surface">
      <tr className={cn(TRACKS, "h-8 text-xs text-muted-foreground")}>
        {columns.map((column) => (
          <th key={column} scope="col" className={cn(cellClasses(column), "font-normal")}>
            {column === "id" ? (
              <span className="flex items-center gap-1.5">
                <SelectBox
                  label={words.row.selectAll}
                  isChecked={selection.kind === "all"}
                  isPartly={selection.kind === "rows"}
                  onPress={onSelectAll}
                />
                {GRID_COLUMN_LOOKS.id.label}
              </span>
            ) : (
              GRID_COLUMN_LOOKS[column].label
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

type GridRowProps = {
  artifact: ArtifactRowView;
  columns: readonly GridColumn[];
  index: number;
  /** CSS pixels from the first row. */
  top: number;
  isOpen: boolean;
  isSelected: boolean;
  onToggle: (artifactId: string) => void;
  onSelect: (artifactId: string, isRange: boolean) => void;
  onRetry: (artifactId: string) => void;
  /** Measures the row: an open one is as high as what it shows. */
  ref: Ref<HTMLTableSectionElement>;
};

/** One note, and while it is open its details below. */
export function GridRow({ artifact, columns, index, top, isOpen, isSelected, ref, ...acts }: GridRowProps) {
  const { artifactId } = artifact;
  const cell: CellProps = {
    artifact,
    isOpen,
    isSelected,
    onToggle: () => acts.onToggle(artifactId),
    onSelect: (isRange) => acts.onSelect(artifactId, isRange),
    onRetry: () => acts.onRetry(artifactId),
  };
  return (
    <tbody
      ref={ref}
      data-index={index}
      style={{ transform: `translateY(${top}px)` }}
      className="absolute inset-x-0 top-0 block border-b"
    >
      <tr
        aria-rowindex={index + 2}
        data-selected={isSelected || undefined}
        className={cn(
          TRACKS,
          "relative h-10 text-13 hover:bg-muted",
          isOpen && "bg-muted",
          isSelected && "bg-tone-info-subtle hover:bg-tone-info-subtle",
        )}
      >
        {columns.map((column) => (
          <td key={column} className={cellClasses(column)}>
            {gridCell(column, cell)}
          </td>
        ))}
      </tr>
      {isOpen ? (
        <tr className="block border-t">
          <td colSpan={columns.length} className="block">
            <ExpandedArtifact artifactId={artifactId} />
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}
