/** The circuit breakers of the providers, as staff see and reset them. Calls ask them in `lib/ai/aiCall`. */
import { breakerPolicy, breakerRefusesUntil, resetBreaker } from "@voice-flow/domain/breaker/breaker";
import { breakerEvent } from "@voice-flow/domain/events/system";
import {
  AI_PROVIDERS,
  aiProviderValidator,
  circuitBreakerStateValidator,
} from "@voice-flow/domain/vocabulary/operations";
import { v } from "convex/values";
import { asBreaker, findBreakerRow, storeBreaker } from "../lib/ai/breakerRow";
import { recordChange } from "../lib/foundation/audit";
import { emitSystemEvent } from "../lib/foundation/events";
import { readSettings } from "../lib/foundation/settings";
import { staffMutation, staffQuery } from "../lib/host/functions";

/** State of each provider's breaker, for the status card. Times in ms; `retryAt` is when it lets a probe through. */
export const getPlatformServiceHealth = staffQuery({
  args: {},
  returns: v.array(
    v.object({
      provider: aiProviderValidator,
      circuitBreakerState: circuitBreakerStateValidator,
      recentFailureCount: v.number(),
      openedAt: v.optional(v.number()),
      retryAt: v.optional(v.number()),
      updatedAt: v.optional(v.number()),
    }),
  ),
  handler: async (ctx) => {
    const policy = breakerPolicy(await readSettings(ctx.db));
    return await Promise.all(
      AI_PROVIDERS.map(async (provider) => {
        const row = await findBreakerRow(ctx.db, provider);
        const breaker = asBreaker(row);
        const { circuitBreakerState, recentFailures, openedAt } = breaker;
        return {
          provider,
          circuitBreakerState,
          recentFailureCount: recentFailures.length,
          openedAt,
          retryAt: breakerRefusesUntil(breaker, policy, 0),
          updatedAt: row?.updatedAt,
        };
      }),
    );
  },
});

/** Closes a breaker by hand; recorded, and told as an event if it was not closed. */
export const forceResetCircuitBreaker = staffMutation({
  args: { provider: aiProviderValidator },
  returns: v.null(),
  handler: async (ctx, { provider }) => {
    const now = Date.now();
    const row = await findBreakerRow(ctx.db, provider);
    const { breaker, change } = resetBreaker(asBreaker(row));
    await storeBreaker(ctx.db, provider, row, breaker, now);
    if (change) await emitSystemEvent(ctx, breakerEvent(provider, change, now));
    const wasOpen = (row?.circuitBreakerState ?? "closed") !== "closed";
    await recordChange(ctx.db, {
      kind: "circuit_breaker_reset",
      actor: ctx.staff,
      change: { key: provider, from: wasOpen, to: false },
      now,
    });
    return null;
  },
});
