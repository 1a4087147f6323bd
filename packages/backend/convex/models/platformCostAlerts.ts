/** What staff are told about money: raised by the check of costs, acknowledged by staff. Micro-dollars, times in ms. */
import { costAlertTypeValidator, costPeriodValidator } from "@voice-flow/domain/costs/alerts";
import { alertSeverityValidator } from "@voice-flow/domain/vocabulary/operations";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { recordChange } from "../lib/foundation/audit";
import { functionError } from "../lib/foundation/errors";
import { staffMutation, staffQuery } from "../lib/host/functions";
import { findOrganization } from "../lib/host/people";
import { startJob } from "./metricsJobs";

const MAX_PER_PAGE = 50;

/** The cron's check, in bounded steps with a heartbeat. */
export const checkCostAlerts = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => await startJob(ctx, "check-cost-alerts", Date.now()),
});

/** Newest first, at most 50 a page; with `openOnly` those that nobody has acknowledged. */
export const listCostAlerts = staffQuery({
  args: { openOnly: v.boolean(), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(
    v.object({
      alertId: v.id("platformCostAlerts"),
      alertType: costAlertTypeValidator,
      severity: alertSeverityValidator,
      organizationId: v.optional(v.string()),
      organizationName: v.optional(v.string()),
      period: costPeriodValidator,
      window: v.string(),
      spent: v.number(),
      limit: v.number(),
      raisedAt: v.number(),
      acknowledgedAt: v.optional(v.number()),
      acknowledgedByName: v.optional(v.string()),
    }),
  ),
  handler: async (ctx, { openOnly, paginationOpts }) => {
    const options = { ...paginationOpts, numItems: Math.min(paginationOpts.numItems, MAX_PER_PAGE) };
    const alerts = ctx.db.query("platformCostAlerts");
    const result = await (openOnly
      ? alerts.withIndex("by_acknowledged_and_raisedAt", (q) => q.eq("acknowledged", false))
      : alerts.withIndex("by_raisedAt")
    )
      .order("desc")
      .paginate(options);
    const page = await Promise.all(
      result.page.map(async ({ _id, _creationTime, acknowledged: _, acknowledgedBy: __, ...alert }) => ({
        ...alert,
        alertId: _id,
        organizationName: alert.organizationId
          ? (await findOrganization(ctx.db, alert.organizationId))?.name
          : undefined,
      })),
    );
    return { ...result, page };
  },
});

/** Says that somebody has seen it; the first one is recorded. Throws ConvexError `not_found`. */
export const acknowledgeCostAlert = staffMutation({
  args: { alertId: v.id("platformCostAlerts") },
  returns: v.null(),
  handler: async (ctx, { alertId }) => {
    const alert = await ctx.db.get("platformCostAlerts", alertId);
    if (!alert) throw functionError("not_found");
    if (alert.acknowledged) return null;
    const now = Date.now();
    const { authUserId, name } = ctx.staff;
    await ctx.db.patch("platformCostAlerts", alertId, {
      acknowledged: true,
      acknowledgedAt: now,
      acknowledgedBy: authUserId,
      acknowledgedByName: name,
    });
    const change = { key: alertId, from: false, to: true };
    await recordChange(ctx.db, { kind: "cost_alert_acknowledged", actor: ctx.staff, change, now });
    return null;
  },
});
