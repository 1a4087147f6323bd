import {
  type Breaker,
  breakerPolicy,
  CLOSED_BREAKER,
  reportCall as reported,
  requestCall as requested,
  resetBreaker,
} from "@voice-flow/domain/breaker/breaker";
import { countsForBreaker } from "@voice-flow/domain/errors/classify";
import { breakerEvent } from "@voice-flow/domain/events/system";
import {
  AI_PROVIDERS,
  type AiProvider,
  aiProviderValidator,
  circuitBreakerStateValidator,
} from "@voice-flow/domain/vocabulary/operations";
import { stageErrorCodeValidator } from "@voice-flow/domain/vocabulary/pipeline";
import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { internalMutation, type MutationCtx } from "../_generated/server";
import type { DbReader } from "../lib/context";
import { staffMutation, staffQuery } from "../lib/functions";
import { emitSystemEvent } from "../lib/pipeline/events";
import { readSettings } from "../lib/settings";

const findRow = async (db: DbReader, provider: AiProvider): Promise<Doc<"aiServiceHealth"> | null> =>
  await db
    .query("aiServiceHealth")
    .withIndex("by_provider", (q) => q.eq("provider", provider))
    .unique();

const asBreaker = (row: Doc<"aiServiceHealth"> | null): Breaker =>
  row
    ? {
        circuitBreakerState: row.circuitBreakerState,
        recentFailures: row.recentFailures,
        openedAt: row.openedAt,
        probeStartedAt: row.probeStartedAt,
      }
    : CLOSED_BREAKER;

/** Writes only what changed: while all is well, calls of different notes share no written row. */
async function storeIfChanged(
  ctx: MutationCtx,
  provider: AiProvider,
  row: Doc<"aiServiceHealth"> | null,
  before: Breaker,
  after: Breaker,
  now: number,
): Promise<void> {
  if (after === before) return;
  const fields = { provider, ...after, updatedAt: now };
  if (row) await ctx.db.replace("aiServiceHealth", row._id, fields);
  else await ctx.db.insert("aiServiceHealth", fields);
}

/** Asks the breaker for one call, in one transaction. `probeTicket` (ms) must come back with the report. */
export const requestCall = internalMutation({
  args: { provider: aiProviderValidator },
  returns: v.object({ allowed: v.boolean(), probeTicket: v.optional(v.number()) }),
  handler: async (ctx, { provider }) => {
    const now = Date.now();
    const row = await findRow(ctx.db, provider);
    const before = asBreaker(row);
    const { breaker, permission } = requested(before, breakerPolicy(await readSettings(ctx.db)), now);
    await storeIfChanged(ctx, provider, row, before, breaker, now);
    return permission.allowed ? { allowed: true, probeTicket: permission.probeTicket } : { allowed: false };
  },
});

/** Reports how a call ended; a change of the breaker and its event are one transaction. */
export const reportCall = internalMutation({
  args: {
    provider: aiProviderValidator,
    /** Absent for a call that succeeded. Codes that do not speak of the provider's health count as answers. */
    errorCode: v.optional(stageErrorCodeValidator),
    probeTicket: v.optional(v.number()),
  },
  returns: v.null(),
  handler: async (ctx, { provider, errorCode, probeTicket }) => {
    const now = Date.now();
    const row = await findRow(ctx.db, provider);
    const before = asBreaker(row);
    const succeeded = errorCode === undefined || !countsForBreaker(errorCode);
    const policy = breakerPolicy(await readSettings(ctx.db));
    const { breaker, change } = reported(before, policy, { succeeded, probeTicket }, now);
    await storeIfChanged(ctx, provider, row, before, breaker, now);
    if (change) await emitSystemEvent(ctx, breakerEvent(provider, change, now));
    return null;
  },
});

/** State of each provider's breaker, for the status card. Times in ms. */
export const getPlatformServiceHealth = staffQuery({
  args: {},
  returns: v.array(
    v.object({
      provider: aiProviderValidator,
      circuitBreakerState: circuitBreakerStateValidator,
      recentFailureCount: v.number(),
      openedAt: v.optional(v.number()),
      updatedAt: v.optional(v.number()),
    }),
  ),
  handler: async (ctx) =>
    await Promise.all(
      AI_PROVIDERS.map(async (provider) => {
        const row = await findRow(ctx.db, provider);
        const { circuitBreakerState, recentFailures, openedAt } = asBreaker(row);
        const updatedAt = row?.updatedAt;
        return {
          provider,
          circuitBreakerState,
          recentFailureCount: recentFailures.length,
          openedAt,
          updatedAt,
        };
      }),
    ),
});

/** Closes a breaker by hand. */
export const forceResetCircuitBreaker = staffMutation({
  args: { provider: aiProviderValidator },
  returns: v.null(),
  handler: async (ctx, { provider }) => {
    const now = Date.now();
    const row = await findRow(ctx.db, provider);
    const before = asBreaker(row);
    const { breaker, change } = resetBreaker(before);
    await storeIfChanged(ctx, provider, row, before, breaker, now);
    if (change) await emitSystemEvent(ctx, breakerEvent(provider, change, now));
    await ctx.db.insert("auditLog", {
      actorAuthUserId: ctx.staff.authUserId,
      action: "circuit_breaker_reset",
      detail: provider,
      at: now,
    });
    return null;
  },
});
