/**
 * One bucket of metrics: what is known of one scope in one period, as counts, sums and mergeable distributions.
 * Averages, rates and percentiles are never stored in it; they are computed when it is read. A field that is absent is
 * zero or empty: `mergeBuckets` never writes a zero, so that equal knowledge is an equal row.
 */
import { type Infer, v } from "convex/values";
import { MEASURED_STAGES, type MeasuredStage } from "../vocabulary/pipeline";
import { confidenceValidator, EMPTY_CONFIDENCE, mergeConfidence } from "./confidence";
import { EMPTY_HISTOGRAM, histogramValidator, mergeHistograms } from "./histogram";
import { mergeModelQuality, modelQualityValidator } from "./model-quality";
import { mergeModelUsage, modelUsageValidator } from "./model-usage";

const count = v.optional(v.number());

export const countersValidator = v.object({
  artifactsReceived: count,
  artifactsCompleted: count,
  artifactsFailed: count,
  artifactsRejected: count,
  artifactsAwaitingCoach: count,
  artifactsCancelled: count,
  /** Notes whose claims were extracted, and the claims themselves. */
  notesExtracted: count,
  claims: count,
  entities: count,
  entitiesAutoResolved: count,
  entitiesAmbiguous: count,
  drafts: count,
  /** Claims of notes that reached draft generation: what drafts are counted against. */
  claimsForDrafts: count,
  /** Notes with claims that came out of draft generation without a single draft. */
  notesWithoutDrafts: count,
  draftsConfirmed: count,
  draftsRejected: count,
  retriesInitiated: count,
  retriesSucceeded: count,
  retriesFailed: count,
  breakerOpened: count,
  breakerClosed: count,
  budgetWarnings: count,
  budgetsExceeded: count,
  rateLimitHits: count,
  /** Integer micro-dollars, of every stage together. */
  aiCost: count,
  audioMs: count,
  inputTokens: count,
  cachedTokens: count,
  outputTokens: count,
});
export type Counters = Infer<typeof countersValidator>;
export type CounterKey = keyof Counters;

export const stageBucketValidator = v.object({
  started: count,
  completed: count,
  failed: count,
  /** Notes that came into the stage and went out of it, however they did: from these follows how many were in it. */
  entered: count,
  left: count,
  /** Integer micro-dollars. */
  aiCost: count,
  /** Durations of completed work only; waiting for the stage is not in them. */
  durations: v.optional(histogramValidator),
});
export type StageBucket = Infer<typeof stageBucketValidator>;

const stage = v.optional(stageBucketValidator);

export const bucketValidator = v.object({
  counters: countersValidator,
  stages: v.object({
    ingestion: stage,
    transcription: stage,
    claims_extraction: stage,
    entity_resolution: stage,
    draft_generation: stage,
    /** Counts messages. */
    delivery: stage,
  }),
  /** From receipt to drafts, one value per completed note. */
  endToEnd: v.optional(histogramValidator),
  /** From receipt until the coach had the result, one value per note that it came of. */
  toCoach: v.optional(histogramValidator),
  transcriptConfidence: v.optional(confidenceValidator),
  /** Weighted by claims. */
  claimConfidence: v.optional(confidenceValidator),
  models: v.optional(v.array(modelUsageValidator)),
  /** What coaches did with the claims of each model and prompt version. */
  quality: v.optional(v.array(modelQualityValidator)),
});
export type Bucket = Infer<typeof bucketValidator>;

export const EMPTY_BUCKET: Bucket = Object.freeze({ counters: {}, stages: {} });

/** Sum of two records of numbers; zeros are left out. */
function mergeNumbers<K extends string>(
  left: Partial<Record<K, number>>,
  right: Partial<Record<K, number>>,
  keys: readonly K[],
): Partial<Record<K, number>> {
  const merged: Partial<Record<K, number>> = {};
  for (const key of keys) {
    const sum = (left[key] ?? 0) + (right[key] ?? 0);
    if (sum !== 0) merged[key] = sum;
  }
  return merged;
}

const isCounterKey = (key: string): key is CounterKey => Object.hasOwn(countersValidator.fields, key);
export const COUNTER_KEYS: readonly CounterKey[] = Object.keys(countersValidator.fields).filter(isCounterKey);
const STAGE_NUMBERS = [
  "started",
  "completed",
  "failed",
  "entered",
  "left",
  "aiCost",
] as const satisfies readonly (keyof StageBucket)[];

/** Merges what is there on either side; absent on both stays absent. */
function mergeOptional<T>(
  left: T | undefined,
  right: T | undefined,
  merge: (a: T, b: T) => T,
): T | undefined {
  if (left === undefined) return right;
  return right === undefined ? left : merge(left, right);
}

/** The field only if it has a value: a row never holds `undefined`. */
const present = <K extends string, T>(key: K, value: T | undefined): Partial<Record<K, T>> => {
  const field: Partial<Record<K, T>> = {};
  if (value !== undefined) field[key] = value;
  return field;
};

function mergeStages(left: StageBucket, right: StageBucket): StageBucket {
  const durations = mergeOptional(left.durations, right.durations, mergeHistograms);
  return { ...mergeNumbers(left, right, STAGE_NUMBERS), ...present("durations", durations) };
}

/** Associative and commutative, with {@link EMPTY_BUCKET} as identity: any grouping of the same events is equal. */
export function mergeBuckets(left: Bucket, right: Bucket): Bucket {
  const stages: Partial<Record<MeasuredStage, StageBucket>> = {};
  for (const name of MEASURED_STAGES) {
    const merged = mergeOptional(left.stages[name], right.stages[name], mergeStages);
    if (merged !== undefined) stages[name] = merged;
  }
  return {
    counters: mergeNumbers(left.counters, right.counters, COUNTER_KEYS),
    stages,
    ...present("endToEnd", mergeOptional(left.endToEnd, right.endToEnd, mergeHistograms)),
    ...present("toCoach", mergeOptional(left.toCoach, right.toCoach, mergeHistograms)),
    ...present(
      "transcriptConfidence",
      mergeOptional(left.transcriptConfidence, right.transcriptConfidence, mergeConfidence),
    ),
    ...present(
      "claimConfidence",
      mergeOptional(left.claimConfidence, right.claimConfidence, mergeConfidence),
    ),
    ...present("models", mergeOptional(left.models, right.models, mergeModelUsage)),
    ...present("quality", mergeOptional(left.quality, right.quality, mergeModelQuality)),
  };
}

export const mergeAll = (buckets: Iterable<Bucket>): Bucket => {
  let sum = EMPTY_BUCKET;
  for (const bucket of buckets) sum = mergeBuckets(sum, bucket);
  return sum;
};

export const counter = (bucket: Bucket, key: CounterKey): number => bucket.counters[key] ?? 0;
export const stageOf = (bucket: Bucket, name: MeasuredStage) => {
  const found = bucket.stages[name] ?? {};
  const { started = 0, completed = 0, failed = 0, entered = 0, left = 0, aiCost = 0 } = found;
  return { started, completed, failed, entered, left, aiCost, durations: found.durations ?? EMPTY_HISTOGRAM };
};
export const endToEndOf = (bucket: Bucket) => bucket.endToEnd ?? EMPTY_HISTOGRAM;
export const toCoachOf = (bucket: Bucket) => bucket.toCoach ?? EMPTY_HISTOGRAM;
export const transcriptConfidenceOf = (bucket: Bucket) => bucket.transcriptConfidence ?? EMPTY_CONFIDENCE;
export const claimConfidenceOf = (bucket: Bucket) => bucket.claimConfidence ?? EMPTY_CONFIDENCE;
