import { bucketValidator } from "@voice-flow/domain/metrics/bucket";
import { daySlotValidator } from "@voice-flow/domain/metrics/day-profile";
import { inFlightValidator } from "@voice-flow/domain/metrics/in-flight";
import { snapshotFields } from "@voice-flow/domain/metrics/snapshot";
import { periodTypeValidator } from "@voice-flow/domain/vocabulary/operations";
import { pipelineEventTypeValidator, pipelineStageValidator } from "@voice-flow/domain/vocabulary/pipeline";
import { defineTable } from "convex/server";
import { type Infer, v } from "convex/values";
import { literals } from "convex-helpers/validators";
import { artifactFilterFields } from "./artifacts";

export const METRICS_RANGES = ["1h", "6h", "24h", "7d", "30d"] as const;
export const metricsRangeValidator = literals(...METRICS_RANGES);
export type MetricsRange = Infer<typeof metricsRangeValidator>;

/** Whose rows: of the platform or of one organisation. Clean-up keeps them for different times. */
export const scopeKindValidator = literals("platform", "organization");

export const exportFormatValidator = literals("csv", "json");
export const exportStatusValidator = literals("running", "completed", "failed", "cancelled");
/** The filters of the event log. Times in ms, `to` exclusive. */
export const eventExportFiltersValidator = v.object({
  organizationId: v.optional(v.string()),
  /** The public id. */
  artifactId: v.optional(v.string()),
  pipelineStage: v.optional(pipelineStageValidator),
  eventTypes: v.optional(v.array(pipelineEventTypeValidator)),
  errorsOnly: v.optional(v.boolean()),
  from: v.optional(v.number()),
  to: v.number(),
});
/** The filters of the grid; with `alertId` the notes behind that incident. */
export const artifactExportFiltersValidator = v.object({
  ...artifactFilterFields,
  alertId: v.optional(v.string()),
  to: v.number(),
});
/** What an export is of, frozen when it was asked for. */
export const exportRequestValidator = v.union(
  v.object({ subject: v.literal("events"), filters: eventExportFiltersValidator }),
  v.object({ subject: v.literal("artifacts"), filters: artifactExportFiltersValidator }),
);
export type ExportRequest = Infer<typeof exportRequestValidator>;
export const exportSubjectValidator = literals("events", "artifacts");

export const waitingCountFields = {
  /** Drafts that nobody has decided on, and the notes that they are of. */
  drafts: v.number(),
  notesWithDrafts: v.number(),
  /** Notes that a quality gate or the choice of a club has stopped with a question. */
  askedNotes: v.number(),
  /** Spoken names that a coach has to choose a player for. */
  openNames: v.number(),
};

