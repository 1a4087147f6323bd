import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { expireItems } from "../lib/conversation/expiry";
import { recordRun } from "../lib/foundation/heartbeat";
import { beginDrafts, expirePendingDrafts, storeRunDrafts } from "../lib/pipeline/drafts";
import { runFields } from "../lib/pipeline/stage";

/** Starts draft generation; `begun` is false if the run is over. */
export const beginDraftGeneration = internalMutation({
  args: runFields,
  returns: v.object({ begun: v.boolean() }),
  handler: async (ctx, run) => ({ begun: await beginDrafts(ctx, run, Date.now()) }),
});

/** Stores a draft, or a reason why not, for every claim of the run; completes it and tells the coach. */
export const storeDrafts = internalMutation({
  args: runFields,
  returns: v.null(),
  handler: async (ctx, run) => {
    await storeRunDrafts(ctx, run, Date.now());
    return null;
  },
});

/** Expires pending drafts that nobody decided in time; continues by itself while there are more. */
export const expireDrafts = internalMutation({
  args: {},
  returns: v.object({ expired: v.number() }),
  handler: async (ctx) => {
    const now = Date.now();
    // Items first: their coaches are told. What is left has none.
    const expired = (await expireItems(ctx, now)) + (await expirePendingDrafts(ctx, now));
    await recordRun(ctx.db, "expire-drafts", now, expired);
    return { expired };
  },
});
