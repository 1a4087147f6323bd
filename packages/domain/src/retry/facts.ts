/** What a retry is planned from: everything that has been read of the note, and nothing that has not. */
import type { BudgetUsed } from "../costs/budget";
import type { CostLimitUsed } from "../costs/limits";
import type { Bucket } from "../metrics/bucket";
import { stageOf } from "../metrics/bucket";
import { quantile } from "../metrics/histogram";
import type { ArtifactState } from "../state-machine/artifact";
import {
  MACHINE_STAGES,
  type MachineStage,
  type SourceChannel,
  type StageErrorCode,
} from "../vocabulary/pipeline";

export interface RetryArtifact extends ArtifactState {
  artifactId: string;
  sourceChannel: SourceChannel;
  errorCode?: StageErrorCode;
}

/** Counts of the rows that the note's runs have made. */
export interface RetryRows {
  transcripts: number;
  claims: number;
  /** Of the machine: auto_resolved, needs_disambiguation, unresolved. */
  resolutions: number;
  /** user_resolved. */
  coachResolutions: number;
  /** pending and expired: nobody has decided on them. */
  undecidedDrafts: number;
  rejectedDrafts: number;
  /** confirmed and applied, by hand or automatically. */
  confirmedDrafts: number;
}

/** What a stage usually takes and costs; see {@link typicalStages}. */
export type TypicalStages = Readonly<Partial<Record<MachineStage, { ms: number; costMicros: number }>>>;

export interface RetryFacts {
  rows: RetryRows;
  /** `fetchable`: not stored, but the provider still has it, and a full retry fetches it. `none`: a typed note. */
  audio: "stored" | "fetchable" | "missing" | "none";
  /** When the retries of the last hour began, ms since epoch; older ones do no harm. */
  recentRetries: readonly number[];
  /** A retry has begun and has no outcome yet. */
  retryRunning: boolean;
  /** Until when the provider's breaker refuses calls; absent while it lets them through. */
  breakerRefusesUntil?: number;
  /** Until when the provider asked for no more calls; absent while it didn't. */
  providerAsksToWaitUntil?: number;
  /** Staff have stopped all AI calls. */
  emergencyMode: boolean;
  /** The period of the organisation's budget that lets no call through; absent while both do, or none is set. */
  budgetUsed?: BudgetUsed;
  /** The platform's own limit that lets no call of anybody through; absent while both do. */
  costLimitUsed?: CostLimitUsed;
  typical: TypicalStages;
}

export interface RetryLimits {
  perHour: number;
}

/**
 * Typical time (median, ms) and cost (mean, micro-dollars) of each stage, from the merged buckets of the last days.
 * A stage that nothing is known of is left out, and then so is the estimate.
 */
export function typicalStages(bucket: Bucket): TypicalStages {
  const typical: Partial<Record<MachineStage, { ms: number; costMicros: number }>> = {};
  for (const name of MACHINE_STAGES) {
    const { completed, failed, aiCost, durations } = stageOf(bucket, name);
    if (durations.count === 0) continue;
    const costMicros = Math.ceil(aiCost / Math.max(completed + failed, 1));
    typical[name] = { ms: Math.round(quantile(durations, 0.5)), costMicros };
  }
  return typical;
}
