/** How one attempt at a job ended. */
import { type DeferCode, isDeferCode } from "./holdCodes";

/** Why a call failed: a code for jobs and rows, never the provider's text. */
export interface CallFailure {
  ok: false;
  code: string;
  /** True where another attempt can help. */
  retryable: boolean;
  retryAfterMs?: number;
}

/** Nothing failed, but it is not the time yet: until when (ms), or until staff let it go on. Costs no attempt. */
export interface Deferral {
  ok: false;
  code: DeferCode;
  heldUntil?: number;
}
/** `result` is a stable word or an id. */
export type JobOutcome = { ok: true; result: string } | CallFailure | Deferral;
export const isDeferral = (outcome: JobOutcome): outcome is Deferral =>
  !outcome.ok && isDeferCode(outcome.code);
