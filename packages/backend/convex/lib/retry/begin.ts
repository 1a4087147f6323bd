/** The one way in which a retry begins, of a single note or as one of many. */
import type { RetryRefusalCode } from "@voice-flow/domain/retry/messages";
import { RETRY_LABELS } from "@voice-flow/domain/retry/messages";
import type { AllowedRetry } from "@voice-flow/domain/retry/plan";
import { type RetryKind, retryKindValidator } from "@voice-flow/domain/vocabulary/operations";
import { isAudioChannel } from "@voice-flow/domain/vocabulary/pipeline";
import { type Infer, v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { readSettings } from "../foundation/settings";
import { type NoteProgress, recordNoteProgress } from "../pipeline/notes";
import { newestRetry } from "../pipeline/retryRows";
import { artifactOrThrow, moveArtifact } from "../pipeline/transition";
import { cleanUpFor } from "./cleanUp";
import { type CommonFacts, readCommonFacts } from "./facts";
import { takeRetry } from "./limiter";
import { planFor } from "./plans";

type Artifact = Doc<"voiceNoteArtifacts">;

/** Who asks for a retry, why, and as a part of what. */
export const retryRequestFields = {
  requestedBy: v.string(),
  requestedByName: v.string(),
  reason: v.optional(v.string()),
  bulkRetryId: v.optional(v.id("voicePipelineBulkRetries")),
};
const retryRequestValidator = v.object(retryRequestFields);
export type RetryRequest = Infer<typeof retryRequestValidator>;

export const beginRetryFields = {
  artifactId: v.id("voiceNoteArtifacts"),
  kind: retryKindValidator,
  estimatedCostMicros: v.optional(v.number()),
  estimatedMs: v.optional(v.number()),
  ...retryRequestFields,
};
const beginRetryValidator = v.object(beginRetryFields);
export type RetryToBegin = Infer<typeof beginRetryValidator>;

const OWN_REFUSALS = {
  plan_changed: "Something about the note has changed since you looked. Look at what the retry does now.",
  clean_up_failed: "The retry could not clear the way. Nothing of the note was changed.",
} as const;
export type RetryProblemCode = RetryRefusalCode | keyof typeof OWN_REFUSALS;

/** What became of a request. `code` is one of the plan's refusals, `plan_changed` or `clean_up_failed`. */
export const retryResultValidator = v.union(
  v.object({
    success: v.literal(true),
    retryId: v.id("voicePipelineRetries"),
    attempt: v.number(),
    /** After this one. */
    retriesLeft: v.number(),
    message: v.string(),
  }),
  v.object({
    success: v.literal(false),
    code: v.string(),
    message: v.string(),
    availableAt: v.optional(v.number()),
  }),
);
export type RetryResult = Infer<typeof retryResultValidator>;

const problem = (code: keyof typeof OWN_REFUSALS): RetryResult => ({
  success: false,
  code,
  message: OWN_REFUSALS[code],
});

/**
 * Plans the retry once more and begins it, or says why not. With a `token` only the plan that it was given with is carried
 * out.
 */
export async function requestRetry(
  ctx: MutationCtx,
  artifact: Artifact,
  { kind, token, ...request }: RetryRequest & { kind: RetryKind; token?: string },
  now: number,
  common?: CommonFacts,
): Promise<RetryResult> {
  const known = common ?? (await readCommonFacts(ctx, now));
  const plan = await planFor(ctx, artifact, kind, known, now);
  if (!plan.allowed) {
    const { refusal, message } = plan;
    const availableAt = "availableAt" in refusal ? refusal.availableAt : undefined;
    return { success: false, code: refusal.code, message, availableAt };
  }
  if (token !== undefined && token !== plan.token) return problem("plan_changed");
  const retryId = await beginNested(ctx, artifact, plan, request, now);
  if (!retryId) return problem("clean_up_failed");
  const message = `${RETRY_LABELS[kind]}: attempt ${plan.attempt} has begun.`;
  return { success: true, retryId, attempt: plan.attempt, retriesLeft: plan.retriesLeft - 1, message };
}

/** A nested mutation that throws is rolled back as a whole: the note is as it was, and the audit log says that it was tried. */
async function beginNested(
  ctx: MutationCtx,
  artifact: Artifact,
  plan: AllowedRetry,
  request: RetryRequest,
  now: number,
): Promise<Id<"voicePipelineRetries"> | undefined> {
  const { kind, estimatedCostMicros, estimatedMs } = plan;
  const estimate = { estimatedCostMicros, estimatedMs };
  try {
    return await ctx.runMutation(internal.models.voicePipelineRetry.begin, {
      artifactId: artifact._id,
      kind,
      ...estimate,
      ...request,
    });
  } catch (error) {
    // Its text may quote a row; its name does not.
    console.error("A retry could not begin:", artifact._id, kind, error instanceof Error ? error.name : "");
    await ctx.db.insert("auditLog", {
      actorAuthUserId: request.requestedBy,
      action: "retry_clean_up_failed",
      artifactId: artifact._id,
      detail: kind,
      at: now,
    });
    return undefined;
  }
}

/** Takes from the limit, clears the way, moves the artifact (which tells `retry_initiated`) and schedules the work. */
export async function beginRetry(
  ctx: MutationCtx,
  { artifactId, kind, ...asked }: RetryToBegin,
  now: number,
): Promise<Id<"voicePipelineRetries">> {
  const artifact = await artifactOrThrow(ctx.db, artifactId);
  if (!(await takeRetry(ctx, artifactId, await readSettings(ctx.db)))) {
    throw new Error("The limiter leaves nothing that the plan did.");
  }
  const totals = await cleanUpFor(ctx, artifact, kind, now);
  const moved = await moveArtifact(ctx, artifact, { type: "retry", kind }, { now, changes: { totals } });
  if (!moved.ok) throw new Error(moved.error.message);
  const retryId = await ctx.db.insert("voicePipelineRetries", {
    artifactId,
    organizationId: artifact.organizationId,
    kind,
    retryNumber: ((await newestRetry(ctx.db, artifactId))?.retryNumber ?? 0) + 1,
    attempt: moved.artifact.attempt,
    outcome: "running",
    ...asked,
    startedAt: now,
  });
  await recordNoteProgress(ctx, artifact.voiceNoteId, PROGRESS_OF[kind], now);
  await schedule(ctx, moved.artifact, kind);
  return retryId;
}

const AGAIN = { transcriptionStatus: "pending", insightsStatus: "pending" } as const;
const PROGRESS_OF = {
  retryTranscription: AGAIN,
  retryFullPipeline: AGAIN,
  retryClaimsExtraction: { insightsStatus: "processing" },
  retryEntityResolution: { insightsStatus: "processing" },
  retryDraftGeneration: { insightsStatus: "processing" },
} as const satisfies Record<RetryKind, NoteProgress>;

async function schedule(ctx: MutationCtx, artifact: Artifact, kind: RetryKind): Promise<void> {
  const run = { artifactId: artifact._id, attempt: artifact.attempt };
  const { models, workers } = internal;
  switch (kind) {
    case "retryTranscription":
      return await scheduleTranscription(ctx, artifact);
    case "retryFullPipeline":
      if (isAudioChannel(artifact.sourceChannel)) return await scheduleTranscription(ctx, artifact);
      await ctx.scheduler.runAfter(0, internal.models.voiceNoteTranscripts.acceptText, run);
      return;
    case "retryClaimsExtraction":
      await ctx.scheduler.runAfter(0, workers.claimsExtraction.extractClaims, run);
      return;
    case "retryEntityResolution":
      await ctx.scheduler.runAfter(0, models.voiceNoteEntityResolutions.resolveEntities, run);
      return;
    case "retryDraftGeneration":
      await ctx.scheduler.runAfter(0, models.insightDrafts.generateDrafts, run);
      return;
  }
}

/** Transcription is of a v1 note. Audio that is gone from storage is fetched from the provider first. */
async function scheduleTranscription(
  ctx: MutationCtx,
  { _id: artifactId, attempt, voiceNoteId }: Artifact,
): Promise<void> {
  const note = voiceNoteId ? await ctx.db.get("voiceNotes", voiceNoteId) : null;
  if (!note) throw new Error("A voice note's artifact has no note.");
  const stored = note.audioStorageId ? await ctx.db.system.get("_storage", note.audioStorageId) : null;
  if (stored) {
    await ctx.scheduler.runAfter(0, internal.actions.voiceNotes.transcribeAudio, {
      noteId: note._id,
      attempt,
    });
  } else {
    await ctx.scheduler.runAfter(0, internal.actions.retries.fetchAudioAgain, { artifactId, attempt });
  }
}
