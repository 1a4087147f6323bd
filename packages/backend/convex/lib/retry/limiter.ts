/**
 * At most so many retries of one note in an hour. Rows count the last sixty minutes exactly, and the plan shows what they
 * leave; the limiter counts the same retries in fixed hours, in the transaction that begins one. What the rows allow fits
 * into every fixed hour, so that the limiter refuses only what got past the rows, such as after the limit was lowered.
 */
import { calculateRateLimit, HOUR, RateLimiter } from "@convex-dev/rate-limiter";
import type { Settings } from "@voice-flow/domain/settings";
import { components } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";

const limiter = new RateLimiter(components.rateLimiter);
const NAME = "retry";

const optionsOf = (artifactId: Id<"voiceNoteArtifacts">, { RETRY_LIMIT_PER_HOUR: rate }: Settings) => ({
  key: artifactId,
  config: { kind: "fixed window" as const, rate, period: HOUR },
});

/** Takes one retry from what is left; false, and nothing taken, if nothing is. */
export async function takeRetry(
  ctx: MutationCtx,
  artifactId: Id<"voiceNoteArtifacts">,
  settings: Settings,
): Promise<boolean> {
  return (await limiter.limit(ctx, NAME, optionsOf(artifactId, settings))).ok;
}

/** What the limiter would leave now, without taking any; `availableAt` (ms) if that is nothing. */
export async function readLimiter(
  ctx: QueryCtx,
  artifactId: Id<"voiceNoteArtifacts">,
  settings: Settings,
  now: number,
): Promise<{ left: number; availableAt?: number }> {
  const { value, ts, config } = await limiter.getValue(ctx, NAME, optionsOf(artifactId, settings));
  const left = Math.max(0, Math.floor(calculateRateLimit({ value, ts }, config, now).value));
  if (left > 0) return { left };
  const { retryAfter = 0 } = calculateRateLimit({ value, ts }, config, now, 1);
  return { left, availableAt: now + retryAfter };
}
