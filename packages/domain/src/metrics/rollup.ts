/** From events to buckets: what one event adds, to which scopes and to which periods. */

import { isUnwanted } from "../delivery/provider-codes";
import { buildScope, PLATFORM_SCOPE } from "../keys/scope";
import { DAY_MS, HOUR_MS } from "../time";
import { MEASURED_STAGES, type MeasuredStage, type PipelineEventType, STAGES } from "../vocabulary/pipeline";
import type { AggregatedEvent } from "./aggregated-event";
import { type Bucket, type Counters, mergeBuckets, type StageBucket } from "./bucket";
import { confidenceOf } from "./confidence";
import { histogramOf } from "./histogram";
import { stageMove } from "./in-flight";
import { qualityDelta } from "./model-quality";

/**
 * The scopes an event counts in: the platform always, its organisation if it has one. They are never summed together;
 * the platform is the sum of all organisations and of the events that have none.
 */
export const scopesOf = (event: Pick<AggregatedEvent, "organizationId">): readonly string[] =>
  event.organizationId === undefined ? [PLATFORM_SCOPE] : [PLATFORM_SCOPE, buildScope(event.organizationId)];

export { DAY_MS, HOUR_MS };

/** Start of the period that `at` falls in; hours and days of UTC. */
export const periodStart = (at: number, periodMs: number): number => Math.floor(at / periodMs) * periodMs;

/**
 * Whether an event belongs to a note's first attempt. The time from receipt to the end of a retry depends on when staff
 * started it, not on the pipeline: retrying last week's failures would look like an outage.
 */
export const isFirstAttempt = ({ attempt }: Pick<AggregatedEvent, "attempt">): boolean =>
  (attempt ?? 1) === 1;

/** What one event adds to each bucket of its scopes. */
export function bucketDelta(event: AggregatedEvent): Bucket {
  const counters = countersOf(event);
  const stages = stageDelta(event);
  const delta: Bucket = { counters, stages };
  const confidence = event.metadata?.confidenceScore;
  if (event.eventType === "artifact_completed" && event.durationMs !== undefined && isFirstAttempt(event)) {
    delta.endToEnd = histogramOf([event.durationMs]);
  }
  const timeToCoachMs = event.metadata?.timeToCoachMs;
  if (timeToCoachMs !== undefined && event.eventType !== "message_failed" && isFirstAttempt(event)) {
    delta.toCoach = histogramOf([timeToCoachMs]);
  }
  if (event.eventType === "transcription_completed" && confidence !== undefined) {
    delta.transcriptConfidence = confidenceOf(confidence);
  }
  const claims = event.metadata?.claimCount ?? 0;
  if (event.eventType === "claims_extracted" && confidence !== undefined && claims > 0) {
    delta.claimConfidence = confidenceOf(confidence, claims);
  }
  const model = event.metadata?.aiModel;
  if (model !== undefined) delta.models = [{ model, calls: 1, aiCost: event.metadata?.aiCost ?? 0 }];
  const quality = qualityDelta(event);
  if (quality.length > 0) delta.quality = quality;
  // Merging drops the zeros, so that a delta is already in the form of a row.
  return mergeBuckets(delta, { counters: {}, stages: movesDelta(event) });
}

function countersOf(event: AggregatedEvent): Counters {
  const { metadata = {} } = event;
  return {
    ...typeCounters(event),
    aiCost: metadata.aiCost ?? 0,
    audioMs: Math.round((metadata.transcriptDuration ?? 0) * 1000),
    inputTokens: metadata.inputTokens ?? 0,
    cachedTokens: metadata.cachedTokens ?? 0,
    outputTokens: metadata.outputTokens ?? 0,
  };
}

const nothing = (): Counters => ({});
const one = (key: keyof Counters) => (): Counters => ({ [key]: 1 });

