import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateAll, evaluateRule, QUIET, type RuleChange, type RuleState } from "./evaluate";
import { acknowledge, type Incident, isActive, snooze } from "./incident";
import type { AlertType } from "./registry";
import { facts, IN_ORDER, ruleOf } from "./testing";

const CHECK = 300_000;
const BAD = facts({ stalledRuns: 2 });
const stalled = ruleOf("RUN_STALLED");
const queue = ruleOf("QUEUE_DEPTH");
const deep = (queueDepth: number) => facts({ queueDepth });

/** Health checks five minutes apart; the state goes from one to the next. */
function check(rule: typeof stalled, list: readonly (typeof BAD)[], from: RuleState = QUIET, at = CHECK) {
  let state = from;
  let now = at;
  const changes: RuleChange[] = [];
  for (const read of list) {
    const step = evaluateRule(rule, "platform", read, state, now);
    changes.push(step.change);
    state = step.state;
    now += CHECK;
  }
  return { state, changes, now };
}

function incidentOf(state: RuleState): Incident {
  if (state.incident === undefined) throw new Error("There is no incident.");
  return state.incident;
}

const act = (state: RuleState, change: (incident: Incident) => ReturnType<typeof acknowledge>): RuleState => {
  const result = change(incidentOf(state));
  if (!result.ok) throw new Error(result.message);
  return { ...state, incident: result.incident };
};

