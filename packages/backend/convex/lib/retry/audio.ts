/** A recording that is gone from storage, and where it can still be had. */
import { type Infer, v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import type { Run } from "../pipeline/stage";

export const audioToFetchValidator = v.object({
  mediaUrl: v.string(),
  maxBytes: v.number(),
  timeoutMs: v.number(),
});
export type AudioToFetch = Infer<typeof audioToFetchValidator>;

/** Null if the run is over or there is no message to fetch it from. */
export async function findAudioToFetch(
  db: DbReader,
  { artifactId, attempt }: Run,
): Promise<AudioToFetch | null> {
  const artifact = await currentRun(db, { artifactId, attempt });
  const messageId = artifact?.whatsappMessageId;
  const message = messageId ? await db.get("whatsappMessages", messageId) : null;
  if (!message?.mediaUrl) return null;
  const { MEDIA_MAX_BYTES: maxBytes, MEDIA_DOWNLOAD_TIMEOUT_SECONDS: seconds } = await readSettings(db);
  return { mediaUrl: message.mediaUrl, maxBytes, timeoutMs: seconds * 1000 };
}

/** Links the recording to the note and schedules its transcription; false if the run is over. */
export async function keepFetchedAudio(
  ctx: MutationCtx,
  { audioStorageId, contentType, ...run }: Run & { audioStorageId: Id<"_storage">; contentType: string },
  now: number,
): Promise<boolean> {
  const artifact = await currentRun(ctx.db, run);
  if (!artifact?.voiceNoteId) return false;
  const { voiceNoteId: noteId } = artifact;
  await ctx.db.patch("voiceNotes", noteId, { audioStorageId, audioContentType: contentType, updatedAt: now });
  await ctx.scheduler.runAfter(0, internal.actions.voiceNotes.transcribeAudio, {
    noteId,
    attempt: run.attempt,
  });
  return true;
}

async function currentRun(db: DbReader, { artifactId, attempt }: Run) {
  const artifact = await db.get("voiceNoteArtifacts", artifactId);
  return artifact?.attempt === attempt && artifact.status === "received" ? artifact : null;
}
