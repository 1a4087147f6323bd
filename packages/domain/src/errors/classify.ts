/** Which of our error codes a failure outside is, and what follows from it. */
import type { StageErrorCode } from "../vocabulary/pipeline";

export type OutsideService = "openai" | "twilio" | "media";

/** What a call to the outside observed. Nothing of a body but the provider's own machine-readable code. */
export type OutsideFailure =
  | {
      kind: "http";
      service: OutsideService;
      status: number;
      /** `error.code` or `error.type` of OpenAI, the numeric `code` of Twilio. */
      providerCode?: string | number;
      /** The provider's sentence; read for what its code leaves open, and never kept: it may quote a note. */
      sentence?: string;
    }
  /** The connection failed: no answer at all. */
  | { kind: "network"; service: OutsideService }
  | { kind: "timeout"; service: OutsideService }
  /** An answer came, but not one that its contract allows (no JSON, wrong schema). */
  | { kind: "bad_response"; service: OutsideService }
  /** The model had more to say than it could. */
  | { kind: "cut_off"; service: OutsideService }
  /** The model, or the provider's filter, would not answer. */
  | { kind: "refused"; service: OutsideService };

/** Codes of OpenAI that say more than their HTTP status. */
const OPENAI_CODES: Readonly<Record<string, StageErrorCode>> = {
  insufficient_quota: "provider_quota_exhausted",
  billing_hard_limit_reached: "provider_quota_exhausted",
  billing_not_active: "provider_quota_exhausted",
  rate_limit_exceeded: "provider_rate_limited",
  invalid_api_key: "provider_credentials_missing",
  account_deactivated: "provider_credentials_missing",
  server_error: "provider_unavailable",
  audio_too_short: "media_not_audio",
  invalid_audio: "provider_rejected_file",
  unsupported_format: "provider_rejected_file",
  file_too_large: "media_too_large",
  content_filter: "provider_refused",
  content_policy_violation: "provider_refused",
};

/** What OpenAI says in a sentence only, where its code is null or says nothing ("invalid_value"). */
const OPENAI_SENTENCES: readonly (readonly [pattern: RegExp, code: StageErrorCode])[] = [
  [
    /invalid file format|unrecognized file format|could not be decoded|does not support the format/i,
    "provider_rejected_file",
  ],
  [/audio file (?:might be|is|may be) (?:corrupted|invalid|unsupported)/i, "provider_rejected_file"],
  [/audio file is too short/i, "media_not_audio"],
  [/longer than [\d.]+ seconds which is the maximum/i, "media_too_long"],
];

/** Codes of Twilio: https://www.twilio.com/docs/api/errors */
const TWILIO_CODES: Readonly<Record<string, StageErrorCode>> = {
  20003: "provider_credentials_missing",
  20005: "provider_credentials_missing",
  20429: "provider_rate_limited",
  20500: "provider_unavailable",
  20503: "provider_unavailable",
  63018: "provider_rate_limited",
  63038: "provider_quota_exhausted",
};

export function classifyFailure(failure: OutsideFailure): StageErrorCode {
  switch (failure.kind) {
    case "timeout":
      return "provider_timeout";
    case "network":
      return "provider_unavailable";
    case "bad_response":
      return "provider_bad_response";
    case "cut_off":
      return "provider_answer_cut_off";
    case "refused":
      return "provider_refused";
    case "http":
      return (
        knownCode(failure.service, failure.providerCode) ??
        bySentence(failure) ??
        byStatus(failure.service, failure.status)
      );
  }
}

/** Reads the sentence only for a bad request. Any other status says enough. */
function bySentence({ service, status, sentence }: Extract<OutsideFailure, { kind: "http" }>) {
  if (service !== "openai" || status !== 400 || sentence === undefined) return undefined;
  return OPENAI_SENTENCES.find(([pattern]) => pattern.test(sentence))?.[1];
}

function knownCode(service: OutsideService, code: string | number | undefined): StageErrorCode | undefined {
  if (code === undefined) return undefined;
  const codes = service === "openai" ? OPENAI_CODES : TWILIO_CODES;
  const key = String(code);
  return Object.hasOwn(codes, key) ? codes[key] : undefined;
}

function byStatus(service: OutsideService, status: number): StageErrorCode {
  if (status === 401 || status === 403) return "provider_credentials_missing";
  if (status === 408 || status === 504 || status === 524) return "provider_timeout";
  if (status === 413) return "media_too_large";
  if (status === 415) return "media_not_audio";
  if (status === 429) return "provider_rate_limited";
  if (service === "media" && (status === 404 || status === 410)) return "media_unavailable";
  if (status >= 500) return "provider_unavailable";
  if (status >= 400) return "provider_rejected_request";
  // A redirect that was not followed, or a success without what it promised.
  return "provider_bad_response";
}

/** Milliseconds that a `Retry-After` header asks for (seconds or a date), or undefined if it is neither. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Math.round(Number(header) * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

interface CodeTraits {
  /** Another attempt without any change may succeed: jobs try again. */
  transient: boolean;
  /** The provider itself is in trouble: counts for its circuit breaker. */
  breaker: boolean;
}

const sick: CodeTraits = { transient: true, breaker: true };
const passing: CodeTraits = { transient: true, breaker: false };
const lasting: CodeTraits = { transient: false, breaker: false };

const TRAITS = {
  provider_rate_limited: sick,
  provider_unavailable: sick,
  provider_timeout: sick,
  // A model that answers nonsense to one note is not a provider that is down.
  provider_bad_response: passing,
  // The same request would be cut off, or refused, in the same way.
  provider_answer_cut_off: lasting,
  provider_refused: lasting,
  provider_rejected_request: lasting,
  provider_rejected_file: lasting,
  provider_credentials_missing: lasting,
  provider_quota_exhausted: lasting,
  model_unknown: lasting,
  circuit_open: passing,
  budget_exceeded: lasting,
  rate_limited: passing,
  emergency_mode: lasting,
  media_unavailable: lasting,
  media_too_large: lasting,
  media_too_long: lasting,
  media_not_audio: lasting,
  storage_missing: lasting,
  deadline_exceeded: passing,
  events_disagree: lasting,
  message_undelivered: passing,
  internal_error: lasting,
} as const satisfies Record<StageErrorCode, CodeTraits>;

export const isTransient = (code: StageErrorCode): boolean => TRAITS[code].transient;
export const countsForBreaker = (code: StageErrorCode): boolean => TRAITS[code].breaker;
