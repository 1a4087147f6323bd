import { words } from "./words";
/** The columns of the grid in their order. The id is always there: it opens the row. */
export const GRID_COLUMNS = [
  "id",
  "status",
  "source",
  "coach",
  "club",
  "claims",
  "names",
  "latency",
  "cost",
  "created",
  "actions",
] as const;
export type GridColumn = (typeof GRID_COLUMNS)[number];

export type GridColumnLook = {
  label: string;
  /** A track of a CSS grid. */
  width: string;
  isNumber?: boolean;
  /** Also shown where there is room for three. */
  isNarrow?: boolean;
};

export const GRID_COLUMN_LOOKS = {
  id: { label: words.columns.note, width: "7.75rem", isNarrow: true },
  status: { label: words.columns.status, width: "8.5rem", isNarrow: true },
  source: { label: words.columns.source, width: "minmax(6rem,1fr)" },
  coach: { label: words.columns.coach, width: "minmax(6rem,1.2fr)" },
  club: { label: words.columns.club, width: "minmax(6rem,1.4fr)" },
  claims: { label: words.columns.claims, width: "3.5rem", isNumber: true },
  names: { label: words.columns.names, width: "4.5rem", isNumber: true },
  latency: { label: words.columns.latency, width: "5rem", isNumber: true },
  cost: { label: words.columns.cost, width: "5rem", isNumber: true },
  created: { label: words.columns.created, width: "5.5rem", isNumber: true, isNarrow: true },
  actions: { label: words.columns.actions, width: "5.25rem" },
} as const satisfies Record<GridColumn, GridColumnLook>;

/** For a quick look over many notes. */
export const KEY_COLUMNS = ["id", "status", "club", "created"] as const satisfies readonly GridColumn[];

export const trackOf = (columns: readonly GridColumn[]): string =>
  columns.map((column) => GRID_COLUMN_LOOKS[column].width).join(" ");

/** Whatever was remembered, only columns that exist, in their order, and never none. */
export function readColumns(remembered: string | null): readonly GridColumn[] {
  if (remembered === null) {
    return GRID_COLUMNS;
  }
  const names = remembered.split(",");
  return GRID_COLUMNS.filter((column) => column === "id" || names.includes(column));
}

/** With the column added, or taken away if it was there. */
export function toggleColumn(columns: readonly GridColumn[], column: GridColumn): readonly GridColumn[] {
  return GRID_COLUMNS.filter((each) => each === "id" || columns.includes(each) !== (each === column));
}
