/** Retries by staff: what they would do, doing it, and what came of it. */

import { recommendedRetry } from "@voice-flow/domain/retry/plan";
import { RETRY_KINDS, type RetryKind, retryKindValidator } from "@voice-flow/domain/vocabulary/operations";
import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { internalMutation, internalQuery } from "../_generated/server";
import type { DbReader } from "../lib/foundation/context";
import { functionError } from "../lib/foundation/errors";
import { staffMutation, staffQuery } from "../lib/host/functions";
import { findArtifact } from "../lib/pipeline/artifactDetail";
import { runFields } from "../lib/pipeline/stage";
import {
  audioToFetchValidator,
  fetchedAudioFields,
  findAudioToFetch,
  keepFetchedAudio,
} from "../lib/retry/audio";
import { beginRetry, beginRetryFields, requestRetry, retryResultValidator } from "../lib/retry/begin";
import { readCommonFacts, retryArtifact } from "../lib/retry/facts";
import { readRetryHistory, retryRowValidator } from "../lib/retry/history";
import { planEach, planFor, retryPlanValidator, shownPlan } from "../lib/retry/plans";
import { usableReason } from "../lib/retry/reason";

async function artifactByPublicIdOrThrow(
  db: DbReader,
  artifactId: string,
): Promise<Doc<"voiceNoteArtifacts">> {
  const artifact = await findArtifact(db, artifactId);
  if (!artifact) throw functionError("not_found");
  return artifact;
}

/**
 * What a retry of this kind would do now, or why it is refused. `artifactId` is the public one; `now` in ms, rounded by the
 * caller. Throws ConvexError `not_found`.
 */
export const previewRetry = staffQuery({
  args: { artifactId: v.string(), kind: retryKindValidator, now: v.number() },
  returns: retryPlanValidator,
  handler: async (ctx, { artifactId, kind, now }) => {
    const artifact = await artifactByPublicIdOrThrow(ctx.db, artifactId);
    const common = await readCommonFacts(ctx, now);
    return shownPlan(await planFor(ctx, artifact, kind, common, now), common);
  },
});

/** The plans of all kinds at once, and which of them retries exactly what failed: for the note's buttons. */
export const getRetryOptions = staffQuery({
  args: { artifactId: v.string(), now: v.number() },
  returns: v.union(
    v.null(),
    v.object({ recommended: retryKindValidator, plans: v.array(retryPlanValidator) }),
  ),
  handler: async (ctx, { artifactId, now }) => {
    const artifact = await findArtifact(ctx.db, artifactId);
    if (!artifact) return null;
    const common = await readCommonFacts(ctx, now);
    const plans = await planEach(ctx, artifact, RETRY_KINDS, common, now);
    return {
      recommended: recommendedRetry(retryArtifact(artifact)),
      plans: plans.map((plan) => shownPlan(plan, common)),
    };
  },
});

/**
 * Carries out the plan with this token. What cannot be done now is an answer (`success: false` with a code and a sentence:
 * a refusal of the plan, `plan_changed` or `clean_up_failed`). Throws ConvexError `not_found` and `invalid_argument`.
 */
const retryOf = (kind: RetryKind) =>
  staffMutation({
    args: { artifactId: v.string(), token: v.string(), reason: v.optional(v.string()) },
    returns: retryResultValidator,
    handler: async (ctx, { artifactId, token, reason }) => {
      const artifact = await artifactByPublicIdOrThrow(ctx.db, artifactId);
      const { authUserId: requestedBy, name: requestedByName } = ctx.staff;
      const request = { kind, token, requestedBy, requestedByName, reason: usableReason(reason) };
      return await requestRetry(ctx, artifact, request, Date.now());
    },
  });

/** Transcribes the stored recording again. Never of a typed note. */
export const retryTranscription = retryOf("retryTranscription");
/** Extracts claims from the transcript that there is. */
export const retryClaimsExtraction = retryOf("retryClaimsExtraction");
/** Matches the names of the claims again; what the coach chose stays. */
export const retryEntityResolution = retryOf("retryEntityResolution");
/** Makes the drafts again; what the coach decided stays. */
export const retryDraftGeneration = retryOf("retryDraftGeneration");
/** Starts over; refused once the coach has confirmed a draft. */
export const retryFullPipeline = retryOf("retryFullPipeline");

/** The note's retries, newest first, at most 100: who, when, why, how it ended and what it cost. Empty for an unknown id. */
export const getRetryHistory = staffQuery({
  args: { artifactId: v.string() },
  returns: v.array(retryRowValidator),
  handler: async (ctx, { artifactId }) => {
    const artifact = await findArtifact(ctx.db, artifactId);
    return artifact ? await readRetryHistory(ctx.db, artifact._id) : [];
  },
});

/** The nested part of a retry: all of it, or, if it throws, nothing. */
export const begin = internalMutation({
  args: beginRetryFields,
  returns: v.id("voicePipelineRetries"),
  handler: async (ctx, args) => await beginRetry(ctx, args, Date.now()),
});

/** Where a recording that is gone from storage can be fetched for this run; null if the run is over. */
export const audioToFetch = internalQuery({
  args: runFields,
  returns: v.union(v.null(), audioToFetchValidator),
  handler: async (ctx, run) => await findAudioToFetch(ctx.db, run),
});

/** Keeps a recording that was fetched again; false if the run is over. */
export const keepAudio = internalMutation({
  args: { ...runFields, ...fetchedAudioFields },
  returns: v.boolean(),
  handler: async (ctx, args) => await keepFetchedAudio(ctx, args, Date.now()),
});
