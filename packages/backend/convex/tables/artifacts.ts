import {
  artifactStatusReasonValidator,
  pauseReasonValidator,
} from "@voice-flow/domain/vocabulary/coach-notes";
import { voiceNoteStatusValidator } from "@voice-flow/domain/vocabulary/messaging";
import {
  artifactStageValidator,
  artifactStatusValidator,
  noteTypeValidator,
  sourceChannelValidator,
  stageErrorCodeValidator,
} from "@voice-flow/domain/vocabulary/pipeline";
import { defineTable } from "convex/server";
import { type Infer, v } from "convex/values";

/** Why the current attempt failed: codes and ids only, never a provider's text. */
export const artifactErrorValidator = v.object({
  stage: artifactStageValidator,
  code: stageErrorCodeValidator,
  /** Stage, code and normalised message; equal for failures with one cause. */
  fingerprint: v.string(),
  at: v.number(),
});
export type ArtifactError = Infer<typeof artifactErrorValidator>;

/** Running totals of one artifact, so that lists need no joins. Costs in micro-dollars. */
export const artifactTotalsValidator = v.object({
  claimCount: v.number(),
  disambiguationCount: v.number(),
  draftCount: v.number(),
  confirmedCount: v.number(),
  aiCost: v.number(),
});
export type ArtifactTotals = Infer<typeof artifactTotalsValidator>;

/** The filters of lists of artifacts. None of them, or an empty list of statuses: all. */
export const artifactFilterFields = {
  statuses: v.optional(v.array(artifactStatusValidator)),
  organizationId: v.optional(v.string()),
  sourceChannel: v.optional(sourceChannelValidator),
  /** Where they are, or where they ended: of a failure the stage that failed. */
  pipelineStage: v.optional(artifactStageValidator),
  /** How the public id begins. */
  idPrefix: v.optional(v.string()),
  /** Failures with this one cause. */
  errorFingerprint: v.optional(v.string()),
  /** Failures that nobody has marked as dealt with. */
  onlyUnhandled: v.optional(v.boolean()),
  /** ms of creation, inclusive. */
  from: v.optional(v.number()),
  /** ms, exclusive. */
  to: v.optional(v.number()),
};
const artifactFiltersValidator = v.object(artifactFilterFields);
export type ArtifactFilters = Infer<typeof artifactFiltersValidator>;

export const segmentValidator = v.object({
  /** Seconds from the start of the audio. */
  start: v.number(),
  end: v.number(),
  text: v.string(),
  /** 0–1. */
  confidence: v.number(),
});
export type TranscriptSegment = Infer<typeof segmentValidator>;

