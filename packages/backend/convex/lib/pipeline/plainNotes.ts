/**
 * Recordings without a run of v2: no artifact has a deadline, or an attempt, for them. The note itself says until when it
 * must be written down, and only a note that still waits for that takes a result.
 */
import { stageDeadlineMs } from "@voice-flow/domain/settings";
import { PAUSE_OF_CODE } from "@voice-flow/domain/vocabulary/coach-notes";
import type { StageErrorCode } from "@voice-flow/domain/vocabulary/pipeline";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { askedAgainAt } from "../ai/askAgain";
import { emergencyOf } from "../ai/emergency";
import { readSettings } from "../foundation/settings";
import { recordNoteProgress } from "./notes";
import { notifyCoach } from "./notices";

type Note = Doc<"voiceNotes">;

/** From now on the sweep waits as long as for the transcription of a run. */
export async function expectTranscription(
  ctx: MutationCtx,
  noteId: Id<"voiceNotes">,
  now: number,
): Promise<void> {
  const transcriptionDeadlineAt = now + stageDeadlineMs(await readSettings(ctx.db), "transcription");
  await ctx.db.patch("voiceNotes", noteId, {
    transcriptionDeadlineAt,
    transcriptionHold: undefined,
    transcriptionFailure: undefined,
  });
}

/** Begins it. Returns how many times it has been begun: what is charged for each is told apart by that. */
export async function beginPlainTranscription(ctx: MutationCtx, note: Note, now: number): Promise<number> {
  await expectTranscription(ctx, note._id, now);
  const transcriptionAttempts = (note.transcriptionAttempts ?? 0) + 1;
  await ctx.db.patch("voiceNotes", note._id, { transcriptionAttempts });
  return transcriptionAttempts;
}

/**
 * Keeps a recording whose call was refused before it was made: it waits without a deadline, its coach hears so once, and
 * the sweep asks for it again. False for a code that is no refusal, and where nothing is waited for.
 */
export async function holdPlainTranscription(
  ctx: MutationCtx,
  noteId: Id<"voiceNotes">,
  code: StageErrorCode,
  now: number,
): Promise<boolean> {
  const reason = PAUSE_OF_CODE[code];
  const note = await ctx.db.get("voiceNotes", noteId);
  if (!reason || !note || !isWaiting(note)) return false;
  // An emergency ends when staff end it: until then the sweep lets nothing go on.
  const askAgainAt = reason === "emergency" ? now : askedAgainAt(Number.POSITIVE_INFINITY, now);
  await ctx.db.patch("voiceNotes", noteId, {
    transcriptionDeadlineAt: undefined,
    transcriptionHold: { reason, askAgainAt },
  });
  await notifyCoach(ctx, { kind: "note_held", noteId, reason });
  return true;
}

/** Lets recordings that waited go on, at most `limit`; each asks anew. Returns how many. */
export async function resumeHeldNotes(ctx: MutationCtx, limit: number, now: number): Promise<number> {
  if (await emergencyOf(ctx.db)) return 0;
  const due = await ctx.db
    .query("voiceNotes")
    // From 0: notes that do not wait sort before every number.
    .withIndex("by_transcriptionHold", (q) =>
      q.gte("transcriptionHold.askAgainAt", 0).lte("transcriptionHold.askAgainAt", now),
    )
    .take(limit);
  for (const { _id: noteId } of due) await askForTranscription(ctx, noteId, now);
  return due.length;
}

async function askForTranscription(ctx: MutationCtx, noteId: Id<"voiceNotes">, now: number): Promise<void> {
  await expectTranscription(ctx, noteId, now);
  await ctx.scheduler.runAfter(0, internal.actions.voiceNotes.transcribeAudio, { noteId });
}

/** The recording is gone: nothing is to be written down any more. */
export async function stopWaiting(ctx: MutationCtx, note: Note, now: number): Promise<void> {
  if (note.transcriptionDeadlineAt === undefined && !note.transcriptionHold) return;
  await ctx.db.patch("voiceNotes", note._id, {
    transcriptionDeadlineAt: undefined,
    transcriptionHold: undefined,
  });
  await recordNoteProgress(ctx, note._id, { transcriptionStatus: "cancelled" }, now);
}

/** What staff ask for of a recording that could not be written down. */
export async function retryPlainTranscription(
  ctx: MutationCtx,
  noteId: Id<"voiceNotes">,
  now: number,
): Promise<"started" | "nothing_to_retry" | "no_recording"> {
  const note = await ctx.db.get("voiceNotes", noteId);
  if (!note?.transcriptionFailure) return "nothing_to_retry";
  if (!note.audioStorageId) return "no_recording";
  await recordNoteProgress(ctx, noteId, { transcriptionStatus: "pending" }, now);
  await askForTranscription(ctx, noteId, now);
  return "started";
}

/** Takes what was heard; false for a result that comes too late, or twice: it changes nothing. */
export async function finishPlainTranscription(
  ctx: MutationCtx,
  noteId: Id<"voiceNotes">,
  transcription: string,
  now: number,
): Promise<boolean> {
  if (!(await endWaiting(ctx, noteId))) return false;
  await recordNoteProgress(ctx, noteId, { transcription, transcriptionStatus: "completed" }, now);
  return true;
}

/** Says that the recording could not be written down, and tells its coach; false where it is no longer waited for. */
export async function failPlainTranscription(
  ctx: MutationCtx,
  noteId: Id<"voiceNotes">,
  code: StageErrorCode,
  now: number,
): Promise<boolean> {
  if (!(await endWaiting(ctx, noteId))) return false;
  await recordNoteProgress(ctx, noteId, { transcriptionStatus: "failed" }, now);
  await ctx.db.patch("voiceNotes", noteId, { transcriptionFailure: { code, at: now } });
  await notifyCoach(ctx, { kind: "note_not_transcribed", noteId });
  return true;
}

async function endWaiting(ctx: MutationCtx, noteId: Id<"voiceNotes">): Promise<boolean> {
  const note = await ctx.db.get("voiceNotes", noteId);
  if (!note || !isWaiting(note)) {
    console.warn("A result for a recording was ignored:", noteId);
    return false;
  }
  await ctx.db.patch("voiceNotes", noteId, {
    transcriptionDeadlineAt: undefined,
    transcriptionHold: undefined,
  });
  return true;
}

const isWaiting = ({ transcriptionStatus }: Note): boolean =>
  transcriptionStatus === "pending" || transcriptionStatus === "processing";

/** Fails recordings past their deadline, each in a nested mutation: one that cannot be failed keeps nobody else waiting. */
export async function failStalledNotes(
  ctx: MutationCtx,
  limit: number,
  now: number,
): Promise<{ taken: number; failed: number }> {
  const overdue = await ctx.db
    .query("voiceNotes")
    // From 0: notes without a deadline sort before every number.
    .withIndex("by_transcriptionDeadlineAt", (q) =>
      q.gte("transcriptionDeadlineAt", 0).lt("transcriptionDeadlineAt", now),
    )
    .take(limit);
  let failed = 0;
  for (const { _id: noteId } of overdue) {
    try {
      await ctx.runMutation(internal.models.voiceNotes.recordTranscriptionFailure, {
        noteId,
        code: "deadline_exceeded",
      });
      failed += 1;
    } catch (error) {
      console.error("A recording could not be failed:", noteId, error instanceof Error ? error.name : "");
    }
  }
  return { taken: overdue.length, failed };
}
