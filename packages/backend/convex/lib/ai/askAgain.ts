/** When work that was refused room asks for it again. */

/** A window's messages are not taken up in its first second all at once; ms. */
const SPREAD_MS = 60_000;
/** What waits for room is looked at so often before its window is over: staff may have raised the limit meanwhile; ms. */
const ASK_AGAIN_MS = 600_000;

/** When what waits for `availableAt` (ms) is looked at again: not all at once, and in time for a limit that staff raise. */
export const askedAgainAt = (availableAt: number, now: number): number =>
  Math.min(availableAt, now + ASK_AGAIN_MS) + Math.floor(Math.random() * SPREAD_MS);
