/** Why the page holds new rows back. `by_hand` is remembered, the others end with what caused them or with a press. */
export type PauseReason = "by_hand" | "detail_open" | "rows_selected" | "rush" | "playback";

export const PAUSE_SENTENCES = {
  by_hand: "You paused the page. New rows wait until you resume.",
  detail_open: "Paused while a detail is open.",
  rows_selected: "Paused while rows are selected.",
  rush: "Paused because more than 10 updates a second arrived.",
  playback: "Paused because the page shows an earlier moment.",
} as const satisfies Record<PauseReason, string>;

export type LiveState =
  | { kind: "live" }
  | { kind: "paused"; reason: PauseReason }
  | { kind: "reconnecting" }
  /** `since` in ms: what is shown is as old as that. */
  | { kind: "stale"; since: number };

/** How long a connection may be gone before what is shown is called stale, in ms. */
export const STALE_AFTER = 10_000;

export type LiveInputs = {
  isConnected: boolean;
  /** When the connection was lost, in ms; undefined while there is one. */
  lostAt: number | undefined;
  pause: PauseReason | undefined;
  now: number;
};

/** A lost connection goes before a pause: whoever resumes would look at old data without knowing. */
export function liveStateOf({ isConnected, lostAt, pause, now }: LiveInputs): LiveState {
  if (!isConnected) {
    return lostAt !== undefined && now - lostAt >= STALE_AFTER
      ? { kind: "stale", since: lostAt }
      : { kind: "reconnecting" };
  }
  return pause === undefined ? { kind: "live" } : { kind: "paused", reason: pause };
}

/** More new rows in a second than anybody can follow. */
export const RUSH_PER_SECOND = 10;

/** The window of the rate, in ms. One quick note makes a burst of updates, and that is no rush. */
export const RUSH_WINDOW = 3_000;

/** Adds arrivals to the record of the last moments; `isRush` says that there were more than can be followed. */
export function recordArrivals(
  record: readonly number[],
  count: number,
  now: number,
): { record: readonly number[]; isRush: boolean } {
  const recent = [
    ...record.filter((at) => now - at < RUSH_WINDOW),
    ...Array.from({ length: count }, () => now),
  ];
  return { record: recent, isRush: recent.length > (RUSH_PER_SECOND * RUSH_WINDOW) / 1_000 };
}
