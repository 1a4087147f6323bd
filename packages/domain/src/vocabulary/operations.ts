/** Retries, alerts, providers and scopes. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";

export const RETRY_KINDS = [
  "retryTranscription",
  "retryClaimsExtraction",
  "retryEntityResolution",
  "retryDraftGeneration",
  "retryFullPipeline",
] as const;
export const retryKindValidator = literals(...RETRY_KINDS);
export type RetryKind = Infer<typeof retryKindValidator>;

export const RETRY_OUTCOMES = ["running", "succeeded", "failed"] as const;
export const retryOutcomeValidator = literals(...RETRY_OUTCOMES);
export type RetryOutcome = Infer<typeof retryOutcomeValidator>;

export const ALERT_SEVERITIES = ["low", "medium", "high", "critical"] as const;
export const alertSeverityValidator = literals(...ALERT_SEVERITIES);
export type AlertSeverity = Infer<typeof alertSeverityValidator>;

export const ALERT_STATUSES = ["open", "acknowledged", "snoozed", "resolved"] as const;
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

export const CIRCUIT_BREAKER_STATES = ["closed", "open", "half_open"] as const;
export const circuitBreakerStateValidator = literals(...CIRCUIT_BREAKER_STATES);
export type CircuitBreakerState = Infer<typeof circuitBreakerStateValidator>;

export const PERIOD_TYPES = ["hourly", "daily"] as const;
export const periodTypeValidator = literals(...PERIOD_TYPES);
export type PeriodType = Infer<typeof periodTypeValidator>;

export const FLAG_SCOPES = ["platform", "organization", "user"] as const;
export const flagScopeValidator = literals(...FLAG_SCOPES);
export type FlagScope = Infer<typeof flagScopeValidator>;
