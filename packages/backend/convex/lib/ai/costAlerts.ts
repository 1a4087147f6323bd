/** The check of costs: budgets of organisations and what the platform spends, each alert raised once per window. */
import {
  COST_ALERT_SEVERITIES,
  type CostAlertType,
  type CostPeriod,
  platformCostAlert,
} from "@voice-flow/domain/costs/alerts";
import {
  BUDGET_LEVELS,
  BUDGET_PERIODS,
  type BudgetLevel,
  budgetLevel,
  currentBudget,
} from "@voice-flow/domain/costs/budget";
import { COST_LIMITS, limitWindowStart } from "@voice-flow/domain/costs/limits";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbWriter } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { readLimit } from "./platformLimits";

/** Few at a time: calls write these rows, and a check that meets one begins again. */
const BUDGETS_PER_STEP = 25;

interface Finding {
  alertType: CostAlertType;
  organizationId?: string;
  period: CostPeriod;
  window: string;
  spent: number;
  limit: number;
}

/** One step: the platform first, then organisations in the order of their ids. `rows`: alerts raised. */
export async function checkCostAlerts(
  ctx: MutationCtx,
  cursor: string | null,
  now: number,
): Promise<{ rows: number; cursor: string | null }> {
  const settings = await readSettings(ctx.db);
  const share = settings.BUDGET_WARNING_SHARE;
  let rows = 0;
  if (cursor === null) {
    for (const limit of COST_LIMITS) {
      const { used, rate, hitAt } = await readLimit(ctx, limit, settings, now);
      const alertType = platformCostAlert(used, rate, share, hitAt !== undefined);
      if (!alertType) continue;
      const hourly = limit === "cost_per_hour";
      const window = new Date(limitWindowStart(limit, now)).toISOString().slice(0, hourly ? 13 : 10);
      const period = hourly ? "hourly" : "daily";
      rows += await raise(ctx.db, { alertType, period, window, spent: used, limit: rate }, now);
    }
  }
  const budgets = await ctx.db
    .query("orgCostBudgets")
    .withIndex("by_organizationId", (q) => q.gt("organizationId", cursor ?? ""))
    .take(BUDGETS_PER_STEP);
  for (const budget of budgets) {
    for (const finding of findingsOf(budget, share, now)) rows += await raise(ctx.db, finding, now);
  }
  const last = budgets.at(-1);
  return { rows, cursor: budgets.length === BUDGETS_PER_STEP && last ? last.organizationId : null };
}

const TYPE_OF = {
  within: undefined,
  threshold: "budget_warning",
  exceeded: "budget_exceeded",
} as const satisfies Record<BudgetLevel, CostAlertType | undefined>;

function findingsOf(row: Doc<"orgCostBudgets">, share: number, now: number): Finding[] {
  const { spend, limits } = currentBudget(row, now);
  return BUDGET_PERIODS.flatMap((period) => {
    const limit = limits[period];
    const { spent, told, window } = spend[period];
    const level = budgetLevel(spent, limit, share);
    // What was refused for calls under way has been told as used up.
    const highest = BUDGET_LEVELS.indexOf(told) > BUDGET_LEVELS.indexOf(level) ? told : level;
    const alertType = TYPE_OF[highest];
    if (!alertType || limit === undefined) return [];
    return [{ alertType, organizationId: row.organizationId, period, window, spent, limit }];
  });
}

/** Once per kind, subject, window and limit: returns how many were written. */
async function raise(db: DbWriter, finding: Finding, now: number): Promise<number> {
  const { alertType, organizationId, period, window, limit } = finding;
  const known = await db
    .query("platformCostAlerts")
    .withIndex("by_subject", (q) =>
      q
        .eq("alertType", alertType)
        .eq("organizationId", organizationId)
        .eq("period", period)
        .eq("window", window)
        .eq("limit", limit),
    )
    .first();
  if (known) return 0;
  const severity = COST_ALERT_SEVERITIES[alertType];
  await db.insert("platformCostAlerts", { ...finding, severity, raisedAt: now, acknowledged: false });
  return 1;
}