export const artifactTables = {
  /** v1 note: made first, and complete without the tables below. Written by `models/voiceNotes`. */
  voiceNotes: defineTable({
    /** Absent until a note of a coach with several clubs is routed. */
    organizationId: v.optional(v.string()),
    coachUserId: v.id("users"),
    noteType: noteTypeValidator,
    source: sourceChannelValidator,
    audioStorageId: v.optional(v.id("_storage")),
    audioContentType: v.optional(v.string()),
    transcription: v.optional(v.string()),
    /** Hash of the content: the same again soon after is a duplicate. Goes when the content is erased. */
    contentKey: v.optional(v.string()),
    transcriptionStatus: voiceNoteStatusValidator,
    /** ms; a recording without a run is failed by the sweep after this. Absent once it is written down, and with a run. */
    transcriptionDeadlineAt: v.optional(v.number()),
    /**
     * Of a recording without a run, around its calls: why it waits and from when (ms) it is asked for again; why and when
     * (ms) it could not be written down; how often that was begun. Written by `lib/pipeline/plainNotes`; read by its sweep,
     * the coach's page and the messaging page.
     */
    transcriptionHold: v.optional(v.object({ reason: pauseReasonValidator, askAgainAt: v.number() })),
    transcriptionFailure: v.optional(v.object({ code: stageErrorCodeValidator, at: v.number() })),
    transcriptionAttempts: v.optional(v.number()),
    insightsStatus: voiceNoteStatusValidator,
    createdAt: v.number(),
    updatedAt: v.number(),
  })
    .index("by_coachUserId_and_createdAt", ["coachUserId", "createdAt"])
    .index("by_transcriptionDeadlineAt", ["transcriptionDeadlineAt"])
    .index("by_transcriptionHold", ["transcriptionHold.askAgainAt"])
    .index("by_transcriptionFailure", ["transcriptionFailure.at"])
    // Whether another note still needs a recording that is to be removed.
    .index("by_audioStorageId", ["audioStorageId"]),

  /**
   * A recording on its way from a coach's browser: who may send it, and the file once it has arrived. Written by
   * `lib/intake/webUploads` and `models/coachNotes`; what never became a note goes with `lib/privacy/lostUploads`.
   */
  coachUploads: defineTable({
    coachUserId: v.id("users"),
    storageId: v.optional(v.id("_storage")),
    contentType: v.optional(v.string()),
    /** ms */
    createdAt: v.number(),
  }).index("by_createdAt", ["createdAt"]),

  /**
   * One run of the pipeline over one note. `status`, `currentStage`, `stageStartedAt` and `attempt` are written by
   * `models/voiceNoteArtifacts` alone, through one helper that also emits the events.
   */
  voiceNoteArtifacts: defineTable({
    artifactId: v.string(),
    status: artifactStatusValidator,
    sourceChannel: sourceChannelValidator,
    senderUserId: v.id("users"),
    /** The club with the highest confidence; absent until a note of a coach with several clubs is routed. */
    organizationId: v.optional(v.string()),
    orgCandidates: v.array(
      v.object({ organizationId: v.string(), confidence: v.number(), reason: v.string() }),
    ),
    voiceNoteId: v.optional(v.id("voiceNotes")),
    whatsappMessageId: v.optional(v.id("whatsappMessages")),
    noteType: noteTypeValidator,
    currentStage: artifactStageValidator,
    stageStartedAt: v.number(),
    /** ms; while a machine owes work, the sweep fails the run after this. Absent in waiting and final statuses. */
    stageDeadlineAt: v.optional(v.number()),
    /** From 1; every retry adds one. A stage that reports for an older attempt is ignored. */
    attempt: v.number(),
    error: v.optional(artifactErrorValidator),
    /** Why it waits for its coach, was refused or was given up. Every move writes it or takes it away. */
    statusReason: v.optional(artifactStatusReasonValidator),
    /** Set when staff mark a failure as dealt with; a new failure clears it. */
    handledAt: v.optional(v.number()),
    totals: artifactTotalsValidator,
    /** What extracted its claims: carried by every later event, so that models are judged by what coaches decide. */
    extraction: v.optional(v.object({ model: v.string(), version: v.string() })),
    /** When drafts were first ready for the coach: the end of end-to-end. */
    readyAt: v.optional(v.number()),
    createdAt: v.number(),
    updatedAt: v.number(),
  })
    .index("by_artifactId", ["artifactId"])
    .index("by_voiceNoteId", ["voiceNoteId"])
    .index("by_createdAt", ["createdAt"])
    // What changed, in order: reconciliation reads it.
    .index("by_updatedAt", ["updatedAt"])
    .index("by_status_and_createdAt", ["status", "createdAt"])
    .index("by_status_stage_createdAt", ["status", "currentStage", "createdAt"])
    .index("by_status_and_stageStartedAt", ["status", "stageStartedAt"])
    .index("by_status_handled_failedAt", ["status", "handledAt", "error.at"])
    .index("by_status_handled_fingerprint", ["status", "handledAt", "error.fingerprint", "error.at"])
    // For the grid's list of failures that nobody has dealt with, in the order of the other lists.
    .index("by_status_handled_createdAt", ["status", "handledAt", "createdAt"])
    .index("by_status_and_stageDeadlineAt", ["status", "stageDeadlineAt"])
    .index("by_org_and_createdAt", ["organizationId", "createdAt"])
    // For the grid's combinations of filters.
    .index("by_status_channel_createdAt", ["status", "sourceChannel", "createdAt"])
    .index("by_org_status_channel_createdAt", ["organizationId", "status", "sourceChannel", "createdAt"])
    .index("by_senderUserId_and_createdAt", ["senderUserId", "createdAt"]),

  /** Written by `models/voiceNoteTranscripts`; one per artifact, replaced by a retry of transcription. */
  voiceNoteTranscripts: defineTable({
    artifactId: v.id("voiceNoteArtifacts"),
    fullText: v.string(),
    segments: v.array(segmentValidator),
    language: v.string(),
    /** Seconds of audio; 0 for typed notes. */
    duration: v.number(),
    /** `typed` for typed notes. */
    modelUsed: v.string(),
    /** 0–1; 1 for typed notes. */
    confidence: v.number(),
    wordCount: v.number(),
    attempt: v.number(),
    createdAt: v.number(),
  }).index("by_artifactId", ["artifactId"]),
};
