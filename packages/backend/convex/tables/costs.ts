import { costAlertTypeValidator, costPeriodValidator } from "@voice-flow/domain/costs/alerts";
import { budgetFields } from "@voice-flow/domain/costs/budget";
import { rateLimitValidator } from "@voice-flow/domain/costs/limits";
import {
  aiFeatureValidator,
  aiProviderValidator,
  alertSeverityValidator,
} from "@voice-flow/domain/vocabulary/operations";
import { defineTable } from "convex/server";
import { v } from "convex/values";

/** Sums of calls. Cost in micro-dollars, durations in ms, audio in seconds. */
export const usageSumFields = {
  calls: v.number(),
  failedCalls: v.number(),
  cost: v.number(),
  inputTokens: v.number(),
  outputTokens: v.number(),
  cachedTokens: v.number(),
  audioSeconds: v.number(),
  durationMs: v.number(),
  /** Calls of which no answer told what they cost, and what these may have cost at most; absent in rows of before it was counted. */
  unknownCalls: v.optional(v.number()),
  unknownCost: v.optional(v.number()),
};

export const costTables = {
  /**
   * The budget of an organisation that has one, with what it has spent and the calls that are under way; micro-dollars.
   * An organisation without a budget has no row: its coaches share none. Written by staff (limits) and, around every
   * call to a provider, by `lib/ai/aiCall`; read there, by plans of retries, cost alerts and the messaging page.
   */
  orgCostBudgets: defineTable({
    organizationId: v.string(),
    ...budgetFields,
    updatedBy: v.string(),
    updatedByName: v.string(),
    updatedAt: v.number(),
  }).index("by_organizationId", ["organizationId"]),

  /**
   * What calls have used in a day (UTC), per organisation, feature and model. No `organizationId`: of the whole platform.
   * Written by the one counter of AI usage alone (`lib/ai/countUsage`); read by the messaging page and new budgets.
   */
  aiUsageDailyAggregates: defineTable({
    /** ms */
    dayStart: v.number(),
    organizationId: v.optional(v.string()),
    operation: aiFeatureValidator,
    provider: aiProviderValidator,
    model: v.string(),
    ...usageSumFields,
  }).index("by_org_and_day", ["organizationId", "dayStart", "operation", "provider", "model"]),

  /** The same of a month ("2026-03", UTC) and all features of an organisation: what pages rank by. Written by the same counter. */
  aiUsageMonthlyTotals: defineTable({
    month: v.string(),
    organizationId: v.string(),
    ...usageSumFields,
  })
    .index("by_month_and_cost", ["month", "cost"])
    .index("by_org_and_month", ["organizationId", "month"]),

  /** One row: up to which commit calls are counted. Written by the counter, in the transaction that counts them. */
  aiUsageCounter: defineTable({
    commitTs: v.int64(),
    creationTime: v.number(),
    /** ms */
    countedAt: v.number(),
  }),

  /**
   * When a limit of the platform was first reached in a window: told once, and a flood is refused by one read. The
   * counts themselves are in the rate limiter's component. Written and read by `lib/ai/platformLimits`.
   */
  rateLimits: defineTable({
    limit: rateLimitValidator,
    /** ms */
    windowStart: v.number(),
    /** The limit that was reached: a changed one counts anew. */
    rate: v.number(),
    hitAt: v.number(),
  }).index("by_limit_window_rate", ["limit", "windowStart", "rate"]),

  /** Told to staff about money, once per kind, subject and window. Written by the cost check and, when acknowledged, by staff. */
  platformCostAlerts: defineTable({
    alertType: costAlertTypeValidator,
    severity: alertSeverityValidator,
    organizationId: v.optional(v.string()),
    period: costPeriodValidator,
    /** "2026-03-14", "2026-03", or "2026-03-14T10" of an hour; all UTC. */
    window: v.string(),
    /** Micro-dollars, as they were when it was raised. */
    spent: v.number(),
    limit: v.number(),
    raisedAt: v.number(),
    acknowledged: v.boolean(),
    acknowledgedAt: v.optional(v.number()),
    acknowledgedBy: v.optional(v.string()),
    acknowledgedByName: v.optional(v.string()),
  })
    .index("by_subject", ["alertType", "organizationId", "period", "window", "limit"])
    .index("by_acknowledged_and_raisedAt", ["acknowledged", "raisedAt"])
    .index("by_raisedAt", ["raisedAt"]),

  /**
   * One row: whether staff have stopped all AI calls and the taking up of notes, who and why. Earlier switches are in the
   * audit log. Written by `models/platformMessagingSettings`; read before each call and each message, and by pages.
   */
  platformMessagingSettings: defineTable({
    emergencyMode: v.boolean(),
    reason: v.string(),
    changedAt: v.number(),
    changedBy: v.string(),
    changedByName: v.string(),
  }),
};
