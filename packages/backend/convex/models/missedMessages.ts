/** Messages whose webhook never came: found in the provider's list and taken up once. */
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction, internalMutation, internalQuery } from "../_generated/server";
import { type CatchUp, catchUp, catchUpSince, recordCatchUp } from "../lib/intake/missedMessages";
import { inboundFormFields, isKnown, recordForm } from "../lib/intake/recordForm";

/** Every five minutes. */
export const catchUpMessages = internalAction({
  args: {},
  returns: v.object({ takenUp: v.number() }),
  handler: async (ctx): Promise<{ takenUp: number }> => {
    const startedAt = Date.now();
    const { models } = internal;
    const since: number = await ctx.runQuery(models.missedMessages.since, { now: startedAt });
    const run: CatchUp = await catchUp(ctx, since, startedAt);
    await ctx.runMutation(models.missedMessages.finish, { startedAt, ...run });
    return { takenUp: run.takenUp };
  },
});

export const since = internalQuery({
  args: { now: v.number() },
  returns: v.number(),
  handler: async (ctx, { now }) => await catchUpSince(ctx.db, now),
});

/** The provider's ids that no message has. At most a page of them. */
export const unknownOf = internalQuery({
  args: { sids: v.array(v.string()) },
  returns: v.array(v.string()),
  handler: async (ctx, { sids }) => {
    const known = await Promise.all(sids.map((sid) => isKnown(ctx.db, sid)));
    return sids.filter((_, index) => !known[index]);
  },
});

/** Stores it as its webhook would have done; received when the provider received it. */
export const takeUp = internalMutation({
  args: { form: v.object(inboundFormFields), receivedAt: v.number() },
  returns: v.object({ created: v.boolean() }),
  handler: async (ctx, { form, receivedAt }) => ({
    created: await recordForm(ctx, form, Date.now(), { receivedAt }),
  }),
});

export const finish = internalMutation({
  args: {
    startedAt: v.number(),
    takenUp: v.number(),
    pages: v.number(),
    error: v.optional(v.string()),
  },
  returns: v.null(),
  handler: async (ctx, { startedAt, ...run }) => {
    await recordCatchUp(ctx.db, startedAt, run, Date.now());
    return null;
  },
});
