/** Retries, alerts, providers and scopes. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";
import { keysOf } from "./keys-of";
import type { StatusWords } from "./tone";

export const RETRY_KINDS = [
  "retryTranscription",
  "retryClaimsExtraction",
  "retryEntityResolution",
  "retryDraftGeneration",
  "retryFullPipeline",
] as const;
export const retryKindValidator = literals(...RETRY_KINDS);
export type RetryKind = Infer<typeof retryKindValidator>;

export const RETRY_OUTCOME = {
  running: { label: "Running", tone: "info" },
  succeeded: { label: "Succeeded", tone: "success" },
  failed: { label: "Failed", tone: "danger" },
} as const satisfies Record<string, StatusWords>;
export const RETRY_OUTCOMES = keysOf(RETRY_OUTCOME);
export const retryOutcomeValidator = literals(...RETRY_OUTCOMES);
export type RetryOutcome = Infer<typeof retryOutcomeValidator>;

/** From the mildest to the worst. */
export const ALERT_SEVERITY = {
  low: { label: "Low", tone: "neutral" },
  medium: { label: "Medium", tone: "warning" },
  high: { label: "High", tone: "danger" },
  critical: { label: "Critical", tone: "danger" },
} as const satisfies Record<string, StatusWords>;
export const ALERT_SEVERITIES = keysOf(ALERT_SEVERITY);
export const alertSeverityValidator = literals(...ALERT_SEVERITIES);
export type AlertSeverity = Infer<typeof alertSeverityValidator>;

export const ALERT_STATUS = {
  open: { label: "Open", tone: "danger" },
  acknowledged: { label: "Acknowledged", tone: "attention" },
  snoozed: { label: "Snoozed", tone: "neutral" },
  resolved: { label: "Resolved", tone: "success" },
} as const satisfies Record<string, StatusWords>;
export const ALERT_STATUSES = keysOf(ALERT_STATUS);
export const alertStatusValidator = literals(...ALERT_STATUSES);
export type AlertStatus = Infer<typeof alertStatusValidator>;

export const AI_PROVIDERS = ["openai"] as const;
export const aiProviderValidator = literals(...AI_PROVIDERS);
export type AiProvider = Infer<typeof aiProviderValidator>;
/** As the providers write themselves. */
export const AI_PROVIDER_LABELS = { openai: "OpenAI" } as const satisfies Record<AiProvider, string>;

/** Features that have a model of their own in `aiModelConfig`. */
export const AI_FEATURES = ["voice_transcription", "claims_extraction"] as const;
export const aiFeatureValidator = literals(...AI_FEATURES);
export type AiFeature = Infer<typeof aiFeatureValidator>;
export const AI_FEATURE_LABELS = {
  voice_transcription: "Transcription",
  claims_extraction: "Claims extraction",
} as const satisfies Record<AiFeature, string>;

export const CIRCUIT_BREAKER = {
  closed: { label: "Available", tone: "success", state: "closed: calls go through" },
  open: { label: "Refused", tone: "danger", state: "open: calls are refused" },
  half_open: {
    label: "Being tried",
    tone: "warning",
    state: "half open: one call goes through to see whether it succeeds",
  },
} as const satisfies Record<string, StatusWords & { state: string }>;
export const CIRCUIT_BREAKER_STATES = keysOf(CIRCUIT_BREAKER);
export const circuitBreakerStateValidator = literals(...CIRCUIT_BREAKER_STATES);
export type CircuitBreakerState = Infer<typeof circuitBreakerStateValidator>;

export const PERIOD_TYPES = ["hourly", "daily"] as const;
export const periodTypeValidator = literals(...PERIOD_TYPES);
export type PeriodType = Infer<typeof periodTypeValidator>;

export const FLAG_SCOPES = ["platform", "organization", "user"] as const;
export const flagScopeValidator = literals(...FLAG_SCOPES);
export type FlagScope = Infer<typeof flagScopeValidator>;