const COUNTERS = {
  artifact_received: one("artifactsReceived"),
  artifact_status_changed: ({ newStatus }) => {
    if (newStatus === "rejected") return { artifactsRejected: 1 };
    if (newStatus === "awaiting_coach") return { artifactsAwaitingCoach: 1 };
    return newStatus === "cancelled" ? { artifactsCancelled: 1 } : {};
  },
  artifact_completed: one("artifactsCompleted"),
  artifact_failed: one("artifactsFailed"),
  transcription_started: nothing,
  transcription_completed: nothing,
  transcription_failed: nothing,
  claims_extraction_started: nothing,
  claims_extracted: ({ metadata }) => ({ notesExtracted: 1, claims: metadata?.claimCount ?? 0 }),
  claims_extraction_failed: nothing,
  entity_resolution_started: nothing,
  entity_resolution_completed: ({ metadata }) => ({
    entities: metadata?.entityCount ?? 0,
    entitiesAutoResolved: metadata?.autoResolvedCount ?? 0,
    entitiesAmbiguous: metadata?.disambiguationCount ?? 0,
  }),
  entity_resolution_failed: nothing,
  entity_needs_disambiguation: nothing,
  draft_generation_started: nothing,
  drafts_generated: ({ metadata }) => {
    const claims = metadata?.claimCount ?? 0;
    const drafts = metadata?.draftCount ?? 0;
    return { drafts, claimsForDrafts: claims, notesWithoutDrafts: claims > 0 && drafts === 0 ? 1 : 0 };
  },
  draft_generation_failed: nothing,
  message_queued: nothing,
  message_waiting: nothing,
  message_sent: nothing,
  message_delivered: nothing,
  message_read: nothing,
  message_failed: nothing,
  draft_confirmed: one("draftsConfirmed"),
  draft_rejected: one("draftsRejected"),
  draft_undone: nothing,
  circuit_breaker_opened: one("breakerOpened"),
  circuit_breaker_closed: one("breakerClosed"),
  retry_initiated: one("retriesInitiated"),
  retry_succeeded: one("retriesSucceeded"),
  retry_failed: one("retriesFailed"),
  budget_threshold_reached: one("budgetWarnings"),
  budget_exceeded: one("budgetsExceeded"),
  rate_limit_hit: one("rateLimitHits"),
} as const satisfies Record<PipelineEventType, (event: AggregatedEvent) => Counters>;

const typeCounters = (event: AggregatedEvent): Counters => COUNTERS[event.eventType](event);

function stageDelta(event: AggregatedEvent): Bucket["stages"] {
  const name = MEASURED_STAGES.find((stage) => stage === event.pipelineStage);
  if (name === undefined) return {};
  const bucket: StageBucket = { ...endsOrBegins(event, name) };
  const aiCost = event.metadata?.aiCost ?? 0;
  if (aiCost !== 0) bucket.aiCost = aiCost;
  return Object.keys(bucket).length === 0 ? {} : { [name]: bucket };
}

function movesDelta(event: AggregatedEvent): Bucket["stages"] {
  const { from, to } = stageMove(event);
  return { ...(from && { [from]: { left: 1 } }), ...(to && { [to]: { entered: 1 } }) };
}

function endsOrBegins(event: AggregatedEvent, name: MeasuredStage): StageBucket {
  if (name === "delivery" && !countsAsMessage(event)) return {};
  const { started, completed, failed } = STAGES[name].events;
  if (event.eventType === started) return { started: 1 };
  if (event.eventType === failed) return { failed: 1 };
  if (event.eventType !== completed) return {};
  // Of the changes of status at ingestion only the one that leaves it has a duration.
  if (event.eventType === "artifact_status_changed" && event.durationMs === undefined) return {};
  if (event.durationMs === undefined) return { completed: 1 };
  return { completed: 1, durations: histogramOf([event.durationMs]) };
}

/** A message about several notes counts once, and one that its coach doesn't want has not failed. */
const countsAsMessage = ({ metadata = {} }: AggregatedEvent): boolean =>
  metadata.isCountedElsewhere !== true && !isUnwanted(metadata.deliveryCode);
