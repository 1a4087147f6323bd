/** Builders of the events of a note: from a transition of its state machine, of its retries, of its drafts. */
import { failureSentence } from "../errors/catalogue";
import { fingerprint } from "../errors/fingerprint";
import type { TransitionEvent } from "../state-machine/artifact";
import type { PipelineEventType, PipelineStage, StageErrorCode } from "../vocabulary/pipeline";
import {
  artifactEventId,
  type EventIds,
  type EventMetadata,
  type EventSubject,
  extractionMetadata,
  outcomeOf,
  type PipelineEventDraft,
  subjectFields,
  timed,
} from "./event";

export interface StageFailure {
  code: StageErrorCode;
  /** For the fingerprint only: it is normalised and hashed, and stored nowhere. */
  message: string;
  status?: number;
  providerCode?: string | number;
  /** How long the provider asks to be left alone. */
  retryAfterMs?: number;
}

export interface TransitionDetails {
  /** Figures of the stage that ended; they go to its `*_completed` or `*_failed` event and to no other. */
  metadata?: EventMetadata;
  /** Required knowledge of a `fail` move; without it the failure is an `internal_error`. */
  failure?: StageFailure;
}

const UNKNOWN_FAILURE: StageFailure = { code: "internal_error", message: "" };

/** The event of an artifact that has just been stored. */
export function receivedEvent<Ids extends EventIds>(subject: EventSubject<Ids>): PipelineEventDraft<Ids> {
  return {
    eventId: artifactEventId(subject.artifactId, 1, "artifact_received"),
    eventType: "artifact_received",
    outcome: outcomeOf("artifact_received"),
    ...subjectFields(subject),
    pipelineStage: "ingestion",
    attempt: 1,
    newStatus: "received",
    metadata: { retryAttempt: 0 },
    timestamp: subject.createdAt,
  };
}

/** The complete events of a transition, in order, ready for one call that stores them all. */
export function eventsOfTransition<Ids extends EventIds>(
  subject: EventSubject<Ids>,
  events: readonly TransitionEvent[],
  details: TransitionDetails,
  now: number,
): readonly PipelineEventDraft<Ids>[] {
  return events.map((event) => ({
    eventId: artifactEventId(subject.artifactId, event.attempt, event.eventType, qualifierOf(event, now)),
    eventType: event.eventType,
    outcome: outcomeOf(event.eventType),
    ...subjectFields(subject),
    // The end of the whole run belongs to no stage: its duration must not be read as a stage's.
    pipelineStage: event.eventType === "artifact_completed" ? undefined : event.pipelineStage,
    attempt: event.attempt,
    ...timesOf(subject, event, now),
    previousStatus: event.previousStatus,
    newStatus: event.newStatus,
    ...failureOf(event, details.failure ?? UNKNOWN_FAILURE),
    metadata: {
      ...(carriesFigures(event) ? { ...extractionOf(subject, event), ...details.metadata } : {}),
      ...shownInApp(subject, event, now),
      retryAttempt: event.attempt - 1,
    },
    timestamp: now,
  }));
}

/** Within one attempt only the coach's questions can make the same change of status happen twice. */
function qualifierOf(event: TransitionEvent, now: number): string | undefined {
  if (event.eventType !== "artifact_status_changed") return undefined;
  const change = `${event.previousStatus}>${event.newStatus}`;
  const repeatable = event.previousStatus === "awaiting_coach" || event.newStatus === "awaiting_coach";
  return repeatable ? `${change}@${now}` : change;
}

function timesOf(subject: EventSubject, event: TransitionEvent, now: number) {
  if (event.eventType === "artifact_completed") return timed(subject.createdAt, now);
  if (event.stageStartedAt === undefined || event.stageCompletedAt === undefined) return {};
  return timed(event.stageStartedAt, event.stageCompletedAt);
}

/** Leaves out the extraction in earlier stages, even if a retry finds the extraction of an earlier attempt. */
const extractionOf = (subject: EventSubject, { pipelineStage }: TransitionEvent): EventMetadata =>
  pipelineStage === "ingestion" || pipelineStage === "transcription" ? {} : extractionMetadata(subject);

/** Where a page shows the result, the coach has it as soon as there is one. */
function shownInApp(subject: EventSubject, event: TransitionEvent, now: number): EventMetadata {
  const isResult = event.eventType === "artifact_completed" && event.attempt === 1;
  return isResult && subject.isShownInApp ? { timeToCoachMs: Math.max(0, now - subject.createdAt) } : {};
}

const isFailure = (event: TransitionEvent): boolean => outcomeOf(event.eventType) === "failure";

/** The stage's own end: it has times and is no change of status. */
const carriesFigures = (event: TransitionEvent): boolean =>
  event.stageCompletedAt !== undefined && event.newStatus === undefined;

function failureOf(event: TransitionEvent, failure: StageFailure) {
  if (!isFailure(event)) return {};
  return errorFields(event.pipelineStage, failure);
}

/** The fields by which a failure is stored, on events and on the artifact. */
export function errorFields(stage: PipelineStage, failure: StageFailure) {
  return {
    errorCode: failure.code,
    errorMessage: failureSentence(failure.code, failure),
    errorFingerprint: fingerprint(stage, failure.code, failure.message),
  };
}

/** How the retry that made `attempt` ended. Its `retry_initiated` is an event of the transition itself. */
export function retryEndedEvent<Ids extends EventIds>(
  subject: EventSubject<Ids>,
  attempt: number,
  stage: PipelineStage,
  outcome: "succeeded" | "failed",
  now: number,
): PipelineEventDraft<Ids> {
  const eventType: PipelineEventType = outcome === "succeeded" ? "retry_succeeded" : "retry_failed";
  return {
    eventId: artifactEventId(subject.artifactId, attempt, eventType),
    eventType,
    outcome: outcomeOf(eventType),
    ...subjectFields(subject),
    pipelineStage: stage,
    attempt,
    metadata: { retryAttempt: attempt - 1 },
    timestamp: now,
  };
}

export type DraftDecision = Extract<PipelineEventType, "draft_confirmed" | "draft_rejected" | "draft_undone">;

/** A coach's decision on a draft; also of drafts of an attempt that is over. */
export function draftDecidedEvent<Ids extends EventIds>(
  subject: EventSubject<Ids>,
  attempt: number,
  draftId: string,
  decision: DraftDecision,
  now: number,
  { corrected = false }: { corrected?: boolean } = {},
): PipelineEventDraft<Ids> {
  return {
    eventId: artifactEventId(subject.artifactId, attempt, decision, draftId),
    eventType: decision,
    outcome: outcomeOf(decision),
    ...subjectFields(subject),
    pipelineStage: "confirmation",
    attempt,
    metadata: { ...extractionMetadata(subject), ...(corrected ? { corrected } : {}) },
    timestamp: now,
  };
}
