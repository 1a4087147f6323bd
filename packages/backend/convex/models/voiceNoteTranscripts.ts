import { clubLanguageValidator } from "@voice-flow/domain/hearing/languages";
import { heardSegmentValidator } from "@voice-flow/domain/hearing/provider-signals";
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { functionError } from "../lib/foundation/errors";
import { staffMutation } from "../lib/host/functions";
import { findArtifact, REVEAL_ACTION } from "../lib/pipeline/artifactDetail";
import { beginTranscriptionOf, transcriptionWorkValidator } from "../lib/pipeline/beginTranscription";
import { acceptTypedNote, finishTranscription } from "../lib/pipeline/finishTranscription";
import { billedCallValidator, runFields } from "../lib/pipeline/stage";
import { segmentValidator } from "../tables/artifacts";

/**
 * Starts the transcription of a v1 note, and of its artifact where it has one, and says what the action needs. Null if there
 * is nothing to do: the note is typed, or `attempt` is over.
 */
export const beginTranscription = internalMutation({
  args: { noteId: v.id("voiceNotes"), attempt: v.optional(v.number()) },
  returns: v.union(v.null(), transcriptionWorkValidator),
  handler: async (ctx, { noteId, attempt }) => await beginTranscriptionOf(ctx, noteId, attempt, Date.now()),
});

/** Stores what was heard and goes on, asks the coach, or refuses the note, as the gate says. Late results change nothing. */
export const createTranscript = internalMutation({
  args: {
    noteId: v.id("voiceNotes"),
    /** Absent for a note without an artifact: only the v1 note is told. */
    artifactId: v.optional(v.id("voiceNoteArtifacts")),
    attempt: v.number(),
    transcription: v.object({
      text: v.string(),
      segments: v.array(segmentValidator),
      signals: v.array(heardSegmentValidator),
      language: v.string(),
      duration: v.number(),
    }),
    /** What the transcriber was to expect. */
    expected: v.object({ language: clubLanguageValidator, prompt: v.string() }),
    billed: billedCallValidator,
  },
  returns: v.null(),
  handler: async (ctx, args) => {
    await finishTranscription(ctx, args, Date.now());
    return null;
  },
});

/** A typed note's text is its transcript. */
export const acceptText = internalMutation({
  args: runFields,
  returns: v.null(),
  handler: async (ctx, run) => {
    await acceptTypedNote(ctx, run, Date.now());
    return null;
  },
});

/** Shows the words of a note to the member of staff who asks, and records who looked. Throws ConvexError `not_found`. */
export const revealTranscript = staffMutation({
  args: { artifactId: v.string() },
  returns: v.null(),
  handler: async (ctx, { artifactId }) => {
    const artifact = await findArtifact(ctx.db, artifactId);
    if (!artifact) throw functionError("not_found");
    await ctx.db.insert("auditLog", {
      actorAuthUserId: ctx.staff.authUserId,
      action: REVEAL_ACTION,
      artifactId: artifact._id,
      at: Date.now(),
    });
    return null;
  },
});