export const metricsTables = {
  /**
   * What is known of five minutes of one scope; no `organizationId` = the platform. Written by the roll-up worker
   * alone; read by real-time metrics and alerts.
   */
  voicePipelineMetricsBuckets: defineTable({
    organizationId: v.optional(v.string()),
    scopeKind: scopeKindValidator,
    periodStart: v.number(),
    bucket: bucketValidator,
  })
    .index("by_org_and_start", ["organizationId", "periodStart"])
    .index("by_scopeKind_and_start", ["scopeKind", "periodStart"]),

  /**
   * Hours and days of one scope: the mergeable data and the figures computed from it (ms, 0–1, micro-dollars). No
   * `organizationId` = the platform, which is the sum of all organisations and of what has none. Written by the roll-up
   * worker; the aggregation jobs add quiet hours and repair days.
   */
  voicePipelineMetricsSnapshots: defineTable({
    periodStart: v.number(),
    periodEnd: v.number(),
    periodType: periodTypeValidator,
    organizationId: v.optional(v.string()),
    scopeKind: scopeKindValidator,
    ...snapshotFields,
    bucket: bucketValidator,
    createdAt: v.number(),
  })
    .index("by_scopeKind_periodType_start", ["scopeKind", "periodType", "periodStart"])
    .index("by_org_periodType_start", ["organizationId", "periodType", "periodStart"]),

  /** A day (UTC) of the platform in quarters of an hour. Written by the roll-up worker. */
  voicePipelineDayProfiles: defineTable({
    dayStart: v.number(),
    slots: v.array(daySlotValidator),
  }).index("by_dayStart", ["dayStart"]),

  /** One row: how far the roll-up has read, and what is in flight. Moves in the transaction that fills the buckets. */
  voicePipelineRollup: defineTable({
    /** The last event that is aggregated, in the order of commits. */
    commitTs: v.int64(),
    creationTime: v.number(),
    inFlight: inFlightValidator,
    /**
     * ms: from here on the buckets say which notes came into a stage and went out of it; 0 = always. Absent in a
     * deployment whose worker has not yet counted them.
     */
    movesFrom: v.optional(v.number()),
    aggregatedEvents: v.number(),
    /** Events that could not be aggregated; each is logged with its id. */
    skippedEvents: v.number(),
    updatedAt: v.number(),
  }),

  /** One row: until when a chain of roll-up runs goes on, so that the event path need not start one. */
  voicePipelineRollupChain: defineTable({
    chainId: v.string(),
    /** ms. */
    activeUntil: v.number(),
  }),

  /**
   * One row: what waits for coaches, counted once a minute while that is little and more rarely where it is much. Written
   * by `models/waitingForCoaches`; read by the dashboard and the metrics page.
   */
  voicePipelineWaiting: defineTable({
    ...waitingCountFields,
    startedAt: v.number(),
    finishedAt: v.number(),
  }),

  /**
   * Organisations ranked by volume, one row per range and organisation that had notes or work in it. Written by the job
   * that adds up their snapshots; a name is the one of that time.
   */
  voicePipelineOrgTotals: defineTable({
    range: metricsRangeValidator,
    organizationId: v.string(),
    organizationName: v.optional(v.string()),
    /** Notes received; the order of the list. */
    volume: v.number(),
    from: v.number(),
    to: v.number(),
    bucket: bucketValidator,
  })
    .index("by_range_and_volume", ["range", "volume"])
    .index("by_org_and_range", ["organizationId", "range"]),

  /** One row per background job. Written by `lib/heartbeat`; an old one says that the job has stopped. */
  heartbeats: defineTable({
    name: v.string(),
    /** Of rows from before the registry of jobs said so. Never read. */
    expectedIntervalMs: v.optional(v.number()),
    lastStartedAt: v.number(),
    lastFinishedAt: v.optional(v.number()),
    lastOk: v.optional(v.boolean()),
    /** From the start to the last step of the last run, ms. */
    lastDurationMs: v.optional(v.number()),
    /** Transactions that the last run took, and rows that it wrote or deleted. */
    lastSteps: v.optional(v.number()),
    lastRows: v.optional(v.number()),
    /** A stable code, if the last run failed. */
    lastError: v.optional(v.string()),
  }).index("by_name", ["name"]),

  /** One row per export of events or notes. Written by `models/voicePipelineExport` and its steps. */
  voicePipelineExports: defineTable({
    requestedBy: v.string(),
    format: exportFormatValidator,
    request: exportRequestValidator,
    status: exportStatusValidator,
    /** Written so far. */
    rows: v.number(),
    /** There were more than an export holds. */
    truncated: v.boolean(),
    /** Where the next step goes on; absent before the first. */
    cursor: v.optional(v.string()),
    parts: v.array(v.id("_storage")),
    /** Every row is in a part; what is left is to put them together. */
    written: v.boolean(),
    storageId: v.optional(v.id("_storage")),
    createdAt: v.number(),
    updatedAt: v.number(),
  })
    .index("by_requestedBy_and_createdAt", ["requestedBy", "createdAt"])
    .index("by_status_and_updatedAt", ["status", "updatedAt"]),
};
