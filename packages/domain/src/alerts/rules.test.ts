import { describe, expect, it } from "vitest";
import { EMPTY_BUCKET } from "../metrics/bucket";
import { DEFAULT_SETTINGS } from "../settings";
import type { AlertSeverity } from "../vocabulary/operations";
import type { HealthFacts } from "./facts";
import { ALERT_RULES, ALERT_TYPES, type AlertType } from "./registry";
import { builtInRules, readCondition, whatItIsNot } from "./rules";
import { facts, IN_ORDER, ruleOf, traffic } from "./testing";

const read = (type: AlertType, changed: Partial<HealthFacts>) => readCondition(ruleOf(type), facts(changed));

describe("built-in conditions", () => {
  it.each(ALERT_TYPES)("%s is in order when everything is", (type) => {
    expect(readCondition(ruleOf(type), IN_ORDER)).toMatchObject({ breached: false, cleared: true });
  });

  it.each<[AlertType, string, Partial<HealthFacts>, AlertSeverity, string]>([
    [
      "HIGH_FAILURE_RATE",
      "10 failed, 5 completed",
      { recent: traffic({ failed: 10, completed: 5 }) },
      "high",
      "67 % of notes failed in the last 30 minutes, normally 2 % (10 of 15).",
    ],
    [
      "HIGH_FAILURE_RATE",
      "above the warning only",
      { recent: traffic({ failed: 3, completed: 17 }), baseline: EMPTY_BUCKET },
      "medium",
      "15 % of notes failed in the last 30 minutes (3 of 20).",
    ],
    [
      "HIGH_LATENCY",
      "the whole is slow",
      { current: traffic({ completed: 40, endToEnd: 50_000 }) },
      "medium",
      "From receipt to drafts takes 50 s, normally 20 s; p95 50 s, normally 20 s.",
    ],
    [
      "HIGH_LATENCY",
      "one stage is slow",
      { current: traffic({ completed: 40, endToEnd: 42_000, transcription: 41_000 }) },
      "high",
      "The average of transcription takes 41 s, normally 5 s; p95 41 s, normally 5 s.",
    ],
    [
      "QUEUE_DEPTH",
      "51 notes",
      { queueDepth: 51, oldestQueuedMs: 605_000 },
      "medium",
      "51 notes waiting or in progress, normally at most 50; the oldest has waited 10 min 5 s.",
    ],
    [
      "DISAMBIGUATION_BACKLOG",
      "101 names",
      { disambiguationBacklog: 101 },
      "low",
      "101 names waiting to be chosen, normally at most 100.",
    ],
    [
      "CIRCUIT_BREAKER",
      "open",
      { breakers: [{ provider: "openai", state: "open" }] },
      "critical",
      "The circuit breaker of OpenAI is open: calls are refused.",
    ],
    [
      "CIRCUIT_BREAKER",
      "probing",
      { breakers: [{ provider: "openai", state: "half_open" }] },
      "critical",
      "The circuit breaker of OpenAI is half open: one call goes through to see whether it succeeds.",
    ],
    [
      "INACTIVITY",
      "silence at a busy hour",
      { processed: 0 },
      "high",
      "0 notes processed in the last hour, normally 22 at this hour (3 weeks).",
    ],
    [
      "YIELD_DROPPED",
      "few claims",
      { current: traffic({ completed: 40, claimsPerNote: 1 }) },
      "medium",
      "1 claims per note, normally 4.",
    ],
    [
      "YIELD_DROPPED",
      "no drafts",
      { current: traffic({ completed: 40, draftsPerNote: 0 }) },
      "high",
      "0 drafts per claim, normally 1.",
    ],
    ["RUN_STALLED", "one", { stalledRuns: 1 }, "medium", "1 note past their deadline, normally none."],
    [
      "EVENTS_DISAGREE",
      "two",
      { eventsDisagree: 2 },
      "medium",
      "The events of 2 notes don't match their state, normally none.",
    ],
    [
      "ROLLUP_BEHIND",
      "ten minutes",
      { rollupLagMs: 600_000 },
      "high",
      "The metrics are 10 min behind the events, normally at most 5 min.",
    ],
    [
      "HEALTH_CHECK_OVERDUE",
      "an hour",
      { sinceHealthCheckMs: 3_600_000 },
      "critical",
      "The last health check was 1 h ago, normally at most 15 min.",
    ],
  ])("%s: %s", (type, _, changed, severity, sentence) => {
    expect(read(type, changed)).toMatchObject({ breached: true, cleared: false, severity, sentence });
  });

  it.each<[AlertType, string, Partial<HealthFacts>]>([
    ["HIGH_FAILURE_RATE", "exactly the threshold", { recent: traffic({ failed: 2, completed: 18 }) }],
    ["HIGH_FAILURE_RATE", "every one of nine", { recent: traffic({ failed: 9 }) }],
    ["HIGH_FAILURE_RATE", "nothing at all", { recent: EMPTY_BUCKET }],
    ["HIGH_LATENCY", "exactly double", { current: traffic({ completed: 40, endToEnd: 40_000 }) }],
    ["HIGH_LATENCY", "too few", { current: traffic({ completed: 9, endToEnd: 400_000 }) }],
    [
      "HIGH_LATENCY",
      "no past",
      { baseline: EMPTY_BUCKET, current: traffic({ completed: 40, endToEnd: 400_000 }) },
    ],
    ["QUEUE_DEPTH", "exactly the threshold", { queueDepth: 50 }],
    ["INACTIVITY", "silence at a quiet hour", { processed: 0, processedInEarlierWeeks: [0, 2, 1, 0] }],
    ["INACTIVITY", "one holiday in the past", { processed: 0, processedInEarlierWeeks: [1, 1, 90] }],
    ["INACTIVITY", "no earlier week", { processed: 0, processedInEarlierWeeks: [] }],
    ["YIELD_DROPPED", "half", { current: traffic({ completed: 40, claimsPerNote: 2 }) }],
    ["HEALTH_CHECK_OVERDUE", "the first check", { sinceHealthCheckMs: undefined }],
  ])("%s is not met by %s", (type, _, changed) => {
    expect(read(type, changed).breached).toBe(false);
  });

  it("keep an open incident open between its threshold and well below it", () => {
    expect(read("QUEUE_DEPTH", { queueDepth: 45 })).toMatchObject({ breached: false, cleared: false });
    expect(read("QUEUE_DEPTH", { queueDepth: 40 })).toMatchObject({ breached: false, cleared: true });
    const half = read("YIELD_DROPPED", { current: traffic({ completed: 40, claimsPerNote: 2 }) });
    expect(half).toMatchObject({ breached: false, cleared: false });
  });

  it("follow the settings", () => {
    const rules = builtInRules({ ...DEFAULT_SETTINGS, QUEUE_DEPTH_WARNING: 2 });
    const rule = rules.find((one) => one.type === "QUEUE_DEPTH") ?? ruleOf("QUEUE_DEPTH");
    expect(readCondition(rule, IN_ORDER)).toMatchObject({ breached: true, value: 3 });
    expect(rules.map((one) => one.type)).toEqual(ALERT_TYPES);
  });
});

describe("advice", () => {
  it("says what an alert is not, of what has been read and is in order", () => {
    const rules = builtInRules(DEFAULT_SETTINGS);
    const failing = { recent: traffic({ failed: 10, completed: 5 }) };
    expect(whatItIsNot("HIGH_FAILURE_RATE", rules, facts(failing))).toEqual([
      "The average of transcription takes 5 s, normally 5 s; p95 5 s, normally 5 s.",
      "Every circuit breaker is closed.",
    ]);
    const open = facts({ ...failing, breakers: [{ provider: "openai", state: "open" }] });
    expect(whatItIsNot("HIGH_FAILURE_RATE", rules, open)).toHaveLength(1);
  });

  it("takes nothing for being in order that there is too little to judge by", () => {
    const rules = builtInRules(DEFAULT_SETTINGS);
    const few = facts({ recent: traffic({ failed: 10, completed: 5 }), current: traffic({ completed: 9 }) });
    expect(whatItIsNot("HIGH_FAILURE_RATE", rules, few)).toEqual(["Every circuit breaker is closed."]);
  });

  it("never names the alert itself as what it is not", () => {
    for (const { type, related } of ALERT_RULES) expect(related).not.toContain(type);
  });
});
