/**
 * Circuit breaker of one provider, as pure steps over a stored row. `closed` lets calls through and counts failures;
 * enough of them within the window open it; after the cool-down exactly one probe may go through (`half_open`), and its
 * outcome alone decides. Each step must run in one mutation together with the read of the row.
 */
import type { Settings } from "../settings";
import { MINUTE_MS } from "../time";
import type { CircuitBreakerState } from "../vocabulary/operations";

/** The stored fields; ms since epoch. */
export interface Breaker {
  circuitBreakerState: CircuitBreakerState;
  /** Failures within the window, oldest first; never more than the threshold. */
  recentFailures: number[];
  /** When it was opened or a probe failed: the cool-down runs from here. */
  openedAt?: number;
  /** Until when the provider asked to be left alone (`Retry-After`): no retry and no probe before. */
  waitUntil?: number;
  /** When the probe under way was let through. It is the ticket by which the probe reports. */
  probeStartedAt?: number;
}

export interface BreakerPolicy {
  failureThreshold: number;
  windowMs: number;
  coolDownMs: number;
  /** After this a probe that never reported is given up. */
  probeTimeoutMs: number;
}

/** No provider holds us back for longer than this, whatever it asks for. */
export const MAX_ASKED_WAIT_MS = 15 * MINUTE_MS;

export type BreakerChange = "circuit_breaker_opened" | "circuit_breaker_closed";

export const CLOSED_BREAKER: Breaker = { circuitBreakerState: "closed", recentFailures: [] };

export const breakerPolicy = (settings: Settings): BreakerPolicy => ({
  failureThreshold: settings.BREAKER_FAILURE_THRESHOLD,
  windowMs: settings.BREAKER_WINDOW_SECONDS * 1000,
  coolDownMs: settings.BREAKER_COOL_DOWN_SECONDS * 1000,
  probeTimeoutMs: settings.BREAKER_PROBE_TIMEOUT_SECONDS * 1000,
});

export type CallPermission =
  /** `probeTicket` must come back with the report; absent for ordinary calls. */
  | { allowed: true; probeTicket?: number }
  /** Asking again before `retryAt` (ms since epoch) is useless. */
  | { allowed: false; retryAt: number };

/** May a call be made now? The returned breaker must be stored if it is not the given one. */
export function requestCall(
  breaker: Breaker,
  policy: BreakerPolicy,
  now: number,
): { breaker: Breaker; permission: CallPermission } {
  if (breaker.circuitBreakerState === "closed") return { breaker, permission: { allowed: true } };
  const retryAt = nextProbeAt(breaker, policy);
  if (now < retryAt) return { breaker, permission: { allowed: false, retryAt } };
  return {
    breaker: { ...breaker, circuitBreakerState: "half_open", probeStartedAt: now },
    permission: { allowed: true, probeTicket: now },
  };
}

function nextProbeAt(breaker: Breaker, policy: BreakerPolicy): number {
  if (breaker.circuitBreakerState === "half_open" && breaker.probeStartedAt !== undefined) {
    return breaker.probeStartedAt + policy.probeTimeoutMs;
  }
  return Math.max((breaker.openedAt ?? 0) + policy.coolDownMs, breaker.waitUntil ?? 0);
}

/** Whether calls would be refused now, and until when; for people and for plans. Changes nothing. */
export function breakerRefusesUntil(
  breaker: Breaker,
  policy: BreakerPolicy,
  now: number,
): number | undefined {
  if (breaker.circuitBreakerState === "closed") return undefined;
  const retryAt = nextProbeAt(breaker, policy);
  return now < retryAt ? retryAt : undefined;
}

/**
 * Until when the provider asked for no more calls, if that isn't over; for retries. A note's first call is made all the
 * same: it would only fail without one.
 */
export const providerAsksToWaitUntil = ({ waitUntil }: Breaker, now: number): number | undefined =>
  waitUntil !== undefined && now < waitUntil ? waitUntil : undefined;

/**
 * What the outcome of a call makes of the breaker. A failure is one that `countsForBreaker`; an answer that refuses
 * one particular request proves that the provider is there. Calls that began before the breaker opened and report
 * late decide nothing: only the ticket of the current probe does.
 */
export function reportCall(
  breaker: Breaker,
  policy: BreakerPolicy,
  report: { succeeded: boolean; probeTicket?: number; retryAfterMs?: number },
  now: number,
): { breaker: Breaker; change?: BreakerChange } {
  const { retryAfterMs } = report;
  return retryAfterMs === undefined
    ? reportOutcome(breaker, policy, report, now)
    : reportOutcome(waitingFor(breaker, retryAfterMs, now), policy, report, now);
}

function waitingFor(breaker: Breaker, retryAfterMs: number, now: number): Breaker {
  const asked = now + Math.min(Math.max(retryAfterMs, 0), MAX_ASKED_WAIT_MS);
  return { ...breaker, waitUntil: Math.max(asked, breaker.waitUntil ?? 0) };
}

function reportOutcome(
  breaker: Breaker,
  policy: BreakerPolicy,
  report: { succeeded: boolean; probeTicket?: number },
  now: number,
): { breaker: Breaker; change?: BreakerChange } {
  if (breaker.circuitBreakerState === "closed") {
    return report.succeeded ? { breaker } : afterFailure(breaker, policy, now);
  }
  const isProbe = report.probeTicket !== undefined && report.probeTicket === breaker.probeStartedAt;
  if (!isProbe) return { breaker };
  if (report.succeeded) return { breaker: CLOSED_BREAKER, change: "circuit_breaker_closed" };
  // It was never closed in between: no event, another cool-down.
  return { breaker: { ...breaker, circuitBreakerState: "open", openedAt: now, probeStartedAt: undefined } };
}

function afterFailure(
  breaker: Breaker,
  policy: BreakerPolicy,
  now: number,
): { breaker: Breaker; change?: BreakerChange } {
  const recent = breaker.recentFailures.filter((at) => at > now - policy.windowMs);
  const recentFailures = [...recent, now].sort((a, b) => a - b).slice(-policy.failureThreshold);
  if (recentFailures.length < policy.failureThreshold) {
    return { breaker: { ...breaker, recentFailures } };
  }
  return {
    breaker: { ...breaker, circuitBreakerState: "open", recentFailures, openedAt: now },
    change: "circuit_breaker_opened",
  };
}

/** Staff close the breaker by hand. */
export function resetBreaker(breaker: Breaker): { breaker: Breaker; change?: BreakerChange } {
  if (breaker.circuitBreakerState === "closed") return { breaker: CLOSED_BREAKER };
  return { breaker: CLOSED_BREAKER, change: "circuit_breaker_closed" };
}
