import { api } from "@voice-flow/backend/api";
import { RETRY_OUTCOME, type RetryKind, type RetryOutcome } from "@voice-flow/domain/vocabulary/operations";
import type { FunctionReturnType } from "convex/server";
import { CircleCheckIcon, CircleXIcon, LoaderCircleIcon } from "lucide-react";
import type { Label } from "@/lib/tone";

export type RetryOptions = NonNullable<
  FunctionReturnType<typeof api.models.voicePipelineRetry.getRetryOptions>
>;
export type RetryPlan = RetryOptions["plans"][number];
export type AllowedPlan = Extract<RetryPlan, { allowed: true }>;
export type RetryRow = FunctionReturnType<typeof api.models.voicePipelineRetry.getRetryHistory>[number];

export const RETRY_MUTATIONS = {
  retryTranscription: api.models.voicePipelineRetry.retryTranscription,
  retryClaimsExtraction: api.models.voicePipelineRetry.retryClaimsExtraction,
  retryEntityResolution: api.models.voicePipelineRetry.retryEntityResolution,
  retryDraftGeneration: api.models.voicePipelineRetry.retryDraftGeneration,
  retryFullPipeline: api.models.voicePipelineRetry.retryFullPipeline,
} as const satisfies Record<RetryKind, unknown>;

export const RETRY_OUTCOME_LABELS = {
  running: { ...RETRY_OUTCOME.running, icon: LoaderCircleIcon },
  succeeded: { ...RETRY_OUTCOME.succeeded, icon: CircleCheckIcon },
  failed: { ...RETRY_OUTCOME.failed, icon: CircleXIcon },
} as const satisfies Record<RetryOutcome, Label>;
