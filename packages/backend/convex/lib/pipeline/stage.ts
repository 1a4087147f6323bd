/** What the stages have in common: how an action reports a failure, and how figures get into events. */
import type { StageFailure } from "@voice-flow/domain/events/build";
import type { EventMetadata } from "@voice-flow/domain/events/event";
import { aiUsageValidator } from "@voice-flow/domain/prices";
import { stageErrorCodeValidator } from "@voice-flow/domain/vocabulary/pipeline";
import { type Infer, v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { ActionCtx, MutationCtx } from "../../_generated/server";
import { recordNoteProgress } from "./notes";
import { notifyCoach } from "./notices";
import { isRetryOfStaff } from "./retryRows";
import { artifactOrThrow, moveArtifact } from "./transition";

/** What a stage's call to a provider used; `cost` in micro-dollars, absent where it is not known. */
export const billedCallValidator = v.object({
  model: v.string(),
  usage: aiUsageValidator,
  cost: v.optional(v.number()),
});
export type BilledCall = Infer<typeof billedCallValidator>;

export const stageFailureValidator = v.object({
  code: stageErrorCodeValidator,
  message: v.string(),
  status: v.optional(v.number()),
  providerCode: v.optional(v.union(v.string(), v.number())),
  retryAfterMs: v.optional(v.number()),
});

export const billedMetadata = ({ model, usage, cost }: BilledCall): EventMetadata => ({
  aiModel: model,
  aiCost: cost,
  inputTokens: usage.inputTokens,
  outputTokens: usage.outputTokens,
  cachedTokens: usage.cachedInputTokens,
});

export const totalsWithCost = (
  artifact: Doc<"voiceNoteArtifacts">,
  billed: BilledCall,
): Doc<"voiceNoteArtifacts">["totals"] => ({
  ...artifact.totals,
  aiCost: artifact.totals.aiCost + (billed.cost ?? 0),
});

/** A stage and the run on whose behalf it works: every action carries both and every mutation checks them. */
export const runFields = { artifactId: v.id("voiceNoteArtifacts"), attempt: v.number() };
export interface Run {
  artifactId: Id<"voiceNoteArtifacts">;
  attempt: number;
}

/**
 * Runs a stage's work; whatever it throws fails the run as `internal_error`. Of the error only its name is logged: its
 * text may quote a note.
 */
export async function guardStage(ctx: ActionCtx, run: Run, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    console.error("A stage threw", run.artifactId, `attempt ${run.attempt}`, name);
    await failRun(ctx, run, { code: "internal_error", message: name });
  }
}

/** The same for a stage that calls nobody outside: `work` is a nested mutation, so that what it wrote is taken back. */
export async function guardMutation(ctx: MutationCtx, run: Run, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const name = error instanceof Error ? error.name : typeof error;
    console.error("A stage threw", run.artifactId, `attempt ${run.attempt}`, name);
    const artifact = await artifactOrThrow(ctx.db, run.artifactId);
    await failArtifact(ctx, artifact, run.attempt, { code: "internal_error", message: name }, Date.now());
  }
}

/** `billed`: what the call that failed cost all the same. */
export async function failRun(
  ctx: ActionCtx,
  run: Run,
  failure: StageFailure,
  billed?: BilledCall,
): Promise<void> {
  await ctx.runMutation(internal.models.voiceNoteArtifacts.failStage, { ...run, failure, billed });
}

/** Marks the run failed with its cause and tells the coach, once. False if it had been superseded or was over. */
export async function failArtifact(
  ctx: MutationCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  attempt: number,
  failure: StageFailure,
  now: number,
  billed?: BilledCall,
): Promise<boolean> {
  const moved = await moveArtifact(
    ctx,
    artifact,
    { type: "fail" },
    {
      now,
      attempt,
      failure,
      ...(billed && {
        changes: { totals: totalsWithCost(artifact, billed) },
        metadata: billedMetadata(billed),
      }),
    },
  );
  if (!moved.ok) {
    logRefusal(artifact, moved.error);
    return false;
  }
  const inTranscription = artifact.currentStage === "transcription" || artifact.currentStage === "ingestion";
  await recordNoteProgress(
    ctx,
    artifact.voiceNoteId,
    inTranscription ? { transcriptionStatus: "failed" } : { insightsStatus: "failed" },
    now,
  );
  // The coach has been told of the failure that staff retry; another try of theirs is no news.
  if (!(await isRetryOfStaff(ctx.db, moved.artifact)))
    await notifyCoach(ctx, { kind: "attempt_failed", artifactId: artifact._id });
  return true;
}

/** A result that comes too late, or twice, is no error: it is written down and changes nothing. */
export const logRefusal = (
  artifact: Doc<"voiceNoteArtifacts">,
  error: { code: string; message: string },
): void => console.warn("A result was ignored:", artifact._id, error.code, error.message);
