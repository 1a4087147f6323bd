import { aiModelFields } from "@voice-flow/domain/ai-models/model";
import {
  aiFeatureValidator,
  aiProviderValidator,
  circuitBreakerStateValidator,
} from "@voice-flow/domain/vocabulary/operations";
import { defineTable } from "convex/server";
import { v } from "convex/values";

export const aiTables = {
  /** Model per feature, for the platform or one club. Written by staff; read before each call. */
  aiModelConfig: defineTable({
    feature: aiFeatureValidator,
    scope: v.union(v.literal("platform"), v.literal("organization")),
    organizationId: v.optional(v.string()),
    provider: aiProviderValidator,
    model: v.string(),
    enabled: v.boolean(),
    updatedAt: v.number(),
  }).index("by_feature_scope_org", ["feature", "scope", "organizationId"]),

  /**
   * Models that staff have added or changed, one row each; it takes the place of what the product knows of the model from
   * the start. Written by `models/aiModels`, on the record; read before each call.
   */
  aiModels: defineTable({
    ...aiModelFields,
    updatedBy: v.string(),
    updatedByName: v.string(),
    updatedAt: v.number(),
  }).index("by_provider_and_model", ["provider", "model"]),

  /** One row per call to a provider, idempotent by `callId`. Costs in micro-dollars. Written by `lib/ai/aiCall`; read by its counter. */
  aiUsageLog: defineTable({
    callId: v.string(),
    artifactId: v.optional(v.id("voiceNoteArtifacts")),
    organizationId: v.optional(v.string()),
    operation: aiFeatureValidator,
    provider: aiProviderValidator,
    model: v.string(),
    inputTokens: v.number(),
    outputTokens: v.number(),
    cachedTokens: v.number(),
    audioSeconds: v.number(),
    cost: v.number(),
    /** What it may have cost at most, if no answer told: it timed out, or the connection broke. `cost` is 0 then. */
    unknownCost: v.optional(v.number()),
    /** Share of input tokens that the provider had cached, 0–1. */
    cacheHitRate: v.number(),
    durationMs: v.number(),
    succeeded: v.boolean(),
    errorCode: v.optional(v.string()),
    timestamp: v.number(),
    /** Commit order: the cursor of the counter. Rows of before there was one have none; the counter gives them one. */
    commitTs: v.optional(v.commitTs()),
  })
    .index("by_callId", ["callId"])
    .index("by_commitTs", ["commitTs"])
    .index("by_timestamp", ["timestamp"])
    .index("by_org_and_timestamp", ["organizationId", "timestamp"]),

  /** The circuit breaker, one row per provider. Written by `lib/ai/breakerRow` in single mutations. */
  aiServiceHealth: defineTable({
    provider: aiProviderValidator,
    circuitBreakerState: circuitBreakerStateValidator,
    /** ms of the failures within the window; bounded by the threshold. */
    recentFailures: v.array(v.number()),
    openedAt: v.optional(v.number()),
    /** ms; until then the provider asked for no retry. */
    waitUntil: v.optional(v.number()),
    /** Set while the one probe of a half-open breaker is under way. */
    probeStartedAt: v.optional(v.number()),
    updatedAt: v.number(),
  }).index("by_provider", ["provider"]),
};
