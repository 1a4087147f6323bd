/** The conditions: what each rule reads from the facts, and whether that is bad, gone, or neither. */

import { formatDuration, inTheLast } from "../format/duration";
import { formatDecimal, formatShare, pluralise } from "../format/number";
import { stageInSentence } from "../labels/pipeline";
import { type Bucket, counter, endToEndOf, stageOf } from "../metrics/bucket";
import { mean, quantile } from "../metrics/histogram";
import { overallFailureRate, yieldsOf } from "../metrics/snapshot";
import { MINUTE_MS, SECOND_MS } from "../time";
import {
  AI_PROVIDER_LABELS,
  type AlertSeverity,
  type AlertType,
  type CircuitBreakerState,
} from "../vocabulary/operations";
import { MACHINE_STAGES, type MachineStage } from "../vocabulary/pipeline";
import type { AlertRule, HealthFacts } from "./rules";

export interface Reading {
  /** The number that is compared with the rule's threshold, in its unit. */
  value: number;
  breached: boolean;
  /** Not the opposite of `breached`: between the two, an open incident stays open and no new one is raised. */
  cleared: boolean;
  severity: AlertSeverity;
  /** With the number and its normal; true whether or not the condition is met. */
  sentence: string;
  /** Where the runs behind it are, if they are at one stage. */
  stage?: MachineStage;
  /** There is too little to judge by: it is neither bad nor known to be good. */
  tooFew?: true;
}

type Condition = (rule: AlertRule, facts: HealthFacts) => Reading;

/** Too little to judge by: never raises, and lets an open incident go. */
const tooFew = (sentence: string): Reading => ({
  value: 0,
  breached: false,
  cleared: true,
  severity: "low",
  sentence,
  tooFew: true,
});

/** Compares a number that is bad when it is high. `atLeast` breaches at the threshold itself. */
function high(
  rule: AlertRule,
  value: number,
  severities: readonly [usual: AlertSeverity, severe: AlertSeverity],
  sentence: string,
  atLeast = false,
): Reading {
  const breached = atLeast ? value >= rule.threshold : value > rule.threshold;
  const cleared = !breached && value <= rule.threshold * rule.hysteresisShare;
  const severe = rule.severeThreshold !== undefined && value > rule.severeThreshold;
  return { value, breached, cleared, severity: severities[severe ? 1 : 0], sentence };
}

const failureRate: Condition = (rule, { recent, baseline }) => {
  const failed = counter(recent, "artifactsFailed");
  const finished = failed + counter(recent, "artifactsCompleted");
  const when = inTheLast(rule.windowMs);
  if (finished < rule.minSample) return tooFew(`Only ${pluralise(finished, "note")} finished ${when}.`);
  const rate = overallFailureRate(recent);
  const known = counter(baseline, "artifactsFailed") + counter(baseline, "artifactsCompleted") > 0;
  const normal = known ? `, normally ${formatShare(overallFailureRate(baseline))}` : "";
  const sentence = `${formatShare(rate)} of notes failed ${when}${normal} (${failed} of ${finished}).`;
  return high(rule, rate, ["medium", "high"], sentence);
};

const latency: Condition = (rule, { current, baseline }) => {
  const durationsOf = (bucket: Bucket, stage: MachineStage | undefined) =>
    stage === undefined ? endToEndOf(bucket) : stageOf(bucket, stage).durations;
  const candidates = [undefined, ...MACHINE_STAGES].flatMap((stage) => {
    const now = durationsOf(current, stage);
    const usual = durationsOf(baseline, stage);
    if (now.count < rule.minSample || usual.count < rule.minSample || mean(usual) === 0) return [];
    return [{ stage, now, usual, ratio: mean(now) / mean(usual) }];
  });
  // A slow stage makes the whole slow: of equal ratios the stage is named, as it comes after the whole.
  const worst = candidates.reduce<(typeof candidates)[number] | undefined>(
    (found, next) => (found === undefined || next.ratio >= found.ratio ? next : found),
    undefined,
  );
  if (worst === undefined) return tooFew("Too few notes to compare latencies.");
  const what =
    worst.stage === undefined ? "From receipt to drafts" : `The average of ${stageInSentence(worst.stage)}`;
  const sentence =
    `${what} takes ${formatDuration(mean(worst.now))}, normally ${formatDuration(mean(worst.usual))}; ` +
    `p95 ${formatDuration(quantile(worst.now, 0.95))}, normally ${formatDuration(quantile(worst.usual, 0.95))}.`;
  const reading = high(rule, worst.ratio, ["medium", "high"], sentence);
  return worst.stage === undefined ? reading : { ...reading, stage: worst.stage };
};

const queueDepth: Condition = (rule, { queueDepth: depth, oldestQueuedMs }) => {
  const oldest = depth === 0 ? "" : `; the oldest has waited ${formatDuration(oldestQueuedMs)}`;
  const sentence = `${pluralise(depth, "note")} waiting or in work, normally at most ${rule.threshold}${oldest}.`;
  return high(rule, depth, ["medium", "high"], sentence);
};

