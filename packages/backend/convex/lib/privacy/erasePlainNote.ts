/** Erasing a note that has no run: nothing links it to the message that it came by but what it says. */
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { eraseMessage } from "./eraseMessages";
import { removeNoteAudio } from "./recordings";

/** Messages of one sender that are looked through for the one that a note came by. */
const NEAR_MESSAGES = 50;

/** A note without a run: its words, its recording, and the message that it came by. */
export async function erasePlainNote(ctx: MutationCtx, note: Doc<"voiceNotes">, now: number): Promise<void> {
  const coach = await ctx.db.get("users", note.coachUserId);
  const { audioStorageId, transcription } = note;
  const phone = coach?.phone;
  const near = phone
    ? await ctx.db
        .query("whatsappMessages")
        .withIndex("by_fromPhone_and_receivedAt", (q) =>
          q.eq("fromPhone", phone).lte("receivedAt", note.createdAt),
        )
        .order("desc")
        .take(NEAR_MESSAGES)
    : [];
  for (const message of near) {
    const carried = audioStorageId && message.mediaStorageId === audioStorageId;
    if (carried || (message.kind === "text" && message.body === transcription)) {
      await eraseMessage(ctx, message, now);
    }
  }
  await removeNoteAudio(ctx, note, now);
  await ctx.db.patch("voiceNotes", note._id, { transcription: undefined, contentKey: undefined });
}
