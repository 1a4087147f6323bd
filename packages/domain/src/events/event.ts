/**
 * Pipeline events as values. Builders only: emitting and storing is the backend's. An event carries ids, codes and
 * figures, never a name, a phone or a word of a note; its id is determined by what it tells, so that telling it twice
 * changes nothing.
 */
import { joinParts } from "../keys/parts";
import {
  EVENT_TYPES,
  type EventOutcome,
  type PipelineEventType,
  type PipelineStage,
  type StageErrorCode,
} from "../vocabulary/pipeline";

/** Figures of one event: costs in integer micro-dollars, audio in seconds, confidences 0–1. */
export interface EventMetadata {
  claimCount?: number;
  /** Claims whose quote was not found word for word, or that are to be looked at for another reason. */
  toLookAtCount?: number;
  entityCount?: number;
  autoResolvedCount?: number;
  disambiguationCount?: number;
  draftCount?: number;
  confidenceScore?: number;
  transcriptDuration?: number;
  transcriptWordCount?: number;
  aiModel?: string;
  aiCost?: number;
  inputTokens?: number;
  outputTokens?: number;
  cachedTokens?: number;
  /** Drafts that were saved without asking. */
  autoAppliedCount?: number;
  /** What made the claims that the event is about. */
  extractionModel?: string;
  /** Of prompt and schema. */
  extractionVersion?: string;
  /** Confirmed about another player than was proposed. */
  corrected?: boolean;
  /** From the receipt of the note until its coach had the result, ms; once per note. */
  timeToCoachMs?: number;
  /** Of the message that brings the result of its notes. */
  isResult?: boolean;
  /** The message is about several notes, and is counted for another one. */
  isCountedElsewhere?: boolean;
  /** What a message said: a key of the message catalogue. */
  template?: string;
  /** Why a message did not arrive: `twilio_63016`, `timeout` … */
  deliveryCode?: string;
  /** 0 = first try. */
  retryAttempt?: number;
}

/** The types of the ids that the database gives; plain strings elsewhere. */
export interface EventIds {
  artifact: string;
  voiceNote: string;
  coach: string;
}

export interface PipelineEventDraft<Ids extends EventIds = EventIds> {
  eventId: string;
  eventType: PipelineEventType;
  outcome: EventOutcome;
  artifactId?: Ids["artifact"];
  voiceNoteId?: Ids["voiceNote"];
  organizationId?: string;
  coachUserId?: Ids["coach"];
  pipelineStage?: PipelineStage;
  /** From 1. */
  attempt?: number;
  /** ms since epoch; on `artifact_completed` the times of the whole run, from receipt to drafts. */
  stageStartedAt?: number;
  stageCompletedAt?: number;
  durationMs?: number;
  previousStatus?: string;
  newStatus?: string;
  errorCode?: StageErrorCode;
  errorMessage?: string;
  errorFingerprint?: string;
  metadata?: EventMetadata;
  /** ms since epoch, taken when the event is emitted. */
  timestamp: number;
}

/** The note an event belongs to. */
export interface EventSubject<Ids extends EventIds = EventIds> {
  artifactId: Ids["artifact"];
  voiceNoteId?: Ids["voiceNote"];
  /** The organisation with the highest confidence; absent until the note is routed. */
  organizationId?: string;
  coachUserId?: Ids["coach"];
  /** When the note was received, ms since epoch: the beginning of end-to-end. */
  createdAt: number;
  /** The model that extracted the note's claims, and the version of prompt and schema; absent before there are claims. */
  extraction?: { model: string; version: string };
  /** The result is shown on a page: no message brings it. */
  isShownInApp?: boolean;
}

/** The fields of an event that come from its subject. */
export function subjectFields<Ids extends EventIds>(subject: EventSubject<Ids>) {
  const { artifactId, voiceNoteId, organizationId, coachUserId } = subject;
  return { artifactId, voiceNoteId, organizationId, coachUserId };
}

/** What made the claims that later events are about. */
export const extractionMetadata = ({ extraction }: EventSubject): EventMetadata =>
  extraction ? { extractionModel: extraction.model, extractionVersion: extraction.version } : {};

export const outcomeOf = (eventType: PipelineEventType): EventOutcome => EVENT_TYPES[eventType].outcome;

/** Times of a piece of work, with its duration; an end before the beginning (clocks) counts as no time at all. */
export function timed(startedAt: number, completedAt: number) {
  const stageCompletedAt = Math.max(startedAt, completedAt);
  return { stageStartedAt: startedAt, stageCompletedAt, durationMs: stageCompletedAt - startedAt };
}

/** What distinguishes this event from all others of its note, type and attempt, if anything does. */
export function artifactEventId(
  artifactId: string,
  attempt: number,
  eventType: PipelineEventType,
  qualifier?: string,
): string {
  return joinParts(artifactId, attempt, eventType, ...(qualifier === undefined ? [] : [qualifier]));
}
