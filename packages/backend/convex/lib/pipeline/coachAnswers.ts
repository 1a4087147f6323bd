/** What the coach answers to the question about a transcript. */

import type { ArtifactMove } from "@voice-flow/domain/state-machine/artifact";
import type { ArtifactStatusReason } from "@voice-flow/domain/vocabulary/coach-notes";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { readSettings } from "../foundation/settings";
import { scheduleExtraction } from "./finishTranscription";
import { recordNoteProgress } from "./notes";
import { notifyCoach } from "./notices";
import { awaitsClub } from "./routeArtifact";
import { type ArtifactChanges, artifactOrThrow, moveArtifact } from "./transition";

export interface Answer {
  artifactId: Id<"voiceNoteArtifacts">;
  coachUserId: Id<"users">;
  /** ms */
  now: number;
}

/** `not_waiting`: it was answered before, or nobody asked. `not_found`: another coach's. `no_audio`: typed. */
export type AnswerOutcome = "done" | "not_waiting" | "not_found" | "no_audio";

/** Goes on with the transcript as it is. */
export async function acceptTranscript(ctx: MutationCtx, answer: Answer): Promise<AnswerOutcome> {
  return await answered(ctx, answer, { type: "coach_confirms" }, async (artifact) => {
    const progress = { transcriptionStatus: "completed", insightsStatus: "processing" } as const;
    await recordNoteProgress(ctx, artifact.voiceNoteId, progress, answer.now);
    await scheduleExtraction(ctx, artifact, answer.now);
  });
}

/** Transcribes the same audio once more, as a new attempt. */
export async function retranscribe(ctx: MutationCtx, answer: Answer): Promise<AnswerOutcome> {
  return await answered(ctx, answer, { type: "coach_asks_again" }, async ({ voiceNoteId, attempt }) => {
    if (!voiceNoteId) throw new Error("An artifact that waits for its coach has no note.");
    await ctx.scheduler.runAfter(0, internal.actions.voiceNotes.transcribeAudio, {
      noteId: voiceNoteId,
      attempt,
    });
  });
}

/** Gives the note up; it stays stored and nothing is made of it. */
export async function cancelArtifact(
  ctx: MutationCtx,
  answer: Answer,
  statusReason: ArtifactStatusReason = "cancelled_by_coach",
): Promise<AnswerOutcome> {
  const giveUp = async (artifact: Doc<"voiceNoteArtifacts">) => {
    const progress = { transcriptionStatus: "cancelled", insightsStatus: "cancelled" } as const;
    await recordNoteProgress(ctx, artifact.voiceNoteId, progress, answer.now);
  };
  return await answered(ctx, answer, { type: "cancel" }, giveUp, { statusReason });
}

const HOUR_MS = 3_600_000;

/** Gives up, a batch at a time, what waits too long for its coach's answer, and tells the coach. Returns how many. */
export async function cancelUnansweredNotes(ctx: MutationCtx, now: number): Promise<number> {
  const { COACH_ANSWER_HOURS, SWEEP_BATCH_SIZE } = await readSettings(ctx.db);
  const waiting = await ctx.db
    .query("voiceNoteArtifacts")
    .withIndex("by_status_and_stageStartedAt", (q) =>
      q.eq("status", "awaiting_coach").lt("stageStartedAt", now - COACH_ANSWER_HOURS * HOUR_MS),
    )
    .take(SWEEP_BATCH_SIZE);
  for (const artifact of waiting) {
    const { _id: artifactId, senderUserId: coachUserId } = artifact;
    // What it waited for tells what to say; once it is cancelled nothing does.
    const question = awaitsClub(artifact) ? "club" : "transcript";
    const outcome = await cancelArtifact(ctx, { artifactId, coachUserId, now }, "not_answered");
    if (outcome === "done") await notifyCoach(ctx, { kind: "question_expired", artifactId, question });
  }
  if (waiting.length === SWEEP_BATCH_SIZE) {
    await ctx.scheduler.runAfter(0, internal.models.voiceNoteArtifacts.cancelUnanswered, {});
  }
  return waiting.length;
}

async function answered(
  ctx: MutationCtx,
  { artifactId, coachUserId, now }: Answer,
  move: ArtifactMove,
  then: (artifact: Doc<"voiceNoteArtifacts">) => Promise<void>,
  changes: ArtifactChanges = {},
): Promise<AnswerOutcome> {
  const artifact = await artifactOrThrow(ctx.db, artifactId);
  if (artifact.senderUserId !== coachUserId) return "not_found";
  const moved = await moveArtifact(ctx, artifact, move, { now, changes });
  if (!moved.ok) return moved.error.code === "typed_note_has_no_audio" ? "no_audio" : "not_waiting";
  await then(moved.artifact);
  return "done";
}
