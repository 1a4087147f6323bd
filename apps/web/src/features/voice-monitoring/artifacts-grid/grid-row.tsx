"use client";

import { type Ref, useCallback } from "react";
import { cn } from "@/lib/cn";
import type { ArtifactRowView } from "./artifact-row-view";
import { ExpandedArtifact } from "./expanded-artifact";
import { gridCell } from "./grid-cell";
import { GRID_COLUMN_LOOKS, type GridColumn, type GridColumnLook } from "./grid-columns";

/** Narrow pages have room for three columns; the tracks of wide ones are set by the table. */
const TRACKS =
  "grid grid-cols-[6.5rem_minmax(0,1fr)_5.5rem] items-center gap-x-3 px-4 md:grid-cols-(--tracks)";

const cellClasses = (column: GridColumn): string => {
  const { isNumber, isNarrow }: GridColumnLook = GRID_COLUMN_LOOKS[column];
  return cn(
    "min-w-0 truncate",
    isNumber ? "text-right tabular" : "text-left",
    !isNarrow && "hidden md:block",
  );
};

export function GridHeader({ columns }: { columns: readonly GridColumn[] }) {
  return (
    <thead className="sticky top-0 z-10 block border-b bg-surface">
      <tr className={cn(TRACKS, "h-8 text-xs text-muted-foreground")}>
        {columns.map((column) => (
          <th key={column} scope="col" className={cn(cellClasses(column), "font-normal")}>
            {GRID_COLUMN_LOOKS[column].label}
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
  onToggle: (artifactId: string) => void;
  /** Measures the row: an open one is as high as what it shows. */
  ref: Ref<HTMLTableSectionElement>;
};

/** One note, and under it what came of it while it is open. */
export function GridRow({ artifact, columns, index, top, isOpen, onToggle, ref }: GridRowProps) {
  const { artifactId } = artifact;
  const toggle = useCallback(() => onToggle(artifactId), [onToggle, artifactId]);
  return (
    <tbody
      ref={ref}
      data-index={index}
      style={{ transform: `translateY(${top}px)` }}
      className="absolute inset-x-0 top-0 block border-b"
    >
      <tr
        aria-rowindex={index + 2}
        className={cn(TRACKS, "relative h-10 text-13 hover:bg-muted", isOpen && "bg-muted")}
      >
        {columns.map((column) => (
          <td key={column} className={cellClasses(column)}>
            {gridCell(column, { artifact, isOpen, onToggle: toggle })}
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
