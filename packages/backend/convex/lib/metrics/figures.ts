/** Figures as pages read them: times in ms, rates 0–1, costs in micro-dollars. Each comes with what it rests on. */
import {
  type Bucket,
  claimConfidenceOf,
  counter,
  transcriptConfidenceOf,
} from "@voice-flow/domain/metrics/bucket";
import { confidenceBars, meanConfidence } from "@voice-flow/domain/metrics/confidence";
import { modelUsageValidator } from "@voice-flow/domain/metrics/model-usage";
import {
  endToEndFigures,
  share,
  snapshotFields,
  stageFigures,
  toCoachFigures,
  yieldsOf,
} from "@voice-flow/domain/metrics/snapshot";
import { MEASURED_STAGES, measuredStageValidator } from "@voice-flow/domain/vocabulary/pipeline";
import { type Infer, v } from "convex/values";

export const latencyFields = {
  /** How many durations the figures rest on. */
  samples: v.number(),
  avg: v.number(),
  p50: v.number(),
  p95: v.number(),
  p99: v.number(),
  max: v.number(),
};
export const latencyValidator = v.object(latencyFields);

export const stageFiguresValidator = v.object({
  stage: measuredStageValidator,
  started: v.number(),
  completed: v.number(),
  failed: v.number(),
  failureRate: v.number(),
  aiCost: v.number(),
  ...latencyFields,
});

export const stagesOf = (bucket: Bucket): Infer<typeof stageFiguresValidator>[] =>
  MEASURED_STAGES.map((stage) => ({ stage, ...stageFigures(bucket, stage) }));

const confidenceValidator = v.object({
  samples: v.number(),
  mean: v.number(),
  /** Counts of twenty equal bins from 0 to 1. */
  bars: v.array(v.number()),
});

const confidenceFigures = (confidence: Parameters<typeof meanConfidence>[0]) => ({
  samples: confidence.count,
  mean: meanConfidence(confidence),
  bars: [...confidenceBars(confidence)],
});

/** `part` of `whole`; 0 of nothing is 0. */
const yieldValidator = v.object({ value: v.number(), part: v.number(), whole: v.number() });

export const figuresFields = {
  totals: v.object(snapshotFields),
  endToEnd: latencyValidator,
  /** From receipt to the coach's phone. */
  toCoach: latencyValidator,
  stages: v.array(stageFiguresValidator),
  quality: v.object({
    transcript: confidenceValidator,
    /** Weighted by claims. */
    claims: confidenceValidator,
    autoResolution: yieldValidator,
    disambiguation: yieldValidator,
  }),
  yields: v.object({
    claimsPerNote: yieldValidator,
    draftsPerClaim: yieldValidator,
    confirmedPerDraft: yieldValidator,
    retrySuccess: yieldValidator,
    notesWithoutDrafts: v.number(),
  }),
  ended: v.object({ rejected: v.number(), awaitingCoach: v.number(), cancelled: v.number() }),
  models: v.array(modelUsageValidator),
};

export function qualityOf(bucket: Bucket) {
  const entities = counter(bucket, "entities");
  const ofEntities = (part: number) => ({ value: share(part, entities), part, whole: entities });
  return {
    transcript: confidenceFigures(transcriptConfidenceOf(bucket)),
    claims: confidenceFigures(claimConfidenceOf(bucket)),
    autoResolution: ofEntities(counter(bucket, "entitiesAutoResolved")),
    disambiguation: ofEntities(counter(bucket, "entitiesAmbiguous")),
  };
}

export const endedOf = (bucket: Bucket) => ({
  rejected: counter(bucket, "artifactsRejected"),
  awaitingCoach: counter(bucket, "artifactsAwaitingCoach"),
  cancelled: counter(bucket, "artifactsCancelled"),
});

/** All but `totals`. */
export const detailsOf = (bucket: Bucket) => ({
  endToEnd: endToEndFigures(bucket),
  toCoach: toCoachFigures(bucket),
  stages: stagesOf(bucket),
  quality: qualityOf(bucket),
  yields: yieldsOf(bucket),
  ended: endedOf(bucket),
  models: bucket.models ?? [],
});
