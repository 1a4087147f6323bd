/** What people read of a bucket: the fields of a metrics snapshot, the figures of a stage, the yields. */
import { type Infer, v } from "convex/values";
import type { MachineStage, MeasuredStage } from "../vocabulary/pipeline";
import {
  type Bucket,
  claimConfidenceOf,
  counter,
  endToEndOf,
  stageOf,
  toCoachOf,
  transcriptConfidenceOf,
} from "./bucket";
import { meanConfidence } from "./confidence";
import { mean, quantile } from "./histogram";

/** The metrics of a row of `voicePipelineMetricsSnapshots`. Latencies in ms, rates 0–1, costs in micro-dollars. */
export const snapshotFields = {
  artifactsReceived: v.number(),
  artifactsCompleted: v.number(),
  artifactsFailed: v.number(),
  avgTranscriptionLatency: v.number(),
  avgClaimsExtractionLatency: v.number(),
  avgEntityResolutionLatency: v.number(),
  avgDraftGenerationLatency: v.number(),
  avgEndToEndLatency: v.number(),
  p95EndToEndLatency: v.number(),
  avgTranscriptConfidence: v.number(),
  avgClaimConfidence: v.number(),
  /** Share of mentioned names that were linked without asking. */
  autoResolutionRate: v.number(),
  /** Share of mentioned names that a person has to choose for. */
  disambiguationRate: v.number(),
  transcriptionFailureRate: v.number(),
  claimsExtractionFailureRate: v.number(),
  entityResolutionFailureRate: v.number(),
  overallFailureRate: v.number(),
  totalClaimsExtracted: v.number(),
  totalEntitiesResolved: v.number(),
  totalDraftsGenerated: v.number(),
  totalAICost: v.number(),
  /** Per note that came to an end (completed, failed or rejected) in the period, rounded to a micro-dollar. */
  avgCostPerArtifact: v.number(),
};
const snapshotValidator = v.object(snapshotFields);
export type SnapshotFields = Infer<typeof snapshotValidator>;

/** `part / whole`, and 0 of nothing: a quiet hour has no failure rate that anybody could be alarmed by. */
export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

export const stageFailureRate = (bucket: Bucket, name: MeasuredStage): number => {
  const { completed, failed } = stageOf(bucket, name);
  return share(failed, completed + failed);
};

/** Runs that failed, of those that came to an end by machine; a retried note counts once per run. */
export const overallFailureRate = (bucket: Bucket): number => {
  const failed = counter(bucket, "artifactsFailed");
  return share(failed, failed + counter(bucket, "artifactsCompleted"));
};

const endedArtifacts = (bucket: Bucket): number =>
  counter(bucket, "artifactsCompleted") +
  counter(bucket, "artifactsFailed") +
  counter(bucket, "artifactsRejected");

export function toSnapshotFields(bucket: Bucket): SnapshotFields {
  const stageMean = (name: MachineStage): number => mean(stageOf(bucket, name).durations);
  const entities = counter(bucket, "entities");
  return {
    artifactsReceived: counter(bucket, "artifactsReceived"),
    artifactsCompleted: counter(bucket, "artifactsCompleted"),
    artifactsFailed: counter(bucket, "artifactsFailed"),
    avgTranscriptionLatency: stageMean("transcription"),
    avgClaimsExtractionLatency: stageMean("claims_extraction"),
    avgEntityResolutionLatency: stageMean("entity_resolution"),
    avgDraftGenerationLatency: stageMean("draft_generation"),
    avgEndToEndLatency: mean(endToEndOf(bucket)),
    p95EndToEndLatency: quantile(endToEndOf(bucket), 0.95),
    avgTranscriptConfidence: meanConfidence(transcriptConfidenceOf(bucket)),
    avgClaimConfidence: meanConfidence(claimConfidenceOf(bucket)),
    autoResolutionRate: share(counter(bucket, "entitiesAutoResolved"), entities),
    disambiguationRate: share(counter(bucket, "entitiesAmbiguous"), entities),
    transcriptionFailureRate: stageFailureRate(bucket, "transcription"),
    claimsExtractionFailureRate: stageFailureRate(bucket, "claims_extraction"),
    entityResolutionFailureRate: stageFailureRate(bucket, "entity_resolution"),
    overallFailureRate: overallFailureRate(bucket),
    totalClaimsExtracted: counter(bucket, "claims"),
    totalEntitiesResolved: counter(bucket, "entitiesAutoResolved"),
    totalDraftsGenerated: counter(bucket, "drafts"),
    totalAICost: counter(bucket, "aiCost"),
    avgCostPerArtifact: Math.round(share(counter(bucket, "aiCost"), endedArtifacts(bucket))),
  };
}

/** Figures of one stage; latencies in ms, cost in micro-dollars. `samples` says what the latencies rest on. */
export function stageFigures(bucket: Bucket, name: MeasuredStage) {
  const { started, completed, failed, aiCost, durations } = stageOf(bucket, name);
  return {
    started,
    completed,
    failed,
    failureRate: stageFailureRate(bucket, name),
    aiCost,
    ...latencyFigures(durations),
  };
}

export function latencyFigures(durations: Parameters<typeof quantile>[0]) {
  return {
    samples: durations.count,
    avg: mean(durations),
    p50: quantile(durations, 0.5),
    p95: quantile(durations, 0.95),
    p99: quantile(durations, 0.99),
    max: durations.max,
  };
}

/** Time to the coach's phone; for a note of the web application, to the page. */
export const toCoachFigures = (bucket: Bucket) => latencyFigures(toCoachOf(bucket));
export const endToEndFigures = (bucket: Bucket) => latencyFigures(endToEndOf(bucket));

/** What a note is turned into. Each comes with the number it rests on; a yield of nothing is 0 of 0. */
export function yieldsOf(bucket: Bucket) {
  const of = (part: number, whole: number) => ({ value: share(part, whole), part, whole });
  const confirmed = counter(bucket, "draftsConfirmed");
  const succeeded = counter(bucket, "retriesSucceeded");
  return {
    claimsPerNote: of(counter(bucket, "claims"), counter(bucket, "notesExtracted")),
    draftsPerClaim: of(counter(bucket, "drafts"), counter(bucket, "claimsForDrafts")),
    /** Of the drafts that a coach decided on in the period. */
    confirmedPerDraft: of(confirmed, confirmed + counter(bucket, "draftsRejected")),
    retrySuccess: of(succeeded, succeeded + counter(bucket, "retriesFailed")),
    notesWithoutDrafts: counter(bucket, "notesWithoutDrafts"),
  };
}
