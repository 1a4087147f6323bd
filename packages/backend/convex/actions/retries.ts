"use node";

import { mediaStageCode } from "@voice-flow/domain/webhooks/media";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction } from "../_generated/server";
import { downloadMedia } from "../lib/intake/twilioMedia";
import { failRun, guardStage, runFields } from "../lib/pipeline/stage";
import type { AudioToFetch } from "../lib/retry/audio";

/** Fetches a recording that is gone from storage from the provider once more, and goes on to its transcription. */
export const fetchAudioAgain = internalAction({
  args: runFields,
  returns: v.null(),
  handler: async (ctx, run) => {
    await guardStage(ctx, run, async () => {
      const wanted: AudioToFetch | null = await ctx.runQuery(
        internal.models.voicePipelineRetry.audioToFetch,
        run,
      );
      if (!wanted) return;
      const media = await downloadMedia(wanted.mediaUrl, wanted);
      if (!media.ok) {
        return await failRun(ctx, run, { code: mediaStageCode(media.code), message: media.code });
      }
      const audioStorageId = await ctx.storage.store(media.blob);
      const kept: boolean = await ctx.runMutation(internal.models.voicePipelineRetry.keepAudio, {
        ...run,
        audioStorageId,
        contentType: media.contentType,
        contentKey: media.contentKey,
      });
      if (!kept) await ctx.storage.delete(audioStorageId);
    });
    return null;
  },
});
