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
      /** Value of the `Retry-After` header, as it came. */
      retryAfter?: string;
    }
  /** The connection failed: no answer at all. */
  | { kind: "network"; service: OutsideService }
  | { kind: "timeout"; service: OutsideService }
  /** An answer came, but not one that its contract allows (no JSON, wrong schema, truncated, refusal of the model). */
  | { kind: "bad_response"; service: OutsideService };

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
  invalid_audio: "media_not_audio",
  unsupported_format: "media_not_audio",
  file_too_large: "media_too_large",
};

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
    case "http":
      return knownCode(failure.service, failure.providerCode) ?? byStatus(failure.service, failure.status);
  }
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
  provider_rejected_request: lasting,
  provider_credentials_missing: lasting,
  provider_quota_exhausted: lasting,
  circuit_open: passing,
  budget_exceeded: lasting,
  rate_limited: passing,
  emergency_mode: lasting,
  media_unavailable: lasting,
  media_too_large: lasting,
  media_not_audio: lasting,
  storage_missing: lasting,
  deadline_exceeded: passing,
  events_disagree: lasting,
  internal_error: lasting,
} as const satisfies Record<StageErrorCode, CodeTraits>;

export const isTransient = (code: StageErrorCode): boolean => TRAITS[code].transient;
export const countsForBreaker = (code: StageErrorCode): boolean => TRAITS[code].breaker;
