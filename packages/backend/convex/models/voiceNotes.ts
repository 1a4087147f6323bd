import {
  noteTypeValidator,
  sourceChannelValidator,
  stageErrorCodeValidator,
} from "@voice-flow/domain/vocabulary/pipeline";
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { functionError } from "../lib/foundation/errors";
import { staffMutation, staffQuery } from "../lib/host/functions";
import { insertTypedNote } from "../lib/pipeline/notes";
import { plainNotesValidator, readPlainNotes } from "../lib/pipeline/plainNoteRows";
import {
  failPlainTranscription,
  holdPlainTranscription,
  retryPlainTranscription,
} from "../lib/pipeline/plainNotes";

const newNote = {
  coachUserId: v.id("users"),
  organizationId: v.optional(v.string()),
  noteType: noteTypeValidator,
  source: sourceChannelValidator,
};

/** v1 note of a text. */
export const createTypedNote = internalMutation({
  args: { ...newNote, text: v.string() },
  returns: v.id("voiceNotes"),
  handler: async (ctx, args) => await insertTypedNote(ctx, args, Date.now()),
});

/**
 * For a note without an artifact: nobody else would say, or tell the coach, that it failed. One whose call was refused before
 * it was made waits instead, and goes on by itself.
 */
export const recordTranscriptionFailure = internalMutation({
  args: { noteId: v.id("voiceNotes"), code: stageErrorCodeValidator },
  returns: v.null(),
  handler: async (ctx, { noteId, code }) => {
    const now = Date.now();
    if (await holdPlainTranscription(ctx, noteId, code, now)) return null;
    await failPlainTranscription(ctx, noteId, code, now);
    return null;
  },
});

/**
 * Recordings of coaches without the newer pipeline: how many wait to be written down (counted up to 100), and the newest
 * twenty that could not be. They have no run that other pages could show. Times in ms.
 */
export const getNotesWithoutRun = staffQuery({
  args: {},
  returns: plainNotesValidator,
  handler: async (ctx) => await readPlainNotes(ctx.db),
});

/** Has the recording written down once more, on the record. Throws ConvexError `not_found` or `invalid_argument`. */
export const retryNoteWithoutRun = staffMutation({
  args: { noteId: v.id("voiceNotes") },
  returns: v.null(),
  handler: async (ctx, { noteId }) => {
    const now = Date.now();
    const outcome = await retryPlainTranscription(ctx, noteId, now);
    if (outcome === "nothing_to_retry")
      throw functionError("not_found", "It is being written down, or has been already.");
    if (outcome === "no_recording") throw functionError("invalid_argument", "Its recording is gone.");
    const { authUserId: actorAuthUserId, name: actorName } = ctx.staff;
    await ctx.db.insert("auditLog", {
      actorAuthUserId,
      actorName,
      action: "note_transcription_retried",
      detail: noteId,
      at: now,
    });
    return null;
  },
});
