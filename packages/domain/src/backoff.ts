/** Exponential backoff with jitter for jobs. Pipeline stages are never retried automatically and do not use it. */

export interface BackoffPolicy {
  /** Delay before the second attempt, ms. */
  baseMs: number;
  /** No delay is longer than this, ms, except one that the provider asked for. */
  maxMs: number;
  /** 0.25 varies a delay by up to a quarter, up and down, so that many failed jobs do not come back at once. */
  jitterShare: number;
}

/**
 * Delay before the next attempt, ms.
 *
 * @param attempts attempts made so far, at least 1
 * @param random in [0, 1): given by the caller, so that the result is determined
 * @param retryAfterMs what the provider asked for, if it did; the delay is never shorter
 */
export function backoffDelayMs(
  policy: BackoffPolicy,
  attempts: number,
  random: number,
  retryAfterMs = 0,
): number {
  // 2 ** 40 times any base is beyond every maximum: the exponent is cut before the power overflows.
  const doublings = Math.min(Math.max(attempts - 1, 0), 40);
  const plain = Math.min(policy.baseMs * 2 ** doublings, policy.maxMs);
  const varied = plain * (1 + policy.jitterShare * (2 * random - 1));
  return Math.max(Math.round(Math.min(varied, policy.maxMs)), retryAfterMs, 0);
}
