/** The retry that an attempt belongs to. It ends where the artifact moves, so that no ending is missed. */

import { retryEndedEvent } from "@voice-flow/domain/events/build";
import { callIdsOfAttempt } from "@voice-flow/domain/keys/call-id";
import { type ArtifactMoveType, retryOutcomeOf } from "@voice-flow/domain/state-machine/artifact";
import type { StageErrorCode } from "@voice-flow/domain/vocabulary/pipeline";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { PipelineEvent } from "../../tables/monitoring";
import type { DbReader } from "../foundation/context";
import { eventSubject } from "../foundation/events";

type Artifact = Doc<"voiceNoteArtifacts">;
export type RetryEnd = "succeeded" | "failed";

/**
 * Closes the retry that runs on the artifact, if there is one and the move ends it, and returns its event. `moved` is the
 * artifact after the move.
 */
export async function endRetryWith(
  ctx: MutationCtx,
  moved: Artifact,
  move: ArtifactMoveType,
  now: number,
): Promise<PipelineEvent[]> {
  const outcome = retryOutcomeOf(move);
  // A first attempt is nobody's retry: nothing is read for it.
  if (outcome === undefined || moved.attempt === 1) return [];
  const retry = await runningRetry(ctx.db, moved._id);
  if (!retry || retry.attempt !== moved.attempt) return [];
  return [await closeRetry(ctx, retry, moved, outcome, now)];
}

export async function closeRetry(
  ctx: MutationCtx,
  retry: Doc<"voicePipelineRetries">,
  artifact: Artifact,
  outcome: RetryEnd,
  now: number,
): Promise<PipelineEvent> {
  const errorCode: StageErrorCode | undefined = outcome === "failed" ? artifact.error?.code : undefined;
  await ctx.db.patch("voicePipelineRetries", retry._id, {
    outcome,
    errorCode,
    finishedAt: now,
    costMicros: await costOfAttempt(ctx.db, retry),
  });
  return retryEndedEvent(eventSubject(artifact), retry.attempt, artifact.currentStage, outcome, now);
}

/** A call for each of the two stages that call a provider; a third would be a retranscription. */
const MAX_CALLS = 10;

/** What the calls of one attempt cost, the failed ones too. Micro-dollars. */
async function costOfAttempt(
  db: DbReader,
  { artifactId, attempt }: Doc<"voicePipelineRetries">,
): Promise<number> {
  const { from, before } = callIdsOfAttempt(artifactId, attempt);
  const calls = await db
    .query("aiUsageLog")
    .withIndex("by_callId", (q) => q.gte("callId", from).lt("callId", before))
    .take(MAX_CALLS);
  return calls.reduce((sum, call) => sum + call.cost, 0);
}

export async function runningRetry(
  db: DbReader,
  artifactId: Id<"voiceNoteArtifacts">,
): Promise<Doc<"voicePipelineRetries"> | null> {
  return await db
    .query("voicePipelineRetries")
    .withIndex("by_artifactId_and_outcome", (q) => q.eq("artifactId", artifactId).eq("outcome", "running"))
    .first();
}

export async function newestRetry(
  db: DbReader,
  artifactId: Id<"voiceNoteArtifacts">,
): Promise<Doc<"voicePipelineRetries"> | null> {
  return await db
    .query("voicePipelineRetries")
    .withIndex("by_artifactId_and_startedAt", (q) => q.eq("artifactId", artifactId))
    .order("desc")
    .first();
}

/** Whether staff began the note's current attempt. */
export async function isRetryOfStaff(db: DbReader, { _id, attempt }: Artifact): Promise<boolean> {
  return attempt > 1 && (await newestRetry(db, _id))?.attempt === attempt;
}
