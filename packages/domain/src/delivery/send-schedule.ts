/** When a message that could not be sent is tried again, and when that ends. */
import { backoffDelayMs } from "../backoff";

export interface SendSchedule {
  /** Pause before the second attempt, ms. */
  baseMs: number;
  /** The longest pause, ms. */
  maxMs: number;
  /** From the first attempt until sending is given up, ms. */
  giveUpAfterMs: number;
}

const MINUTE_MS = 60_000;

export const sendScheduleDefaults = {
  baseMs: 5000,
  maxMs: 5 * MINUTE_MS,
  giveUpAfterMs: 24 * 60 * MINUTE_MS,
} as const satisfies SendSchedule;

/**
 * When the next attempt is due (ms), or null where the message is given up. Pauses double up to the longest one, so that
 * a message goes out soon after the provider is back, however long it was away.
 *
 * @param attempts attempts made so far, at least 1
 * @param random in [0, 1)
 */
export function nextSendAt(
  facts: { now: number; firstTriedAt: number; attempts: number; random: number; retryAfterMs?: number },
  schedule: SendSchedule = sendScheduleDefaults,
): number | null {
  const { now, firstTriedAt, attempts, random, retryAfterMs } = facts;
  const policy = { baseMs: schedule.baseMs, maxMs: schedule.maxMs, jitterShare: 0.2 };
  const at = now + backoffDelayMs(policy, attempts, random, retryAfterMs);
  return at > firstTriedAt + schedule.giveUpAfterMs ? null : at;
}
