/** What AI calls have used: counted call by call, read by day, model and organisation. Micro-dollars, times in ms. */
import { budgetWindow } from "@voice-flow/domain/costs/budget";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { readUsage, usageSumValidator, usageValidator } from "../lib/ai/usage";
import { staffQuery } from "../lib/host/functions";
import { findOrganization } from "../lib/host/people";
import { startJob } from "./metricsJobs";

const MAX_PER_PAGE = 50;

/** Every minute: counts what is new, a batch at a time. */
export const countAiUsage = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => await startJob(ctx, "count-ai-usage", Date.now()),
});

/** Every night: counts what is left of the day before and deletes what is past its retention. */
export const aggregateDailyUsage = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => await startJob(ctx, "aggregate-daily-usage", Date.now()),
});

/** Of the platform; `days` (1–31) with today, UTC. `now` in ms, rounded by the caller. */
export const getPlatformUsage = staffQuery({
  args: { days: v.number(), now: v.number() },
  returns: usageValidator,
  handler: async (ctx, { days, now }) => await readUsage(ctx.db, undefined, days, now),
});

/** Of one organisation. */
export const getOrgUsage = staffQuery({
  args: { organizationId: v.string(), days: v.number(), now: v.number() },
  returns: usageValidator,
  handler: async (ctx, { organizationId, days, now }) => await readUsage(ctx.db, organizationId, days, now),
});

/** Organisations by what they have cost in the month (UTC) of `now`, the dearest first; at most 50 a page. */
export const listOrgUsage = staffQuery({
  args: { now: v.number(), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(
    v.object({
      organizationId: v.string(),
      organizationName: v.optional(v.string()),
      usage: usageSumValidator,
    }),
  ),
  handler: async (ctx, { now, paginationOpts }) => {
    const month = budgetWindow("monthly", now);
    const result = await ctx.db
      .query("aiUsageMonthlyTotals")
      .withIndex("by_month_and_cost", (q) => q.eq("month", month))
      .order("desc")
      .paginate({ ...paginationOpts, numItems: Math.min(paginationOpts.numItems, MAX_PER_PAGE) });
    const page = await Promise.all(
      result.page.map(async ({ _id, _creationTime, month: _, organizationId, ...usage }) => ({
        organizationId,
        organizationName: (await findOrganization(ctx.db, organizationId))?.name,
        usage,
      })),
    );
    return { ...result, page };
  },
});
