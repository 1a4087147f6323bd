/** The stored budget of an organisation, and the events of what it reaches. */
import type { Budget, BudgetNews } from "@voice-flow/domain/costs/budget";
import { budgetEvent } from "@voice-flow/domain/events/system";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader } from "../foundation/context";
import { emitSystemEvent } from "../foundation/events";

export async function findBudget(
  db: DbReader,
  organizationId: string | undefined,
): Promise<Doc<"orgCostBudgets"> | null> {
  if (organizationId === undefined) return null;
  return await db
    .query("orgCostBudgets")
    .withIndex("by_organizationId", (q) => q.eq("organizationId", organizationId))
    .unique();
}

const EVENT_OF = {
  threshold: "budget_threshold_reached",
  exceeded: "budget_exceeded",
} as const satisfies Record<BudgetNews["level"], string>;

/** Stores the budget and tells, in the same transaction, what it has reached just now. */
export async function storeBudget(
  ctx: MutationCtx,
  row: Doc<"orgCostBudgets">,
  { limits, spend, reservations }: Budget,
  news: readonly BudgetNews[],
  now: number,
): Promise<void> {
  await ctx.db.patch("orgCostBudgets", row._id, { limits, spend, reservations });
  for (const { window, limit, level } of news) {
    // With the limit: one that is raised within its window can be reached again.
    const period = `${window}@${limit}`;
    await emitSystemEvent(ctx, budgetEvent(row.organizationId, period, EVENT_OF[level], now));
  }
}
