/** What a failed call means to the pipeline: a code and a sentence of our own, never a provider's text. */
import { classifyFailure, type OutsideFailure, retryAfterMs } from "@voice-flow/domain/errors/classify";
import type { StageFailure } from "@voice-flow/domain/events/build";
import type { AiUsage } from "@voice-flow/domain/prices";
import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from "openai";
import { CallTimeout } from "../foundation/timeout";

/** An answer came, but none that can be used: not in the agreed form, cut off before its end, or a refusal. */
type BadAnswer = "bad_response" | "cut_off" | "refused";

/** Thrown by our own reading of an answer that is not what its contract says. */
export class BadResponseError extends Error {
  override name = "BadResponseError";
  readonly kind: BadAnswer;
  /** What the provider says that the answer used, and charges for it all the same; empty where it does not say. */
  readonly usage: AiUsage;
  constructor(message: string, usage: AiUsage = {}, kind: BadAnswer = "bad_response") {
    super(message);
    this.usage = usage;
    this.kind = kind;
  }
}

/** The failure that an error of the SDK, or of our reading of the answer, stands for; undefined for anything else. */
export function openaiFailure(error: unknown): StageFailure | undefined {
  const seen = seenOf(error);
  if (!seen) return undefined;
  const code = classifyFailure(seen);
  if (seen.kind !== "http") return { code, message: seen.kind };
  const { status, providerCode } = seen;
  // Status and code are what tells causes apart; a provider's sentence may quote a note.
  return {
    code,
    message: `HTTP ${status} ${providerCode ?? ""}`,
    status,
    providerCode,
    ...(code === "provider_rate_limited" && { retryAfterMs: waitAskedFor(error) }),
  };
}

/** By the headers alone (`Retry-After`, or in ms): the body may have no code and no type. */
function waitAskedFor(error: unknown): number | undefined {
  if (!(error instanceof APIError)) return undefined;
  const exact = Number(error.headers?.get("retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(exact) && exact >= 0) return exact;
  return retryAfterMs(error.headers?.get("retry-after") ?? undefined, Date.now());
}

function seenOf(error: unknown): OutsideFailure | undefined {
  const service = "openai";
  if (error instanceof BadResponseError) return { kind: error.kind, service };
  const timedOut = [CallTimeout, APIConnectionTimeoutError, APIUserAbortError];
  if (timedOut.some((kind) => error instanceof kind)) return { kind: "timeout", service };
  if (error instanceof APIConnectionError) return { kind: "network", service };
  if (error instanceof APIError && typeof error.status === "number") {
    const { status, message: sentence } = error;
    // Both may be null, which is no code at all.
    const providerCode = error.code ?? error.type ?? undefined;
    return { kind: "http", service, status, providerCode, sentence };
  }
  // A body that ends early or is no JSON: the SDK lets the runtime's own errors through.
  if (error instanceof SyntaxError) return { kind: "bad_response", service };
  if (error instanceof TypeError) return { kind: "network", service };
  return undefined;
}

/** Statuses with which a gateway gives up waiting for a provider that may still be at work. */
const GAVE_UP_WAITING = [408, 504, 524];
/** Codes of connections that were never made: nothing was sent over them. */
const NEVER_CONNECTED = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
];
/** Errors wrap one another a few times at most. */
const MAX_CAUSES = 5;

/** Whether the provider may have done, and may charge for, a call of which we have no usable answer. */
export function costIsUnknown(error: unknown): boolean {
  if (error instanceof BadResponseError) return Object.keys(error.usage).length === 0;
  if (error instanceof APIError && typeof error.status === "number") {
    return GAVE_UP_WAITING.includes(error.status);
  }
  return !codesOf(error).some((code) => NEVER_CONNECTED.includes(code));
}

function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  let cause = error;
  for (let depth = 0; depth < MAX_CAUSES && cause instanceof Error; depth += 1) {
    if ("code" in cause && typeof cause.code === "string") codes.push(cause.code);
    cause = cause.cause;
  }
  return codes;
}
