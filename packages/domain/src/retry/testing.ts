/** Shared by the tests of retry plans: a failed voice note and what is known of it. */
import { MINUTE_MS } from "../time";
import type { RETRY_KINDS } from "../vocabulary/operations";
import type { RetryArtifact, RetryFacts, RetryRows } from "./facts";
import { planRetry } from "./plan";

export const NOW = 10_000_000;
export const MINUTE = MINUTE_MS;
export const limits = { perHour: 10 };
export const failed: RetryArtifact = {
  artifactId: "a1",
  status: "failed",
  currentStage: "draft_generation",
  stageStartedAt: 0,
  attempt: 1,
  sourceChannel: "whatsapp_audio",
  errorCode: "provider_timeout",
};
export const rows: RetryRows = {
  transcripts: 1,
  claims: 4,
  resolutions: 3,
  coachResolutions: 1,
  undecidedDrafts: 2,
  rejectedDrafts: 1,
  confirmedDrafts: 0,
};
export const typical = {
  ingestion: { ms: 300, costMicros: 0 },
  transcription: { ms: 5000, costMicros: 2000 },
  claims_extraction: { ms: 4000, costMicros: 6000 },
  entity_resolution: { ms: 500, costMicros: 0 },
  draft_generation: { ms: 800, costMicros: 0 },
};
export const facts: RetryFacts = {
  rows,
  audio: "stored",
  recentRetries: [],
  retryRunning: false,
  emergencyMode: false,
  typical,
};
export const plan = (
  kind: (typeof RETRY_KINDS)[number],
  artifact: Partial<RetryArtifact> = {},
  known: Partial<RetryFacts> = {},
) => planRetry(kind, { ...failed, ...artifact }, { ...facts, ...known }, limits, NOW);
export const refusal = (result: ReturnType<typeof plan>) =>
  result.allowed ? "allowed" : result.refusal.code;
