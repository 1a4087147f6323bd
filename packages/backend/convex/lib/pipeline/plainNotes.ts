/**
 * Recordings without a run of v2: no artifact has a deadline, or an attempt, for them. The note itself says until when it
 * must be written down, and only a note that still waits for that takes a result.
 */
import { stageDeadlineMs } from "@voice-flow/domain/settings";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { queueNotWrittenDown } from "../coachMessages";
import { readSettings } from "../settings";
import { recordNoteProgress } from "./notes";

type Note = Doc<"voiceNotes">;

/** From now on the sweep waits as long as for the transcription of a run. */
export async function expectTranscription(
  ctx: MutationCtx,
  noteId: Id<"voiceNotes">,
  now: number,
): Promise<void> {
  const transcriptionDeadlineAt = now + stageDeadlineMs(await readSettings(ctx.db), "transcription");
  await ctx.db.patch("voiceNotes", noteId, { transcriptionDeadlineAt });
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
  now: number,
): Promise<boolean> {
  if (!(await endWaiting(ctx, noteId))) return false;
  await recordNoteProgress(ctx, noteId, { transcriptionStatus: "failed" }, now);
  await queueNotWrittenDown(ctx, noteId);
  return true;
}

async function endWaiting(ctx: MutationCtx, noteId: Id<"voiceNotes">): Promise<boolean> {
  const note = await ctx.db.get("voiceNotes", noteId);
  if (!note || !isWaiting(note)) {
    console.warn("A result for a recording was ignored:", noteId);
    return false;
  }
  await ctx.db.patch("voiceNotes", noteId, { transcriptionDeadlineAt: undefined });
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
      await ctx.runMutation(internal.models.voiceNotes.recordTranscriptionFailure, { noteId });
      failed += 1;
    } catch (error) {
      console.error("A recording could not be failed:", noteId, error instanceof Error ? error.name : "");
    }
  }
  return { taken: overdue.length, failed };
}
