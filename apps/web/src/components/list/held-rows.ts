/**
 * A live list that can be held: while somebody reads further down or has paused it, what is on the screen stays where
 * it is, and new rows are counted instead of shown.
 */
export type HeldRows<Row> = {
  shown: readonly Row[];
  /** Ids of rows that came while the list was held. */
  waiting: ReadonlySet<string>;
};

export const nothingHeld: HeldRows<never> = { shown: [], waiting: new Set() };

/**
 * Takes in what the subscription says now, newest first.
 *
 * Free: all of it is shown. Held: rows on the screen are renewed in place and stay even when the subscription has
 * moved past them; rows that were loaded below the last one are added; everything else waits.
 */
export function receiveRows<Row>(
  before: HeldRows<Row>,
  rows: readonly Row[],
  isHeld: boolean,
  idOf: (row: Row) => string,
): HeldRows<Row> {
  if (!isHeld || before.shown.length === 0) {
    return { shown: rows, waiting: new Set() };
  }
  const latest = new Map(rows.map((row) => [idOf(row), row]));
  const shownIds = new Set(before.shown.map(idOf));
  const lastShownAt = rows.findLastIndex((row) => shownIds.has(idOf(row)));
  const below = lastShownAt === -1 ? [] : rows.slice(lastShownAt + 1);
  const belowIds = new Set(below.map(idOf));
  const waiting = new Set(before.waiting);
  for (const id of latest.keys()) {
    if (!shownIds.has(id) && !belowIds.has(id)) {
      waiting.add(id);
    }
  }
  return {
    shown: [...before.shown.map((row) => latest.get(idOf(row)) ?? row), ...below],
    waiting,
  };
}
