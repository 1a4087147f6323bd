import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation } from "../_generated/server";
import { expireItems } from "../lib/conversation/expiry";
import { recordRun } from "../lib/foundation/heartbeat";
import { expirePendingDrafts, storeRunDrafts } from "../lib/pipeline/drafts";
import { guardMutation, runFields } from "../lib/pipeline/stage";

/** Turns the resolved claims of a run into drafts. */
export const generateDrafts = internalMutation({
  args: runFields,
  returns: v.null(),
  handler: async (ctx, run) => {
    const { storeDrafts } = internal.models.insightDrafts;
    await guardMutation(ctx, run, () => ctx.runMutation(storeDrafts, run));
    return null;
  },
});

/** Stores a draft, or a reason why not, for every claim of the run; completes it and tells the coach. Nested. */
export const storeDrafts = internalMutation({
  args: runFields,
  returns: v.null(),
  handler: async (ctx, run) => {
    await storeRunDrafts(ctx, run, Date.now());
    return null;
  },
});

/** Expires pending drafts that nobody decided in time; schedules itself again while there are more. */
export const expireDrafts = internalMutation({
  args: {},
  returns: v.object({ expired: v.number() }),
  handler: async (ctx) => {
    const now = Date.now();
    // Items first, since expiring them notifies their coaches. The drafts left over have no item.
    const expired = (await expireItems(ctx, now)) + (await expirePendingDrafts(ctx, now));
    await recordRun(ctx.db, "expire-drafts", now, expired);
    return { expired };
  },
});
