/** Retries by staff, one note at a time and many at once, and how far reconciliation has read. */
import { retryKindValidator, retryOutcomeValidator } from "@voice-flow/domain/vocabulary/operations";
import { stageErrorCodeValidator } from "@voice-flow/domain/vocabulary/pipeline";
import { defineTable } from "convex/server";
import { type Infer, v } from "convex/values";
import { literals } from "convex-helpers/validators";
import { artifactFilterFields } from "./artifacts";

/** `recommended`: of each note the retry of exactly the stage that failed. */
export const bulkRetryKindValidator = v.union(v.literal("recommended"), retryKindValidator);
export type BulkRetryKind = Infer<typeof bulkRetryKindValidator>;

/**
 * Frozen when staff clicked: the filters of the grid, or notes by name, or those behind an incident. Without `statuses` the
 * failed ones; of notes by name or of an incident all, and what is not failed is refused one by one. Times in ms.
 */
export const bulkRetryFilterValidator = v.object({
  ...artifactFilterFields,
  /** `failed`: notes that failed in the window and are not marked as handled. By default those received in it. */
  timeOf: v.optional(v.union(v.literal("received"), v.literal("failed"))),
  /** Inclusive. */
  from: v.number(),
  /** Exclusive. */
  to: v.number(),
  /** Public ids: these notes and no others, whatever the window. */
  artifactIds: v.optional(v.array(v.string())),
  /** Exactly the notes behind this incident; `errorFingerprint` then narrows to one cause of it. */
  alertId: v.optional(v.string()),
});
export type BulkRetryFilter = Infer<typeof bulkRetryFilterValidator>;

/** `failed`: its chain of steps gave up; what was not started stays waiting. */
export const BULK_RETRY_STATUSES = [
  "collecting",
  "running",
  "cancelling",
  "completed",
  "cancelled",
  "failed",
] as const;
export const bulkRetryStatusValidator = literals(...BULK_RETRY_STATUSES);
export type BulkRetryStatus = Infer<typeof bulkRetryStatusValidator>;

export const BULK_ITEM_STATUSES = [
  "waiting",
  "running",
  "succeeded",
  "failed",
  "refused",
  "cancelled",
] as const;
export const bulkItemStatusValidator = literals(...BULK_ITEM_STATUSES);
export type BulkItemStatus = Infer<typeof bulkItemStatusValidator>;

/** Why a note of a bulk retry was not retried: a code, and the sentence of that moment. */
export const bulkRefusalValidator = v.object({ code: v.string(), message: v.string() });

/** What a page shows of a bulk retry; times in ms, costs in micro-dollars. */
export const bulkRetryFields = {
  filter: bulkRetryFilterValidator,
  kind: bulkRetryKindValidator,
  reason: v.optional(v.string()),
  requestedByName: v.string(),
  status: bulkRetryStatusValidator,
  /** Items by status; `collected` is their sum. */
  counts: v.object({
    collected: v.number(),
    waiting: v.number(),
    running: v.number(),
    succeeded: v.number(),
    failed: v.number(),
    refused: v.number(),
    cancelled: v.number(),
  }),
  costMicros: v.number(),
  /** There were more notes than one bulk retry may act on. */
  truncated: v.boolean(),
  /** Waits until the provider's breaker lets calls through again. */
  pausedUntil: v.optional(v.number()),
  createdAt: v.number(),
  updatedAt: v.number(),
  finishedAt: v.optional(v.number()),
};

export const retryTables = {
  /**
   * One row per retry that staff began. Written when it begins, and once more when it ends, by the helper that moves
   * artifacts: exactly one outcome. Never deleted.
   */
  voicePipelineRetries: defineTable({
    artifactId: v.id("voiceNoteArtifacts"),
    organizationId: v.optional(v.string()),
    kind: retryKindValidator,
    /** 1 for the first retry of the note. */
    retryNumber: v.number(),
    /** The attempt of the note that the retry began: attempts are also begun by coaches. */
    attempt: v.number(),
    outcome: retryOutcomeValidator,
    /** Of a failed one. */
    errorCode: v.optional(stageErrorCodeValidator),
    /** Better Auth's id and the name at that time. */
    requestedBy: v.string(),
    requestedByName: v.string(),
    /** Why, in the words of whoever asked. */
    reason: v.optional(v.string()),
    bulkRetryId: v.optional(v.id("voicePipelineBulkRetries")),
    /** What the plan said; micro-dollars and ms. */
    estimatedCostMicros: v.optional(v.number()),
    estimatedMs: v.optional(v.number()),
    startedAt: v.number(),
    finishedAt: v.optional(v.number()),
    /** What the calls of this attempt cost, micro-dollars; set with the outcome. */
    costMicros: v.optional(v.number()),
  })
    .index("by_artifactId_and_startedAt", ["artifactId", "startedAt"])
    .index("by_artifactId_and_outcome", ["artifactId", "outcome"])
    .index("by_outcome_and_startedAt", ["outcome", "startedAt"]),

  /**
   * One row per retry of many notes. Written by its own chain of steps and by whoever cancels it; read by its page. Deleted
   * with its notes a while after it ended.
   */
  voicePipelineBulkRetries: defineTable({
    ...bulkRetryFields,
    /** ms: notes that changed later are left out. */
    seenAt: v.number(),
    requestedBy: v.string(),
    /** While it collects: where the next page begins. */
    cursor: v.union(v.string(), v.null()),
    /** Of rows from before chains of steps had rows of their own. Never read. */
    step: v.optional(v.number()),
    nextStepAt: v.optional(v.number()),
  })
    .index("by_createdAt", ["createdAt"])
    .index("by_status_and_updatedAt", ["status", "updatedAt"]),

  /** The notes of a bulk retry. Written by its steps. */
  voicePipelineBulkRetryItems: defineTable({
    bulkRetryId: v.id("voicePipelineBulkRetries"),
    artifactId: v.id("voiceNoteArtifacts"),
    status: bulkItemStatusValidator,
    kind: v.optional(retryKindValidator),
    retryId: v.optional(v.id("voicePipelineRetries")),
    refusal: v.optional(bulkRefusalValidator),
    /** When its retry was scheduled, ms. */
    startedAt: v.optional(v.number()),
    finishedAt: v.optional(v.number()),
  })
    .index("by_bulkRetryId_and_status", ["bulkRetryId", "status"])
    .index("by_bulkRetryId_and_artifactId", ["bulkRetryId", "artifactId"]),

  /** One row: where reconciliation goes on, and what it has found since it first ran. */
  voicePipelineReconciliation: defineTable({
    /** The artifact that was compared last, in the order of changes. */
    updatedAt: v.number(),
    creationTime: v.number(),
    checkedArtifacts: v.number(),
    /** Events that were missing and were written again. */
    emittedEvents: v.number(),
    /** Events that were missing and that nothing tells the times of. */
    lostEvents: v.number(),
    /** Runs that were failed because their events contradict them. */
    markedArtifacts: v.number(),
    /** Retries whose end had not been written. */
    closedRetries: v.number(),
    lastRunAt: v.number(),
  }),
};
