import { incidentFields } from "@voice-flow/domain/alerts/incident";
import { alertTypeValidator } from "@voice-flow/domain/alerts/registry";
import { alertSeverityValidator } from "@voice-flow/domain/vocabulary/operations";
import { pipelineStageValidator, stageErrorCodeValidator } from "@voice-flow/domain/vocabulary/pipeline";
import { defineTable } from "convex/server";
import { type Infer, v } from "convex/values";
import { literals } from "convex-helpers/validators";

/** What happens to an incident. The first four and the last are news that webhooks are told of. */
export const INCIDENT_STEPS = [
  "opened",
  "reopened",
  "worsened",
  "snooze_ended",
  "acknowledged",
  "snoozed",
  "resolved",
] as const;
export const incidentStepValidator = literals(...INCIDENT_STEPS);
export type IncidentStep = Infer<typeof incidentStepValidator>;

/** Failures with one cause among the runs behind an incident. */
export const errorGroupValidator = v.object({
  fingerprint: v.string(),
  stage: v.optional(pipelineStageValidator),
  errorCode: v.optional(stageErrorCodeValidator),
  count: v.number(),
});
export type ErrorGroup = Infer<typeof errorGroupValidator>;

/** What is frozen when an incident opens, beside what its rule has read. */
export const incidentEvidenceFields = {
  /** The conditions that were read and found in order, as sentences. */
  notThis: v.array(v.string()),
  /** Of the failures behind it, largest group first; at most five. */
  errorGroups: v.array(errorGroupValidator),
};

/** What staff have changed of a rule; an absent field follows the settings. Times in ms. */
export const ruleOverrideFields = {
  enabled: v.optional(v.boolean()),
  threshold: v.optional(v.number()),
  severeThreshold: v.optional(v.number()),
  minSample: v.optional(v.number()),
  raiseAfter: v.optional(v.number()),
  resolveAfter: v.optional(v.number()),
  hysteresisShare: v.optional(v.number()),
  deduplicationMs: v.optional(v.number()),
  windowMs: v.optional(v.number()),
};

export const alertTables = {
  /** Incidents, one row each. Opened and resolved by health checks, acknowledged and snoozed by staff. */
  voicePipelineAlerts: defineTable({
    ...incidentFields,
    ...incidentEvidenceFields,
    /** Absent = the platform. The same as `scope`, for filters and names. */
    organizationId: v.optional(v.string()),
    /** Severity as a number, so that an index puts the worst first. */
    severityRank: v.number(),
    acknowledgedByName: v.optional(v.string()),
    /** The snooze was asked for without a time. */
    snoozedUntilWorse: v.optional(v.boolean()),
  })
    .index("by_status_rank_openedAt", ["status", "severityRank", "openedAt"])
    .index("by_status_and_openedAt", ["status", "openedAt"])
    .index("by_openedAt", ["openedAt"])
    .index("by_type_and_openedAt", ["type", "openedAt"])
    .index("by_severity_and_openedAt", ["severity", "openedAt"])
    .index("by_org_and_openedAt", ["organizationId", "openedAt"])
    .index("by_status_and_resolvedAt", ["status", "resolvedAt"]),

  /**
   * What health checks remember of a scope between two of them, one row per scope: that there is one is what makes two
   * checks at once open one incident. A scope in which nothing is pending needs no row.
   */
  voicePipelineAlertScopes: defineTable({
    /** `platform` or `org:<id>`. */
    scope: v.string(),
    checkedAt: v.number(),
    /** Something is pending or open: the scope is checked even while nothing happens in it. */
    watched: v.boolean(),
    rules: v.array(
      v.object({
        type: alertTypeValidator,
        breaches: v.number(),
        clears: v.number(),
        /** The latest incident. */
        alertId: v.optional(v.id("voicePipelineAlerts")),
        /** When the rule itself last failed, and how: the name of the error, never its text. */
        failedAt: v.optional(v.number()),
        failure: v.optional(v.string()),
      }),
    ),
  })
    .index("by_scope", ["scope"])
    .index("by_watched_and_scope", ["watched", "scope"]),

  /** The story of an incident. Written with every change that somebody may want to know of. */
  voicePipelineAlertSteps: defineTable({
    alertId: v.id("voicePipelineAlerts"),
    step: incidentStepValidator,
    at: v.number(),
    severity: alertSeverityValidator,
    value: v.number(),
    sentence: v.string(),
    /** Staff, for what people do. */
    byAuthUserId: v.optional(v.string()),
    byName: v.optional(v.string()),
    note: v.optional(v.string()),
    snoozedUntil: v.optional(v.number()),
  }).index("by_alertId_and_at", ["alertId", "at"]),

  /** The notes behind an incident whose events cannot name them later: what was in flight, whose names were open. */
  voicePipelineAlertRuns: defineTable({
    alertId: v.id("voicePipelineAlerts"),
    artifactId: v.id("voiceNoteArtifacts"),
    at: v.number(),
  }).index("by_alertId_and_at", ["alertId", "at"]),

  /** What staff have changed of the built-in rules, at most one row per rule. */
  voicePipelineAlertRules: defineTable({
    type: alertTypeValidator,
    ...ruleOverrideFields,
    updatedBy: v.string(),
    updatedByName: v.string(),
    updatedAt: v.number(),
  }),

  /** Where incidents are told to. The secret signs and never leaves. */
  alertWebhooks: defineTable({
    url: v.string(),
    secret: v.string(),
    severities: v.array(alertSeverityValidator),
    enabled: v.boolean(),
    createdBy: v.string(),
    createdAt: v.number(),
    updatedAt: v.number(),
  }).index("by_createdAt", ["createdAt"]),

  /** One message to one webhook; the job under `jobKey` delivers it. */
  alertWebhookDeliveries: defineTable({
    webhookId: v.id("alertWebhooks"),
    /** Absent for a test message. */
    alertId: v.optional(v.id("voicePipelineAlerts")),
    step: v.union(incidentStepValidator, v.literal("test")),
    jobKey: v.string(),
    /** JSON, as it is signed and sent. */
    body: v.string(),
    createdAt: v.number(),
  })
    .index("by_jobKey", ["jobKey"])
    .index("by_webhookId_and_createdAt", ["webhookId", "createdAt"])
    .index("by_createdAt", ["createdAt"]),
};
