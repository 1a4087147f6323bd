/** The facts that alert rules are judged by. Times in ms. */
import { type Infer, v } from "convex/values";
import { bucketValidator, EMPTY_BUCKET } from "../metrics/bucket";
import { aiProviderValidator, circuitBreakerStateValidator } from "../vocabulary/operations";

/** What a health check has read for one scope. */
export const healthFactsValidator = v.object({
  /** Merged over the failure rate's window. */
  recent: bucketValidator,
  /** Merged over the latency's window, for latencies and yields. */
  current: bucketValidator,
  /** Merged over the days before the window: what is normal. */
  baseline: bucketValidator,
  /** Notes that still need processing, and the age of the oldest. */
  queueDepth: v.number(),
  oldestQueuedMs: v.number(),
  disambiguationBacklog: v.number(),
  breakers: v.array(v.object({ provider: aiProviderValidator, state: circuitBreakerStateValidator })),
  /** Notes that came to an end within the inactivity timeout. */
  processed: v.number(),
  /** The same of the same time of the week, of each earlier week that is known. */
  processedInEarlierWeeks: v.array(v.number()),
  stalledRuns: v.number(),
  eventsDisagree: v.number(),
  /** Age of the oldest event that is not aggregated yet; 0 when there is none. */
  rollupLagMs: v.number(),
  /** Time since the health check before this one; absent for the first. */
  sinceHealthCheckMs: v.optional(v.number()),
  /** Background jobs that have given up. `lastError` is a code or the name of an error, never its text. */
  failedChains: v.optional(v.array(v.object({ name: v.string(), since: v.number(), lastError: v.string() }))),
});
export type HealthFacts = Infer<typeof healthFactsValidator>;

/** Everything that was not read. */
export const NO_FACTS: HealthFacts = {
  recent: EMPTY_BUCKET,
  current: EMPTY_BUCKET,
  baseline: EMPTY_BUCKET,
  queueDepth: 0,
  oldestQueuedMs: 0,
  disambiguationBacklog: 0,
  breakers: [],
  processed: 0,
  processedInEarlierWeeks: [],
  stalledRuns: 0,
  eventsDisagree: 0,
  rollupLagMs: 0,
};

/** Where facts come from. A health check reads each source in its own way, whichever rules look at it. */
export type FactSource =
  | "failures"
  | "comparison"
  | "queue"
  | "open_names"
  | "breakers"
  | "activity"
  | "stalled"
  | "disagreements"
  | "rollup"
  | "health_check"
  | "chains";
