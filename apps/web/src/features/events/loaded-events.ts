/**
 * What the log has loaded. Events never change once they are written, so only the newest page is subscribed to; what
 * scrolled out of it stays, and older pages are read once.
 */
export type LoggedEvent = { eventId: string; timestamp: number };

export type LoadedEvents<Row extends LoggedEvent> = {
  /** Newest first. Everything since the log was opened, and the page that it was opened with. */
  live: readonly Row[];
  /** Newest first, older than `live`. */
  history: readonly Row[];
  known: ReadonlySet<string>;
};

export function nothingLoaded<Row extends LoggedEvent>(): LoadedEvents<Row> {
  return { live: [], history: [], known: new Set() };
}

/** Takes in rows of the live end, newest first: the subscribed page, or one that closes a gap below it. */
export function addLive<Row extends LoggedEvent>(
  loaded: LoadedEvents<Row>,
  rows: readonly Row[],
): LoadedEvents<Row> {
  const fresh = unknownOf(loaded, rows);
  if (fresh.length === 0) {
    return loaded;
  }
  return { ...loaded, live: mergeByTime(fresh, loaded.live), known: withIds(loaded.known, fresh) };
}

/** Takes in a page of older rows. */
export function addHistory<Row extends LoggedEvent>(
  loaded: LoadedEvents<Row>,
  rows: readonly Row[],
): LoadedEvents<Row> {
  const fresh = unknownOf(loaded, rows);
  if (fresh.length === 0) {
    return loaded;
  }
  return { ...loaded, history: [...loaded.history, ...fresh], known: withIds(loaded.known, fresh) };
}

/**
 * Whether events between this page and what is loaded are missing: more arrived at once than the page holds, as after a
 * lost connection.
 */
export function leavesGap<Row extends LoggedEvent>(
  loaded: LoadedEvents<Row>,
  page: { page: readonly Row[]; isDone: boolean },
): boolean {
  return loaded.live.length > 0 && !page.isDone && !page.page.some((row) => loaded.known.has(row.eventId));
}

function unknownOf<Row extends LoggedEvent>({ known }: LoadedEvents<Row>, rows: readonly Row[]): Row[] {
  return rows.filter((row) => !known.has(row.eventId));
}

function withIds(known: ReadonlySet<string>, rows: readonly LoggedEvent[]): ReadonlySet<string> {
  const ids = new Set(known);
  for (const { eventId } of rows) {
    ids.add(eventId);
  }
  return ids;
}

/** Both newest first. Of two at one moment the one that came later stands above. */
function mergeByTime<Row extends LoggedEvent>(fresh: readonly Row[], before: readonly Row[]): Row[] {
  const oldest = fresh.at(-1);
  const newest = before[0];
  if (oldest === undefined || newest === undefined || oldest.timestamp >= newest.timestamp) {
    return [...fresh, ...before];
  }
  return [...fresh, ...before].sort((a, b) => b.timestamp - a.timestamp);
}
