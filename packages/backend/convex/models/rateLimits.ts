import { RATE_LIMITS, rateLimitValidator } from "@voice-flow/domain/costs/limits";
import { v } from "convex/values";
import { readLimit } from "../lib/ai/platformLimits";
import { readSettings } from "../lib/foundation/settings";
import { staffQuery } from "../lib/host/functions";
import { countHeld } from "../lib/intake/hold";

const MAX_HELD_COUNTED = 500;

/**
 * The platform's limits with what is used and left of them in the window of `now` (ms), and the messages that wait to be
 * taken up. Messages are counted, costs are micro-dollars; calls under way count with what they may cost at most.
 */
export const getRateLimits = staffQuery({
  args: { now: v.number() },
  returns: v.object({
    limits: v.array(
      v.object({
        limit: rateLimitValidator,
        rate: v.number(),
        used: v.number(),
        left: v.number(),
        windowEnd: v.number(),
        hitAt: v.optional(v.number()),
      }),
    ),
    held: v.object({ count: v.number(), more: v.boolean() }),
  }),
  handler: async (ctx, { now }) => {
    const settings = await readSettings(ctx.db);
    const limits = await Promise.all(RATE_LIMITS.map((limit) => readLimit(ctx, limit, settings, now)));
    return { limits, held: await countHeld(ctx.db, MAX_HELD_COUNTED) };
  },
});
