import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../settings";
import { MINUTE_MS } from "../time";
import {
  type Breaker,
  breakerPolicy,
  breakerRefusesUntil,
  CLOSED_BREAKER,
  MAX_ASKED_WAIT_MS,
  providerAsksToWaitUntil,
  reportCall,
  requestCall,
  resetBreaker,
} from "./breaker";

const policy = breakerPolicy(DEFAULT_SETTINGS);

function failAt(breaker: Breaker, times: readonly number[]) {
  let result: ReturnType<typeof reportCall> = { breaker };
  for (const at of times) result = reportCall(result.breaker, policy, { succeeded: false }, at);
  return result;
}

const opened = failAt(CLOSED_BREAKER, [1, 2, 3, 4, 5]);

describe("circuit breaker", () => {
  it("opens at the fifth failure in five minutes, once", () => {
    expect(failAt(CLOSED_BREAKER, [1, 2, 3, 4]).change).toBeUndefined();
    expect(opened).toMatchObject({
      change: "circuit_breaker_opened",
      breaker: { circuitBreakerState: "open", openedAt: 5 },
    });
    expect(failAt(opened.breaker, [6, 7]).change).toBeUndefined();
  });

  it("stays closed when five failures are spread over more than the window", () => {
    const spread = [0, 1, 2, 3, 5].map((n) => n * 1.3 * MINUTE_MS);
    expect(failAt(CLOSED_BREAKER, spread).breaker.circuitBreakerState).toBe("closed");
  });

  it("refuses during the cool-down and says until when", () => {
    const { breaker, permission } = requestCall(opened.breaker, policy, 5 + MINUTE_MS - 1);
    expect(permission).toEqual({ allowed: false, retryAt: 5 + MINUTE_MS });
    expect(breaker).toBe(opened.breaker);
    expect(breakerRefusesUntil(opened.breaker, policy, 10)).toBe(5 + MINUTE_MS);
    expect(breakerRefusesUntil(opened.breaker, policy, 5 + MINUTE_MS)).toBeUndefined();
  });

  it("lets one probe through after the cool-down and nobody else until it reports", () => {
    const now = 5 + MINUTE_MS;
    const first = requestCall(opened.breaker, policy, now);
    expect(first.permission).toEqual({ allowed: true, probeTicket: now });
    expect(requestCall(first.breaker, policy, now + 1).permission.allowed).toBe(false);
    const closed = reportCall(first.breaker, policy, { succeeded: true, probeTicket: now }, now + 900);
    expect(closed).toEqual({ breaker: CLOSED_BREAKER, change: "circuit_breaker_closed" });
  });

  it("cools down again after a failed probe, without a second event", () => {
    const now = 5 + MINUTE_MS;
    const { breaker } = requestCall(opened.breaker, policy, now);
    const failed = reportCall(breaker, policy, { succeeded: false, probeTicket: now }, now + 900);
    expect(failed.change).toBeUndefined();
    expect(requestCall(failed.breaker, policy, now + 901).permission).toEqual({
      allowed: false,
      retryAt: now + 900 + MINUTE_MS,
    });
  });

  it("gives a lost probe up after its timeout, and ignores its late report", () => {
    const now = 5 + MINUTE_MS;
    const lost = requestCall(opened.breaker, policy, now);
    const later = now + policy.probeTimeoutMs;
    const second = requestCall(lost.breaker, policy, later);
    expect(second.permission).toEqual({ allowed: true, probeTicket: later });
    const late = reportCall(second.breaker, policy, { succeeded: true, probeTicket: now }, later + 1);
    expect(late.breaker).toBe(second.breaker);
  });

  it("is not closed by a call that began before it opened", () => {
    expect(reportCall(opened.breaker, policy, { succeeded: true }, 6)).toEqual({ breaker: opened.breaker });
  });

  it("keeps what a provider asked to wait for, while closed too, at most a quarter of an hour, until it is over", () => {
    const asked = (retryAfterMs: number, breaker = CLOSED_BREAKER) =>
      reportCall(breaker, policy, { succeeded: false, retryAfterMs }, 10).breaker;
    const waiting = asked(20_000);
    expect(waiting.circuitBreakerState).toBe("closed");
    expect(providerAsksToWaitUntil(waiting, 20_009)).toBe(20_010);
    expect(providerAsksToWaitUntil(waiting, 20_010)).toBeUndefined();
    expect(providerAsksToWaitUntil(asked(1_000, waiting), 11)).toBe(20_010);
    expect(providerAsksToWaitUntil(asked(86_400_000), 11)).toBe(10 + MAX_ASKED_WAIT_MS);
    expect(providerAsksToWaitUntil(asked(-5), 10)).toBeUndefined();
    // A call that succeeds, or fails without a wish, takes nothing back.
    expect(reportCall(waiting, policy, { succeeded: true }, 20).breaker).toBe(waiting);
    expect(failAt(waiting, [20, 30]).breaker.waitUntil).toBe(20_010);
  });

  it("sends its probe when the provider asked for it, and not before", () => {
    const { breaker } = reportCall(
      opened.breaker,
      policy,
      { succeeded: false, retryAfterMs: 5 * MINUTE_MS },
      6,
    );
    const until = 6 + 5 * MINUTE_MS;
    expect(requestCall(breaker, policy, until - 1).permission).toEqual({ allowed: false, retryAt: until });
    expect(requestCall(breaker, policy, until).permission).toEqual({ allowed: true, probeTicket: until });
  });

  it("can be closed by hand, with an event only if it was not closed", () => {
    expect(resetBreaker(opened.breaker).change).toBe("circuit_breaker_closed");
    expect(resetBreaker(CLOSED_BREAKER).change).toBeUndefined();
  });

  it("never has two probes under way, keeps its list bounded, and tells opened and closed alternately", () => {
    const step = fc.record({
      wait: fc.nat(90_000),
      act: fc.constantFrom("request", "success", "failure", "late failure"),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        let breaker = CLOSED_BREAKER;
        let now = 0;
        let ticket: number | undefined;
        let last = "circuit_breaker_closed";
        for (const { wait, act } of steps) {
          now += wait;
          if (act === "request") {
            const asked = requestCall(breaker, policy, now);
            breaker = asked.breaker;
            const given = asked.permission.allowed ? asked.permission.probeTicket : undefined;
            if (given !== undefined && ticket !== undefined) {
              expect(now - ticket).toBeGreaterThanOrEqual(policy.probeTimeoutMs);
            }
            ticket = given ?? ticket;
          } else {
            const probeTicket = act === "late failure" ? undefined : ticket;
            const reported = reportCall(breaker, policy, { succeeded: act === "success", probeTicket }, now);
            breaker = reported.breaker;
            if (act !== "late failure") ticket = undefined;
            if (reported.change !== undefined) expect(reported.change).not.toBe(last);
            last = reported.change ?? last;
          }
          expect(breaker.recentFailures.length).toBeLessThanOrEqual(policy.failureThreshold);
          expect(breaker.circuitBreakerState === "closed").toBe(last === "circuit_breaker_closed");
        }
      }),
    );
  });
});
