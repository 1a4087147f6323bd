import { featureFlagKeyValidator } from "@voice-flow/domain/flags/flags";
import { claimTopicValidator } from "@voice-flow/domain/vocabulary/notes";
import { flagScopeValidator } from "@voice-flow/domain/vocabulary/operations";
import { defineTable } from "convex/server";
import { v } from "convex/values";

export const flagTables = {
  /** Switches, at most one row per flag and subject. Written by staff and operators; read when a note comes in. */
  featureFlags: defineTable({
    featureKey: featureFlagKeyValidator,
    scope: flagScopeValidator,
    /** Of scope `organization` only. */
    organizationId: v.optional(v.string()),
    /** Of scope `user` only. */
    userId: v.optional(v.id("users")),
    enabled: v.boolean(),
    updatedBy: v.string(),
    updatedByName: v.string(),
    updatedAt: v.number(),
  })
    // Not as the start of the next ones: lists need its rows in the order of their making.
    // eslint-disable-next-line @convex-dev/no-duplicate-indexes
    .index("by_featureKey_and_scope", ["featureKey", "scope"])
    .index("by_featureKey_scope_org", ["featureKey", "scope", "organizationId"])
    .index("by_featureKey_scope_user", ["featureKey", "scope", "userId"]),

  /** Calibrated confidence from which a topic is applied without asking. Written by the daily calibration; read by drafting. */
  autoApplyThresholds: defineTable({
    organizationId: v.string(),
    topic: claimTopicValidator,
    /** 0–1 */
    threshold: v.number(),
    /** `AUTO_APPLY_THRESHOLD` when it was calibrated: once staff set another value, this row counts for nothing. */
    base: v.number(),
    /** What the last change rests on. */
    applied: v.number(),
    undone: v.number(),
    changedAt: v.number(),
  }).index("by_org_and_topic", ["organizationId", "topic"]),
};
