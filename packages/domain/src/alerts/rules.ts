/** Rules as data, and the facts that they are judged by. */

import type { Bucket } from "../metrics/bucket";
import type { Settings } from "../settings";
import { MINUTE_MS } from "../time";
import {
  type AiProvider,
  ALERT_TYPES,
  type AlertType,
  type CircuitBreakerState,
} from "../vocabulary/operations";

export interface AlertRule {
  type: AlertType;
  /** In the unit of the condition: a share, a multiple of normal, a count, seconds or minutes. */
  threshold: number;
  /** From here on the incident is severe; absent where one severity fits all. */
  severeThreshold?: number;
  /** What a rate, a mean or a yield must rest on. */
  minSample: number;
  /** Health checks in a row that must find the condition before an incident is opened. */
  raiseAfter: number;
  /** Health checks in a row that must find it gone before the incident is resolved. */
  resolveAfter: number;
  /** Share of the threshold that the number must come back to before the condition counts as gone. */
  hysteresisShare: number;
  /** How long after its resolution an incident is reopened rather than followed by another, ms. */
  deduplicationMs: number;
  /** Length of the time that the condition looks at, ms; 0 for what is true of this moment. */
  windowMs: number;
}

/** What a health check has read for one scope. Times in ms. */
export interface HealthFacts {
  /** Merged over the failure rate's window. */
  recent: Bucket;
  /** Merged over the latency's window, for latencies and yields. */
  current: Bucket;
  /** Merged over the days before the latency's window: what is normal. */
  baseline: Bucket;
  /** Notes that the machine still owes work, and the age of the oldest. */
  queueDepth: number;
  oldestQueuedMs: number;
  disambiguationBacklog: number;
  breakers: readonly { provider: AiProvider; state: CircuitBreakerState }[];
  /** Notes that came to an end within the inactivity timeout. */
  processed: number;
  /** The same of the same time of the week, of each earlier week that is known. */
  processedInEarlierWeeks: readonly number[];
  stalledRuns: number;
  eventsDisagree: number;
  /** Age of the oldest event that is not aggregated yet; 0 when there is none. */
  rollupLagMs: number;
  /** Time since the health check before this one; absent for the first. */
  sinceHealthCheckMs?: number;
}

type RuleCore = Pick<AlertRule, "threshold" | "severeThreshold" | "minSample" | "raiseAfter" | "windowMs">;

/** The built-in rules at the thresholds in force. */
export function builtInRules(settings: Settings): readonly AlertRule[] {
  const cores = ruleCores(settings);
  return ALERT_TYPES.map((type) => ({
    type,
    ...cores[type],
    resolveAfter: settings.ALERT_RESOLVE_AFTER_EVALUATIONS,
    hysteresisShare: settings.ALERT_HYSTERESIS_SHARE,
    deduplicationMs: settings.ALERT_DEDUPLICATION_MINUTES * MINUTE_MS,
  }));
}

function ruleCores(settings: Settings): Record<AlertType, RuleCore> {
  const sample = settings.ALERT_MIN_SAMPLE;
  // Numbers that jump are believed when they stay; facts are believed at once.
  const jumpy = settings.ALERT_RAISE_AFTER_EVALUATIONS;
  const latencyWindow = settings.LATENCY_WINDOW_MINUTES * MINUTE_MS;
  const now = { minSample: 0, windowMs: 0 };
  const counted = (threshold: number): RuleCore => ({ ...now, threshold, raiseAfter: 1 });
  return {
    HIGH_FAILURE_RATE: {
      threshold: settings.FAILURE_RATE_WARNING_THRESHOLD,
      severeThreshold: settings.FAILURE_RATE_CRITICAL_THRESHOLD,
      minSample: sample,
      raiseAfter: 1,
      windowMs: settings.FAILURE_RATE_WINDOW_MINUTES * MINUTE_MS,
    },
    HIGH_LATENCY: {
      threshold: settings.LATENCY_WARNING_MULTIPLIER,
      severeThreshold: settings.LATENCY_WARNING_MULTIPLIER * 2,
      minSample: sample,
      raiseAfter: jumpy,
      windowMs: latencyWindow,
    },
    QUEUE_DEPTH: {
      ...now,
      threshold: settings.QUEUE_DEPTH_WARNING,
      severeThreshold: settings.QUEUE_DEPTH_WARNING * 4,
      raiseAfter: jumpy,
    },
    DISAMBIGUATION_BACKLOG: counted(settings.DISAMBIGUATION_BACKLOG_WARNING),
    CIRCUIT_BREAKER: counted(0),
    INACTIVITY: {
      threshold: settings.INACTIVITY_MIN_EXPECTED,
      minSample: 1,
      raiseAfter: 1,
      windowMs: settings.INACTIVITY_TIMEOUT_MINUTES * MINUTE_MS,
    },
    YIELD_DROPPED: {
      threshold: settings.YIELD_DROP_WARNING_SHARE,
      severeThreshold: settings.YIELD_DROP_WARNING_SHARE / 2,
      minSample: sample,
      raiseAfter: jumpy,
      windowMs: latencyWindow,
    },
    RUN_STALLED: counted(settings.STALLED_RUNS_WARNING),
    EVENTS_DISAGREE: counted(settings.EVENTS_DISAGREE_WARNING),
    ROLLUP_BEHIND: { ...now, threshold: settings.ROLLUP_BEHIND_SECONDS, raiseAfter: jumpy },
    HEALTH_CHECK_OVERDUE: counted(settings.HEALTH_CHECK_OVERDUE_MINUTES),
  };
}
