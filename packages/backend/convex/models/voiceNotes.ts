import { noteTypeValidator, sourceChannelValidator } from "@voice-flow/domain/vocabulary/pipeline";
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { insertRecordedNote, insertTypedNote } from "../lib/pipeline/notes";
import { failPlainTranscription } from "../lib/pipeline/plainNotes";

const newNote = {
  coachUserId: v.id("users"),
  organizationId: v.optional(v.string()),
  noteType: noteTypeValidator,
  source: sourceChannelValidator,
};

/** v1 note of a recording. Storing it starts nothing; `lib/pipeline/ingest` does. */
export const createRecordedNote = internalMutation({
  args: { ...newNote, audioStorageId: v.id("_storage"), audioContentType: v.string() },
  returns: v.id("voiceNotes"),
  handler: async (ctx, args) => await insertRecordedNote(ctx, args, Date.now()),
});

/** v1 note of a text. */
export const createTypedNote = internalMutation({
  args: { ...newNote, text: v.string() },
  returns: v.id("voiceNotes"),
  handler: async (ctx, args) => await insertTypedNote(ctx, args, Date.now()),
});

/** For a note without an artifact: nobody else would say, or tell the coach, that it failed. */
export const recordTranscriptionFailure = internalMutation({
  args: { noteId: v.id("voiceNotes") },
  returns: v.null(),
  handler: async (ctx, { noteId }) => {
    await failPlainTranscription(ctx, noteId, Date.now());
    return null;
  },
});
