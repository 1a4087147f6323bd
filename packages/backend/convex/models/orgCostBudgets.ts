/** Budgets of organisations, as staff see and set them. Calls ask and charge them in `lib/ai/aiCall`. Micro-dollars. */
import {
  BUDGET_PERIODS,
  budgetLevel,
  budgetLevelValidator,
  budgetUsed,
  changeLimits,
  currentBudget,
  limitsProblem,
  newBudget,
  reservedOf,
} from "@voice-flow/domain/costs/budget";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { findBudget, storeBudget } from "../lib/ai/budgetRow";
import { spentBy } from "../lib/ai/usage";
import { recordChange } from "../lib/foundation/audit";
import { functionError } from "../lib/foundation/errors";
import { readSettings } from "../lib/foundation/settings";
import { staffMutation, staffQuery } from "../lib/host/functions";
import { findOrganization } from "../lib/host/people";

const MAX_PER_PAGE = 50;

const periodValidator = v.object({
  limit: v.optional(v.number()),
  spent: v.number(),
  /** What calls without an answer may have cost at most: it is held back. */
  unknown: v.number(),
  level: budgetLevelValidator,
});

/** Every budget by the organisation's id, at most 50 a page. `now` in ms, rounded by the caller. */
export const listBudgets = staffQuery({
  args: { now: v.number(), paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(
    v.object({
      organizationId: v.string(),
      organizationName: v.optional(v.string()),
      daily: periodValidator,
      monthly: periodValidator,
      /** What calls under way may cost at most. */
      reserved: v.number(),
      /** When calls are let through again, ms; absent while they are. */
      refusesUntil: v.optional(v.number()),
      updatedByName: v.string(),
      updatedAt: v.number(),
    }),
  ),
  handler: async (ctx, { now, paginationOpts }) => {
    const { BUDGET_WARNING_SHARE: share } = await readSettings(ctx.db);
    const result = await ctx.db
      .query("orgCostBudgets")
      .withIndex("by_organizationId")
      .paginate({ ...paginationOpts, numItems: Math.min(paginationOpts.numItems, MAX_PER_PAGE) });
    const page = await Promise.all(
      result.page.map(async (row) => {
        const { organizationId, updatedByName, updatedAt } = row;
        const current = currentBudget(row, now);
        const shown = (period: "daily" | "monthly") => {
          const limit = current.limits[period];
          const { spent, unknown = 0 } = current.spend[period];
          return { limit, spent, unknown, level: budgetLevel(spent, limit, share) };
        };
        return {
          organizationId,
          organizationName: (await findOrganization(ctx.db, organizationId))?.name,
          daily: shown("daily"),
          monthly: shown("monthly"),
          reserved: reservedOf(current),
          refusesUntil: budgetUsed(row, now)?.availableAt,
          updatedByName,
          updatedAt,
        };
      }),
    );
    return { ...result, page };
  },
});

/**
 * Sets both limits of an organisation; `null` = no limit for this period, both `null` = no budget at all. What it has
 * spent already counts. Throws ConvexError `not_found` or `invalid_argument` with a sentence for people.
 */
export const setBudget = staffMutation({
  args: {
    organizationId: v.string(),
    daily: v.union(v.number(), v.null()),
    monthly: v.union(v.number(), v.null()),
  },
  returns: v.null(),
  handler: async (ctx, { organizationId, daily, monthly }) => {
    if (!(await findOrganization(ctx.db, organizationId))) throw functionError("not_found");
    const limits = { daily: daily ?? undefined, monthly: monthly ?? undefined };
    const problem = limitsProblem(limits);
    if (problem) throw functionError("invalid_argument", problem);
    const now = Date.now();
    const row = await findBudget(ctx.db, organizationId);
    for (const period of BUDGET_PERIODS) {
      const [from, to] = [row?.limits[period] ?? null, limits[period] ?? null];
      if (from === to) continue;
      const change = { key: period, scope: "organization" as const, organizationId, from, to };
      await recordChange(ctx.db, { kind: "budget_changed", actor: ctx.staff, change, now });
    }
    if (daily === null && monthly === null) {
      if (row) await ctx.db.delete("orgCostBudgets", row._id);
      return null;
    }
    const { BUDGET_WARNING_SHARE: share } = await readSettings(ctx.db);
    const before = row ?? newBudget({}, await spentBy(ctx.db, organizationId, now), now);
    const { budget, news } = changeLimits(before, limits, share, now);
    const by = { updatedBy: ctx.staff.authUserId, updatedByName: ctx.staff.name, updatedAt: now };
    const id = row?._id ?? (await ctx.db.insert("orgCostBudgets", { organizationId, ...before, ...by }));
    await ctx.db.patch("orgCostBudgets", id, by);
    const stored = await ctx.db.get("orgCostBudgets", id);
    if (stored) await storeBudget(ctx, stored, budget, news, now);
    return null;
  },
});