const backlog: Condition = (rule, { disambiguationBacklog }) => {
  const sentence = `${pluralise(disambiguationBacklog, "name")} waiting for somebody to choose, normally at most ${rule.threshold}.`;
  return high(rule, disambiguationBacklog, ["low", "low"], sentence);
};

const BREAKER_WORDS = {
  closed: "closed: calls go through",
  half_open: "half open: one call is let through to see whether it succeeds",
  open: "open: calls are refused",
} as const satisfies Record<CircuitBreakerState, string>;

const breaker: Condition = (rule, { breakers }) => {
  const broken = breakers.filter(({ state }) => state !== "closed");
  const sentence =
    broken.length === 0
      ? "Every circuit breaker is closed."
      : broken
          .map(
            ({ provider, state }) =>
              `The circuit breaker of ${AI_PROVIDER_LABELS[provider]} is ${BREAKER_WORDS[state]}.`,
          )
          .join(" ");
  return high(rule, broken.length, ["critical", "critical"], sentence);
};

const inactivity: Condition = (rule, { processed, processedInEarlierWeeks }) => {
  const when = inTheLast(rule.windowMs);
  if (processedInEarlierWeeks.length < rule.minSample) {
    return tooFew(`${pluralise(processed, "note")} processed ${when}; no earlier week to compare with.`);
  }
  const expected = median(processedInEarlierWeeks);
  const weeks = pluralise(processedInEarlierWeeks.length, "week");
  return {
    value: processed,
    breached: processed === 0 && expected >= rule.threshold,
    cleared: processed > 0 || expected < rule.threshold,
    severity: "high",
    sentence: `${pluralise(processed, "note")} processed ${when}, normally ${formatDecimal(expected)} at this hour (${weeks}).`,
  };
};

/** One week with a holiday in it must not decide what is expected. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

const yieldDropped: Condition = (rule, { current, baseline }) => {
  const now = yieldsOf(current);
  const usual = yieldsOf(baseline);
  const compared = [
    { what: "claims per note", now: now.claimsPerNote, usual: usual.claimsPerNote },
    { what: "drafts per claim", now: now.draftsPerClaim, usual: usual.draftsPerClaim },
  ].filter((pair) => Math.min(pair.now.whole, pair.usual.whole) >= rule.minSample && pair.usual.value > 0);
  const [worst] = compared.sort((a, b) => a.now.value / a.usual.value - b.now.value / b.usual.value);
  if (worst === undefined) return tooFew("Too few notes to compare yields.");
  const kept = worst.now.value / worst.usual.value;
  return {
    value: kept,
    breached: kept < rule.threshold,
    // Hysteresis upwards: a yield is normal again well above the share at which it alarmed.
    cleared: kept >= Math.min(rule.threshold / rule.hysteresisShare, 1),
    severity: kept < (rule.severeThreshold ?? 0) ? "high" : "medium",
    sentence: `${formatDecimal(worst.now.value)} ${worst.what}, normally ${formatDecimal(worst.usual.value)}.`,
    stage: worst.what === "claims per note" ? "claims_extraction" : "draft_generation",
  };
};

const stalled: Condition = (rule, { stalledRuns }) =>
  high(
    rule,
    stalledRuns,
    ["medium", "high"],
    `${pluralise(stalledRuns, "run")} past their deadline, normally none.`,
    true,
  );

const disagree: Condition = (rule, { eventsDisagree }) =>
  high(
    rule,
    eventsDisagree,
    ["medium", "medium"],
    `The events of ${pluralise(eventsDisagree, "note")} disagree with their state, normally of none.`,
    true,
  );

const rollupBehind: Condition = (rule, { rollupLagMs }) => {
  const allowed = formatDuration(rule.threshold * SECOND_MS);
  const sentence = `The metrics are ${formatDuration(rollupLagMs)} behind the events, normally at most ${allowed}.`;
  return high(rule, rollupLagMs / SECOND_MS, ["high", "high"], sentence);
};

const checkOverdue: Condition = (rule, { sinceHealthCheckMs }) => {
  if (sinceHealthCheckMs === undefined) return tooFew("This is the first health check.");
  const allowed = formatDuration(rule.threshold * MINUTE_MS);
  const sentence = `The last health check was ${formatDuration(sinceHealthCheckMs)} ago, normally at most ${allowed}.`;
  return high(rule, sinceHealthCheckMs / MINUTE_MS, ["critical", "critical"], sentence);
};

const CONDITIONS = {
  HIGH_FAILURE_RATE: failureRate,
  HIGH_LATENCY: latency,
  QUEUE_DEPTH: queueDepth,
  DISAMBIGUATION_BACKLOG: backlog,
  CIRCUIT_BREAKER: breaker,
  INACTIVITY: inactivity,
  YIELD_DROPPED: yieldDropped,
  RUN_STALLED: stalled,
  EVENTS_DISAGREE: disagree,
  ROLLUP_BEHIND: rollupBehind,
  HEALTH_CHECK_OVERDUE: checkOverdue,
} as const satisfies Record<AlertType, Condition>;

export const readCondition = (rule: AlertRule, facts: HealthFacts): Reading =>
  CONDITIONS[rule.type](rule, facts);
