/** A recording that is gone from storage, and where it can still be had. */
import { type Infer, v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader, DbWriter } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { settleMessageOrThrow } from "../intake/messageStatus";
import type { Run } from "../pipeline/stage";

export const audioToFetchValidator = v.object({
  mediaUrl: v.string(),
  maxBytes: v.number(),
  timeoutMs: v.number(),
});
export type AudioToFetch = Infer<typeof audioToFetchValidator>;

export const fetchedAudioFields = {
  audioStorageId: v.id("_storage"),
  contentType: v.string(),
  /** Hash of the bytes. */
  contentKey: v.string(),
};
interface FetchedAudio {
  audioStorageId: Id<"_storage">;
  contentType: string;
  contentKey: string;
}

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
  { audioStorageId, contentType, contentKey, ...run }: Run & FetchedAudio,
  now: number,
): Promise<boolean> {
  const artifact = await currentRun(ctx.db, run);
  if (!artifact?.voiceNoteId) return false;
  const { voiceNoteId: noteId } = artifact;
  const audio = { audioStorageId, audioContentType: contentType, contentKey };
  await ctx.db.patch("voiceNotes", noteId, { ...audio, updatedAt: now });
  if (artifact.whatsappMessageId) await markFetched(ctx.db, artifact.whatsappMessageId);
  await ctx.scheduler.runAfter(0, internal.actions.voiceNotes.transcribeAudio, {
    noteId,
    attempt: run.attempt,
  });
  return true;
}

/** A message that had failed has become a note after all. */
async function markFetched(db: DbWriter, messageId: Id<"whatsappMessages">): Promise<void> {
  const message = await db.get("whatsappMessages", messageId);
  if (message?.status !== "failed") return;
  await settleMessageOrThrow(db, message, "in_progress");
  await settleMessageOrThrow(db, { ...message, status: "processing" }, "note", { statusReason: undefined });
}

async function currentRun(db: DbReader, { artifactId, attempt }: Run) {
  const artifact = await db.get("voiceNoteArtifacts", artifactId);
  return artifact?.attempt === attempt && artifact.status === "received" ? artifact : null;
}
