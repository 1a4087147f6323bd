import { flagScopeValidator } from "@voice-flow/domain/vocabulary/operations";
import {
  eventOutcomeValidator,
  pipelineEventTypeValidator,
  pipelineStageValidator,
  stageErrorCodeValidator,
} from "@voice-flow/domain/vocabulary/pipeline";
import { defineTable } from "convex/server";
import { type Infer, v } from "convex/values";

/** Figures of one event. Costs in integer micro-dollars, audio in seconds. */
export const eventMetadataValidator = v.object({
  claimCount: v.optional(v.number()),
  toLookAtCount: v.optional(v.number()),
  entityCount: v.optional(v.number()),
  autoResolvedCount: v.optional(v.number()),
  disambiguationCount: v.optional(v.number()),
  draftCount: v.optional(v.number()),
  confidenceScore: v.optional(v.number()),
  transcriptDuration: v.optional(v.number()),
  transcriptWordCount: v.optional(v.number()),
  aiModel: v.optional(v.string()),
  aiCost: v.optional(v.number()),
  timeToCoachMs: v.optional(v.number()),
  isResult: v.optional(v.boolean()),
  isCountedElsewhere: v.optional(v.boolean()),
  template: v.optional(v.string()),
  deliveryCode: v.optional(v.string()),
  inputTokens: v.optional(v.number()),
  outputTokens: v.optional(v.number()),
  cachedTokens: v.optional(v.number()),
  autoAppliedCount: v.optional(v.number()),
  extractionModel: v.optional(v.string()),
  extractionVersion: v.optional(v.string()),
  corrected: v.optional(v.boolean()),
  retryAttempt: v.optional(v.number()),
});
export type EventMetadata = Infer<typeof eventMetadataValidator>;

/** An event as it is emitted; `logEvents` adds what belongs to storing it. */
export const pipelineEventFields = {
  /** Deterministic, so that writing an event twice changes nothing. */
  eventId: v.string(),
  eventType: pipelineEventTypeValidator,
  /** That of its type; for whoever reads rows without the vocabulary. */
  outcome: eventOutcomeValidator,
  artifactId: v.optional(v.id("voiceNoteArtifacts")),
  voiceNoteId: v.optional(v.id("voiceNotes")),
  organizationId: v.optional(v.string()),
  coachUserId: v.optional(v.id("users")),
  pipelineStage: v.optional(pipelineStageValidator),
  attempt: v.optional(v.number()),
  stageStartedAt: v.optional(v.number()),
  stageCompletedAt: v.optional(v.number()),
  durationMs: v.optional(v.number()),
  previousStatus: v.optional(v.string()),
  newStatus: v.optional(v.string()),
  errorCode: v.optional(stageErrorCodeValidator),
  /** A sentence of our own catalogue; never a provider's text. */
  errorMessage: v.optional(v.string()),
  errorFingerprint: v.optional(v.string()),
  metadata: v.optional(eventMetadataValidator),
  /** ms, taken at emission. */
  timestamp: v.number(),
};
export const pipelineEventValidator = v.object(pipelineEventFields);
export type PipelineEvent = Infer<typeof pipelineEventValidator>;

/** What was changed, from what to what; null = nothing was stored, so that the default, or the next level, holds. */
export const auditChangeValidator = v.object({
  /**
   * Of a setting, a flag or a switch, the topic of a threshold, the period of a budget, the id of an alert, the feature that
   * a model is chosen for, or a model and what of it.
   */
  key: v.string(),
  scope: v.optional(flagScopeValidator),
  organizationId: v.optional(v.string()),
  userId: v.optional(v.id("users")),
  from: v.union(v.number(), v.boolean(), v.string(), v.null()),
  to: v.union(v.number(), v.boolean(), v.string(), v.null()),
});
export type AuditChange = Infer<typeof auditChangeValidator>;

export const monitoringTables = {
  /** Append-only. Written by `models/voicePipelineEvents:logEvents` alone; read by every monitoring page and the roll-up. */
  voicePipelineEvents: defineTable({
    ...pipelineEventFields,
    /** Commit order: the roll-up's cursor. */
    commitTs: v.commitTs(),
  })
    .index("by_eventId", ["eventId"])
    .index("by_commitTs", ["commitTs"])
    .index("by_artifactId", ["artifactId", "timestamp"])
    .index("by_timestamp", ["timestamp"])
    .index("by_eventType_and_timestamp", ["eventType", "timestamp"])
    .index("by_org_and_timestamp", ["organizationId", "timestamp"])
    .index("by_pipelineStage_and_timestamp", ["pipelineStage", "timestamp"])
    // For the log's combinations of filters; "errors only" is a choice of types.
    .index("by_org_eventType_timestamp", ["organizationId", "eventType", "timestamp"])
    .index("by_stage_eventType_timestamp", ["pipelineStage", "eventType", "timestamp"])
    .index("by_org_stage_eventType_timestamp", ["organizationId", "pipelineStage", "eventType", "timestamp"]),

  /** Who looked at or changed what. Written by staff functions; never deleted. */
  auditLog: defineTable({
    /** Better Auth's id, or a word for a machine. */
    actorAuthUserId: v.string(),
    actorName: v.optional(v.string()),
    action: v.string(),
    artifactId: v.optional(v.id("voiceNoteArtifacts")),
    /** Of a change: why, in the words of whoever made it. */
    detail: v.optional(v.string()),
    change: v.optional(auditChangeValidator),
    at: v.number(),
  })
    .index("by_action_and_at", ["action", "at"])
    .index("by_artifact_actor_action", ["artifactId", "actorAuthUserId", "action"]),

  /** Overrides of the settings module's defaults, one row per key. Written by staff on the settings page. */
  platformSettings: defineTable({
    key: v.string(),
    value: v.number(),
    updatedBy: v.string(),
    updatedByName: v.optional(v.string()),
    updatedAt: v.number(),
  }).index("by_key", ["key"]),
};
