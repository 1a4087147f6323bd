/** Removing recordings: the file, every link to it, and the address at which the provider would give it out again. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { stopWaiting } from "../pipeline/plainNotes";

/** Takes the recording from a note and deletes the file unless another note uses it. Returns whether there was one. */
export async function removeNoteAudio(
  ctx: MutationCtx,
  note: Doc<"voiceNotes">,
  now: number,
): Promise<boolean> {
  const { audioStorageId } = note;
  if (!audioStorageId) return false;
  await ctx.db.patch("voiceNotes", note._id, {
    audioStorageId: undefined,
    audioContentType: undefined,
    updatedAt: now,
  });
  await stopWaiting(ctx, note, now);
  await deleteUnusedFile(ctx, audioStorageId);
  return true;
}

/** Takes the recording from a message, and where it could be fetched again. Returns whether there was either. */
export async function removeMessageMedia(
  ctx: MutationCtx,
  message: Doc<"whatsappMessages">,
  now: number,
): Promise<boolean> {
  if (!message.mediaStorageId && !message.mediaUrl) return false;
  await ctx.db.patch("whatsappMessages", message._id, {
    mediaStorageId: undefined,
    mediaUrl: undefined,
    updatedAt: now,
  });
  if (message.mediaStorageId) await deleteUnusedFile(ctx, message.mediaStorageId);
  return true;
}

async function deleteUnusedFile(ctx: MutationCtx, storageId: Id<"_storage">): Promise<void> {
  const user = await ctx.db
    .query("voiceNotes")
    .withIndex("by_audioStorageId", (q) => q.eq("audioStorageId", storageId))
    .first();
  // A note and its message link to one file: whichever goes last takes it along.
  if (!user && (await ctx.db.system.get("_storage", storageId))) await ctx.storage.delete(storageId);
}
