/** Facts for the tests of alerts: everything in order unless a test says otherwise. */

import type { AggregatedEvent } from "../metrics/aggregated-event";
import { type Bucket, mergeAll } from "../metrics/bucket";
import { bucketDelta } from "../metrics/rollup";
import { DEFAULT_SETTINGS } from "../settings";
import type { HealthFacts } from "./facts";
import type { AlertType } from "./registry";
import { type AlertRule, builtInRules } from "./rules";

const repeat = (count: number, event: AggregatedEvent): Bucket[] =>
  Array.from({ length: count }, () => bucketDelta(event));

export interface Traffic {
  completed?: number;
  failed?: number;
  /** ms, of every completed note. */
  endToEnd?: number;
  /** ms, of as many transcriptions as there are completed notes. */
  transcription?: number;
  claimsPerNote?: number;
  draftsPerNote?: number;
  /** Messages that were not delivered. */
  undelivered?: number;
}

/** The bucket of so much traffic. */
export function traffic(of: Traffic): Bucket {
  const completed = of.completed ?? 0;
  const at = { timestamp: 0 } as const;
  const claimCount = of.claimsPerNote ?? 4;
  return mergeAll([
    ...repeat(completed, { ...at, eventType: "artifact_completed", durationMs: of.endToEnd ?? 20_000 }),
    ...repeat(completed, {
      ...at,
      eventType: "transcription_completed",
      pipelineStage: "transcription",
      durationMs: of.transcription ?? 5000,
    }),
    ...repeat(completed, { ...at, eventType: "claims_extracted", metadata: { claimCount } }),
    ...repeat(completed, {
      ...at,
      eventType: "drafts_generated",
      metadata: { claimCount, draftCount: of.draftsPerNote ?? claimCount },
    }),
    ...repeat(of.failed ?? 0, { ...at, eventType: "artifact_failed" }),
    ...repeat(of.undelivered ?? 0, { ...at, eventType: "message_failed", pipelineStage: "delivery" }),
  ]);
}

const usual = traffic({ completed: 200, failed: 4 });

export const IN_ORDER: HealthFacts = {
  recent: traffic({ completed: 20 }),
  current: traffic({ completed: 40 }),
  baseline: usual,
  queueDepth: 3,
  oldestQueuedMs: 4000,
  disambiguationBacklog: 10,
  breakers: [{ provider: "openai", state: "closed" }],
  processed: 20,
  processedInEarlierWeeks: [18, 25, 22],
  stalledRuns: 0,
  eventsDisagree: 0,
  rollupLagMs: 800,
  sinceHealthCheckMs: 300_000,
};

export const facts = (changed: Partial<HealthFacts>): HealthFacts => ({ ...IN_ORDER, ...changed });

export function ruleOf(type: AlertType): AlertRule {
  const rule = builtInRules(DEFAULT_SETTINGS).find((one) => one.type === type);
  if (rule === undefined) throw new Error(`There is no rule ${type}.`);
  return rule;
}
