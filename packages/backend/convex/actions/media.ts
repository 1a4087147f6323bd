"use node";

/** Downloads a message's media. The file is held more than once on its way: more than Convex's own runtime has room for. */
import { type Infer, v } from "convex/values";
import { internalAction } from "../_generated/server";
import { downloadMedia } from "../lib/intake/twilioMedia";

const fetchedValidator = v.union(
  v.object({
    ok: v.literal(true),
    storageId: v.id("_storage"),
    /** Of the bytes, whatever the label said. */
    contentType: v.string(),
    /** Hash of the bytes, by which a duplicate is found. */
    contentKey: v.string(),
  }),
  v.object({
    ok: v.literal(false),
    code: v.string(),
    retryable: v.boolean(),
    retryAfterMs: v.optional(v.number()),
  }),
);
export type FetchedMedia = Infer<typeof fetchedValidator>;

/** Downloads once and stores what came; the job tries again what is `retryable`. Whoever calls owns the file. */
export const fetchMedia = internalAction({
  args: { mediaUrl: v.string(), maxBytes: v.number(), timeoutMs: v.number() },
  returns: fetchedValidator,
  handler: async (ctx, { mediaUrl, ...limits }): Promise<FetchedMedia> => {
    const media = await downloadMedia(mediaUrl, limits);
    if (!media.ok) return media;
    const { contentType, contentKey } = media;
    return { ok: true, storageId: await ctx.storage.store(media.blob), contentType, contentKey };
  },
});
