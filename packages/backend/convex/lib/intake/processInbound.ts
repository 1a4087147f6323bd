/** The job of an inbound message: what a transaction can decide is decided in one; only media needs the outside. */
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { ActionCtx } from "../../_generated/server";
import type { JobOutcome } from "../foundation/jobOutcome";
import type { InboundStep } from "./handleMessage";

/** May run again after a failure: a message that is dealt with is left as it is. */
export async function processInbound(
  ctx: ActionCtx,
  whatsappMessageId: Id<"whatsappMessages">,
): Promise<JobOutcome> {
  const step: InboundStep = await ctx.runMutation(internal.models.whatsappMessages.handle, {
    whatsappMessageId,
  });
  if (step.next === "nothing") return { ok: true, result: step.result };
  if (step.next === "later") return { ok: false, code: step.code, heldUntil: step.heldUntil };
  const { mediaUrl, maxBytes, timeoutMs } = step;
  const media = await ctx.runAction(internal.actions.media.fetchMedia, { mediaUrl, maxBytes, timeoutMs });
  if (!media.ok) return media;
  const mediaStorageId = media.storageId;
  try {
    const { contentType: mediaContentType, contentKey } = media;
    const taken: { result: string; keepsMedia: boolean } = await ctx.runMutation(
      internal.models.whatsappMessages.takeAudio,
      { whatsappMessageId, mediaStorageId, mediaContentType, contentKey },
    );
    if (!taken.keepsMedia) await ctx.storage.delete(mediaStorageId);
    return { ok: true, result: taken.result };
  } catch (error) {
    // The next attempt stores the file again.
    await ctx.storage.delete(mediaStorageId);
    throw error;
  }
}
