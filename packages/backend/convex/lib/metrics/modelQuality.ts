/** What coaches did with the claims of each model and prompt version, as the page reads it. */
import { mergeAll } from "@voice-flow/domain/metrics/bucket";
import { EMPTY_HISTOGRAM, quantile } from "@voice-flow/domain/metrics/histogram";
import type { ModelQuality } from "@voice-flow/domain/metrics/model-quality";
import { type Infer, v } from "convex/values";
import type { MetricsRange } from "../../tables/metrics";
import type { DbReader } from "../foundation/context";
import { readBuckets, type Scope } from "./bucketRows";
import { windowsOf } from "./ranges";
import { readRollup } from "./rollUpBatch";

const rowValidator = v.object({
  model: v.string(),
  version: v.string(),
  notes: v.number(),
  questions: v.number(),
  drafts: v.number(),
  unasked: v.number(),
  confirmed: v.number(),
  corrected: v.number(),
  rejected: v.number(),
  undone: v.number(),
  /** Micro-dollars. */
  aiCost: v.number(),
  /** Of extraction, ms; 0 where none was timed. */
  p50: v.number(),
  p95: v.number(),
});

export const modelQualityValidator = v.object({
  /** ms */
  from: v.number(),
  to: v.number(),
  /** Most notes first. */
  rows: v.array(rowValidator),
  /** When the roll-up last moved, ms; null before the first event. */
  aggregatedAt: v.union(v.null(), v.number()),
});

export async function readModelQuality(
  db: DbReader,
  { range, now, organizationId }: { range: MetricsRange; now: number; organizationId: Scope },
): Promise<Infer<typeof modelQualityValidator>> {
  const { period, from, to } = windowsOf(range, now).current;
  const buckets = await readBuckets(db, organizationId, period, from, to);
  const { quality = [] } = mergeAll(buckets.map(({ bucket }) => bucket));
  return {
    from,
    to,
    rows: quality.map(asRow).sort((a, b) => b.notes - a.notes),
    aggregatedAt: (await readRollup(db))?.updatedAt ?? null,
  };
}

const asRow = ({ durations = EMPTY_HISTOGRAM, ...figures }: ModelQuality) => ({
  ...figures,
  p50: quantile(durations, 0.5),
  p95: quantile(durations, 0.95),
});
