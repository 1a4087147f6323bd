/** What a rule would have done: for choosing a threshold on past weeks before anybody is woken by it. */
import { type Bucket, counter, EMPTY_BUCKET, mergeBuckets } from "../metrics/bucket";
import { evaluateRule, QUIET, type RuleState } from "./evaluate";
import { type HealthFacts, NO_FACTS } from "./facts";
import type { Incident } from "./incident";
import type { AlertRule } from "./rules";

export interface Rehearsal {
  /** Every incident that would have been opened, in order; the last may still be open. */
  incidents: readonly Incident[];
  /** Health checks at which an incident would have been open. */
  activeChecks: number;
  checks: number;
}

/** @param points health checks in order of time */
export function rehearseRule(
  rule: AlertRule,
  scope: string,
  points: Iterable<{ at: number; facts: HealthFacts }>,
): Rehearsal {
  let state: RuleState = QUIET;
  let activeChecks = 0;
  let checks = 0;
  const incidents: Incident[] = [];
  for (const { at, facts } of points) {
    const step = evaluateRule(rule, scope, facts, state, at);
    state = step.state;
    checks += 1;
    const { incident } = state;
    if (incident === undefined) continue;
    if (incident.status !== "resolved") activeChecks += 1;
    if (step.change === "opened") incidents.push(incident);
    else incidents[incidents.length - 1] = incident;
  }
  return { incidents, activeChecks, checks };
}

export interface BucketAt {
  /** Start of the bucket's period, ms since epoch. */
  start: number;
  bucket: Bucket;
}

/**
 * The facts that stored metrics can tell, one health check at the end of every bucket: enough to rehearse failure
 * rate, latency, yield and inactivity. Queues and breakers leave no trace in metrics and read as in order.
 *
 * @param series buckets of one scope, in order of time, one per period without gaps
 * @param baselinePeriods how many buckets before each are its normal
 * @param periodsInWeek how many buckets make a week, for the same hour of earlier weeks
 * @param weeks how many earlier weeks a health check looks at
 */
export function* factsFromBuckets(
  series: readonly BucketAt[],
  periodMs: number,
  baselinePeriods: number,
  periodsInWeek: number,
  weeks: number,
): Generator<{ at: number; facts: HealthFacts }> {
  const baseline = slidingMerge(baselinePeriods);
  for (const [index, { start, bucket }] of series.entries()) {
    const earlier: number[] = [];
    for (let week = 1; week <= weeks; week += 1) {
      const then = series[index - week * periodsInWeek];
      if (then !== undefined) earlier.push(processedIn(then.bucket));
    }
    const facts: HealthFacts = {
      ...NO_FACTS,
      recent: bucket,
      current: bucket,
      baseline: baseline.merged(),
      processed: processedIn(bucket),
      processedInEarlierWeeks: earlier,
    };
    yield { at: start + periodMs, facts };
    baseline.push(bucket);
  }
}

const processedIn = (bucket: Bucket): number =>
  counter(bucket, "artifactsCompleted") + counter(bucket, "artifactsFailed");

/**
 * Merges the last `width` buckets, with two merges per step on average. Buckets cannot be subtracted, so the window is
 * a queue of two stacks, and the older stack keeps its merges ready.
 */
function slidingMerge(width: number) {
  let older: Bucket[] = [];
  let newer: Bucket[] = [];
  let newerMerged = EMPTY_BUCKET;
  return {
    push(bucket: Bucket): void {
      newer.push(bucket);
      newerMerged = mergeBuckets(newerMerged, bucket);
      if (older.length + newer.length <= width) return;
      if (older.length === 0) {
        let merged = EMPTY_BUCKET;
        older = newer.reverse().map((one) => {
          merged = mergeBuckets(one, merged);
          return merged;
        });
        newer = [];
        newerMerged = EMPTY_BUCKET;
      }
      older.pop();
    },
    merged: (): Bucket => mergeBuckets(older.at(-1) ?? EMPTY_BUCKET, newerMerged),
  };
}
