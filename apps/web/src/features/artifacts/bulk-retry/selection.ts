/** The selected notes: single rows, or everything that matched the filters at the moment of selecting. */
export type Selection =
  | { kind: "none" }
  | {
      kind: "rows";
      ids: ReadonlySet<string>;
      /** The row that was pressed last: shift selects from it. */
      anchor: string;
    }
  | {
      kind: "all";
      /** ms: what changed later was not selected. */
      seenAt: number;
    };

export const NOTHING_SELECTED: Selection = { kind: "none" };

/** Notes that can be named one by one; more are selected by a filter. */
export const MAX_PICKED = 200;

export const isSelected = (selection: Selection, id: string): boolean =>
  selection.kind === "all" || (selection.kind === "rows" && selection.ids.has(id));

/**
 * Presses the box of a row. With `isRange` every row between it and the one pressed before becomes as it does. Of
 * everything, one row taken out leaves the other rows that are on the page.
 *
 * @param shown ids of the rows in their order
 */
export function toggleRow(
  selection: Selection,
  id: string,
  shown: readonly string[],
  isRange: boolean,
): Selection {
  const ids = new Set(selection.kind === "rows" ? selection.ids : selection.kind === "all" ? shown : []);
  const isAdding = !isSelected(selection, id);
  const anchor = selection.kind === "rows" ? selection.anchor : id;
  for (const each of isRange ? between(shown, anchor, id) : [id]) {
    if (isAdding) {
      ids.add(each);
    } else {
      ids.delete(each);
    }
  }
  return ids.size === 0 ? NOTHING_SELECTED : { kind: "rows", ids, anchor: id };
}

function between(shown: readonly string[], from: string, to: string): readonly string[] {
  const [first = -1, last = -1] = [shown.indexOf(from), shown.indexOf(to)].toSorted((a, b) => a - b);
  return first === -1 ? [to] : shown.slice(first, last + 1);
}