describe("an incident", () => {
  it("opens at once for a fact, is updated while it lasts, and resolves when it clears", () => {
    const { state, changes } = check(stalled, [BAD, BAD, IN_ORDER, IN_ORDER, IN_ORDER]);
    expect(changes).toEqual(["opened", "updated", "none", "resolved", "none"]);
    expect(state.incident).toMatchObject({
      type: "RUN_STALLED",
      scope: "platform",
      status: "resolved",
      openedAt: CHECK,
      lastSeenAt: 2 * CHECK,
      resolvedAt: 4 * CHECK,
      value: 2,
      threshold: 1,
      sentence: "2 notes past their deadline, normally none.",
    });
  });

  it("waits for a jumpy number to stay", () => {
    expect(check(queue, [deep(60), deep(30), deep(60), deep(60)]).changes).toEqual([
      "none",
      "none",
      "none",
      "opened",
    ]);
  });

  it("stays open between threshold and hysteresis, and is not resolved by one good check", () => {
    const { changes } = check(queue, [
      deep(60),
      deep(60),
      deep(45),
      deep(45),
      deep(45),
      deep(30),
      deep(60),
      deep(30),
      deep(30),
    ]);
    expect(changes.slice(1)).toEqual([
      "opened",
      "none",
      "none",
      "none",
      "none",
      "updated",
      "none",
      "resolved",
    ]);
  });

  it("is reopened, not repeated, when it returns within fifteen minutes", () => {
    const first = check(stalled, [BAD, IN_ORDER, IN_ORDER, IN_ORDER, BAD]);
    expect(first.changes.at(-1)).toBe("reopened");
    expect(first.state.incident).toMatchObject({ status: "open", openedAt: CHECK, reopenedCount: 1 });
    expect(first.state.incident).not.toHaveProperty("resolvedAt");
  });

  it("is a new one when it returns later", () => {
    const quiet = Array.from({ length: 6 }, () => IN_ORDER);
    const { state, changes } = check(stalled, [BAD, ...quiet, BAD]);
    expect(changes.at(-1)).toBe("opened");
    expect(state.incident).toMatchObject({ openedAt: 8 * CHECK, reopenedCount: 0 });
  });

  it("once acknowledged is not heard of again while it lasts, nor when it flickers", () => {
    const opened = check(stalled, [BAD]);
    const acked = act(opened.state, (incident) => acknowledge(incident, "staff1", " on it ", 7));
    expect(acked.incident).toMatchObject({
      status: "acknowledged",
      acknowledgedBy: "staff1",
      acknowledgedAt: 7,
      acknowledgedNote: "on it",
    });
    const later = check(stalled, [BAD, IN_ORDER, IN_ORDER, BAD], acked, 2 * CHECK);
    expect(later.changes).toEqual(["updated", "none", "resolved", "reopened"]);
    expect(later.state.incident?.status).toBe("acknowledged");
  });

  it("is news again when it gets worse, and remembers who had acknowledged it", () => {
    const opened = check(queue, [deep(60), deep(60)]);
    const acked = act(opened.state, (incident) => acknowledge(incident, "staff1", undefined, opened.now));
    const worse = check(queue, [deep(201)], acked, opened.now + 1);
    expect(worse.changes).toEqual(["worsened"]);
    expect(worse.state.incident).toMatchObject({
      status: "open",
      severity: "high",
      acknowledgedBy: "staff1",
    });
    const milder = check(queue, [deep(60), deep(10), deep(10), deep(60), deep(60)], worse.state, worse.now);
    expect(milder.changes).toEqual(["updated", "none", "resolved", "none", "reopened"]);
    expect(milder.state.incident).toMatchObject({ status: "open", severity: "high" });
  });

  it("snoozed is quiet until the time, and then open again if it is still there", () => {
    const opened = check(stalled, [BAD]);
    const until = opened.now + 2 * CHECK;
    const snoozed = act(opened.state, (incident) => snooze(incident, until, opened.now));
    const { changes, state } = check(stalled, [BAD, BAD, BAD], snoozed, opened.now);
    expect(changes).toEqual(["updated", "updated", "reopened"]);
    expect(state.incident).toMatchObject({ status: "open", openedAt: CHECK });
    expect(state.incident).not.toHaveProperty("snoozedUntil");
    expect(check(stalled, [IN_ORDER, IN_ORDER], snoozed, opened.now).changes).toEqual(["none", "resolved"]);
  });

  it("snoozed wakes at its time also where it is neither bad enough to open nor gone, and stays as it was read", () => {
    const opened = check(queue, [deep(60), deep(60)]);
    const between = queue.threshold * queue.hysteresisShare + 1;
    const until = opened.now + 2 * CHECK;
    const snoozed = act(opened.state, (incident) => snooze(incident, until, opened.now));
    const lingering = check(queue, [deep(between), deep(between), deep(between)], snoozed, opened.now);
    expect(lingering.changes).toEqual(["none", "none", "reopened"]);
    expect(lingering.state.incident).toMatchObject({ status: "open", value: 60 });
    expect(lingering.state.incident).not.toHaveProperty("snoozedUntil");
    // About to be resolved: nobody is woken for that.
    const going = check(queue, [deep(between), deep(between), deep(1), deep(1)], snoozed, opened.now);
    expect(going.changes).toEqual(["none", "none", "none", "resolved"]);
  });

  it("refuses what makes no sense and says why", () => {
    const open = incidentOf(check(stalled, [BAD]).state);
    const resolved = incidentOf(check(stalled, [BAD, IN_ORDER, IN_ORDER]).state);
    const acked = acknowledge(open, "s", undefined, 1);
    expect(acknowledge(resolved, "s", undefined, 1)).toMatchObject({ ok: false, code: "already_resolved" });
    expect(acked.ok && acknowledge(acked.incident, "s", undefined, 2)).toMatchObject({
      code: "already_acknowledged",
    });
    expect(snooze(open, 5, 5)).toMatchObject({ ok: false, code: "snooze_in_past" });
    expect(snooze(open, 8 * 86_400_000, 0)).toMatchObject({ ok: false, code: "snooze_too_long" });
  });

  it("never is active twice, and resolves only after enough good checks", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 60 }), (depths) => {
        let state = QUIET;
        let good = 0;
        depths.forEach((depth, index) => {
          const before = state.incident;
          const step = evaluateRule(queue, "platform", deep(depth), state, index * CHECK);
          good = step.reading.cleared ? good + 1 : 0;
          if (step.change === "resolved") expect(good).toBeGreaterThanOrEqual(queue.resolveAfter);
          if (step.change === "opened" && before !== undefined) expect(isActive(before)).toBe(false);
          if (step.reading.breached) expect(step.reading.cleared).toBe(false);
          state = step.state;
        });
      }),
    );
  });
});

it("a rule that throws keeps its state and does not stop the others", () => {
  const broken = {
    ...BAD,
    get recent(): never {
      throw new Error("unreadable");
    },
  };
  const kept: RuleState = { breaches: 3, clears: 0 };
  const states = new Map<AlertType, RuleState>([["HIGH_FAILURE_RATE", kept]]);
  const outcomes = evaluateAll([ruleOf("HIGH_FAILURE_RATE"), stalled], "platform", broken, states, CHECK);
  expect(outcomes).toMatchObject([
    { ok: false, type: "HIGH_FAILURE_RATE", state: kept },
    { ok: true, type: "RUN_STALLED", change: "opened" },
  ]);
});
