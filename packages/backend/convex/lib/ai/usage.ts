/** What AI calls have used, for pages and for new budgets. */
import { budgetWindow } from "@voice-flow/domain/costs/budget";
import { DAY_MS } from "@voice-flow/domain/metrics/rollup";
import { aiFeatureValidator, aiProviderValidator } from "@voice-flow/domain/vocabulary/operations";
import { type Infer, v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import { usageSumFields } from "../../tables/costs";
import type { DbReader } from "../foundation/context";
import { addUsage, findCounter, NO_USAGE, type UsageSum } from "./countUsage";

/** Rows of a day: a feature with a model each; sixteen are more than there are models to choose from. */
const ROWS_PER_DAY = 16;
const MAX_DAYS = 31;
/** Calls of one organisation that are not counted yet when a budget is set: those of the last minute. */
const MAX_UNCOUNTED = 1_000;

export const usageSumValidator = v.object(usageSumFields);

/** The last days with today, oldest first and none left out; and the same by feature and model, the dearest first. */
export const usageValidator = v.object({
  days: v.array(
    v.object({ dayStart: v.number(), cost: v.number(), calls: v.number(), failedCalls: v.number() }),
  ),
  models: v.array(
    v.object({
      operation: aiFeatureValidator,
      provider: aiProviderValidator,
      model: v.string(),
      ...usageSumFields,
    }),
  ),
  total: usageSumValidator,
  /** Until when calls are counted, ms; null before the first count. */
  countedAt: v.union(v.null(), v.number()),
});
export type Usage = Infer<typeof usageValidator>;

type Row = Doc<"aiUsageDailyAggregates">;

const startOfDay = (at: number): number => Math.floor(at / DAY_MS) * DAY_MS;

async function daysFrom(db: DbReader, organizationId: string | undefined, from: number): Promise<Row[]> {
  return await db
    .query("aiUsageDailyAggregates")
    .withIndex("by_org_and_day", (q) => q.eq("organizationId", organizationId).gte("dayStart", from))
    .take(MAX_DAYS * ROWS_PER_DAY);
}

/** No `organizationId`: of the platform. `days` from 1 to 31. */
export async function readUsage(
  db: DbReader,
  organizationId: string | undefined,
  days: number,
  now: number,
): Promise<Usage> {
  const wanted = Math.min(Math.max(1, Math.floor(days)), MAX_DAYS);
  const from = startOfDay(now) - (wanted - 1) * DAY_MS;
  const rows = await daysFrom(db, organizationId, from);
  const models = new Map<string, Usage["models"][number]>();
  for (const row of rows) {
    const { operation, provider, model } = row;
    const key = `${operation} ${provider} ${model}`;
    models.set(key, { operation, provider, model, ...addUsage(models.get(key) ?? NO_USAGE, row) });
  }
  return {
    days: Array.from({ length: wanted }, (_, index) => {
      const dayStart = from + index * DAY_MS;
      const { cost, calls, failedCalls } = sumOf(rows.filter((row) => row.dayStart === dayStart));
      return { dayStart, cost, calls, failedCalls };
    }),
    models: [...models.values()].sort((a, b) => b.cost - a.cost),
    total: sumOf(rows),
    countedAt: (await findCounter(db))?.countedAt ?? null,
  };
}

const sumOf = (rows: readonly UsageSum[]): UsageSum => rows.reduce(addUsage, NO_USAGE);

/** What an organisation has spent today and this month (UTC), with calls that are not counted yet. Micro-dollars. */
export async function spentBy(
  db: DbReader,
  organizationId: string,
  now: number,
): Promise<{ daily: number; monthly: number }> {
  const today = startOfDay(now);
  const month = Date.parse(`${budgetWindow("monthly", now)}-01T00:00:00Z`);
  const rows = await daysFrom(db, organizationId, month);
  const counter = await findCounter(db);
  const uncounted = (
    await db
      .query("aiUsageLog")
      .withIndex("by_org_and_timestamp", (q) =>
        q.eq("organizationId", organizationId).gte("timestamp", month),
      )
      .order("desc")
      .take(MAX_UNCOUNTED)
  ).filter((call) => !counter || !isCounted(call, counter));
  const counted = (from: number) => sumOf(rows.filter((row) => row.dayStart >= from)).cost;
  const waiting = (from: number) =>
    uncounted.reduce((sum, call) => (call.timestamp >= from ? sum + call.cost : sum), 0);
  return { daily: counted(today) + waiting(today), monthly: counted(month) + waiting(month) };
}

function isCounted(call: Doc<"aiUsageLog">, counter: Doc<"aiUsageCounter">): boolean {
  if (typeof call.commitTs !== "bigint") return false;
  if (call.commitTs !== counter.commitTs) return call.commitTs < counter.commitTs;
  return call._creationTime <= counter.creationTime;
}
