/**
 * Recordings are removed when they are older than staff want them kept. Age counts from when the row was stored. What was
 * heard stays; a later retry of the transcription is refused, since there is nothing left to transcribe.
 */
import { DAY_MS } from "@voice-flow/domain/metrics/rollup";
import type { MutationCtx } from "../../_generated/server";
import { readSettings } from "../foundation/settings";
import { removeLostUploads } from "./lostUploads";
import { removeMessageMedia, removeNoteAudio } from "./recordings";

/** A row costs three reads, two writes and a deleted file. */
const ROWS_PER_STEP = 100;

export interface RetentionStep {
  removed: number;
  done: boolean;
}

/** One bounded step over notes and messages. It goes on where the last one ended, whatever run that belonged to. */
export async function removeOldRecordings(ctx: MutationCtx, now: number): Promise<RetentionStep> {
  const { AUDIO_RETENTION_DAYS: days } = await readSettings(ctx.db);
  const before = now - days * DAY_MS;
  const row = await ctx.db.query("audioRetention").first();
  const from = row ?? { notesUntil: 0, messagesUntil: 0 };
  const notes = await ctx.db
    .query("voiceNotes")
    .withIndex("by_creation_time", (q) => q.gt("_creationTime", from.notesUntil).lt("_creationTime", before))
    .take(ROWS_PER_STEP);
  const messages = await ctx.db
    .query("whatsappMessages")
    .withIndex("by_creation_time", (q) =>
      q.gt("_creationTime", from.messagesUntil).lt("_creationTime", before),
    )
    .take(ROWS_PER_STEP);
  let removed = 0;
  for (const note of notes) if (await removeNoteAudio(ctx, note, now)) removed += 1;
  for (const message of messages) if (await removeMessageMedia(ctx, message, now)) removed += 1;
  const uploads = await removeLostUploads(ctx, row?.uploadsUntil ?? 0, now);
  removed += uploads.removed;
  const until = {
    uploadsUntil: uploads.until,
    notesUntil: notes.at(-1)?._creationTime ?? from.notesUntil,
    messagesUntil: messages.at(-1)?._creationTime ?? from.messagesUntil,
  };
  if (row) await ctx.db.patch("audioRetention", row._id, until);
  else await ctx.db.insert("audioRetention", until);
  const done = notes.length < ROWS_PER_STEP && messages.length < ROWS_PER_STEP && uploads.done;
  return { removed, done };
}
