/**
 * The one counter of AI usage: reads the calls that were committed since its cursor, adds them to the totals of their day
 * and month, and moves the cursor in the same transaction. A call counts exactly once however often and whenever the
 * counter runs, and one that is logged late counts in the day that it belongs to.
 */
import { budgetWindow } from "@voice-flow/domain/costs/budget";
import { DAY_MS } from "@voice-flow/domain/metrics/rollup";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader, DbWriter } from "../foundation/context";

/** Each call writes at most three rows of totals. */
const CALLS_PER_STEP = 500;

type Call = Doc<"aiUsageLog">;
type Cursor = Pick<Doc<"aiUsageCounter">, "commitTs" | "creationTime">;
const BEGINNING: Cursor = { commitTs: 0n, creationTime: 0 };

export interface UsageSum {
  calls: number;
  failedCalls: number;
  cost: number;
  inputTokens: number;
  outputTokens: number;
  cachedTokens: number;
  audioSeconds: number;
  durationMs: number;
  unknownCalls?: number;
  unknownCost?: number;
}

export const NO_USAGE: UsageSum = {
  calls: 0,
  failedCalls: 0,
  cost: 0,
  inputTokens: 0,
  outputTokens: 0,
  cachedTokens: 0,
  audioSeconds: 0,
  durationMs: 0,
  unknownCalls: 0,
  unknownCost: 0,
};

export const addUsage = (a: UsageSum, b: UsageSum): UsageSum => ({
  calls: a.calls + b.calls,
  failedCalls: a.failedCalls + b.failedCalls,
  cost: a.cost + b.cost,
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  cachedTokens: a.cachedTokens + b.cachedTokens,
  audioSeconds: a.audioSeconds + b.audioSeconds,
  durationMs: a.durationMs + b.durationMs,
  unknownCalls: (a.unknownCalls ?? 0) + (b.unknownCalls ?? 0),
  unknownCost: (a.unknownCost ?? 0) + (b.unknownCost ?? 0),
});

const usageOf = ({ succeeded, cost, inputTokens, outputTokens, ...call }: Call): UsageSum => ({
  calls: 1,
  failedCalls: succeeded ? 0 : 1,
  cost,
  inputTokens,
  outputTokens,
  cachedTokens: call.cachedTokens,
  audioSeconds: call.audioSeconds,
  durationMs: call.durationMs,
  unknownCalls: call.unknownCost === undefined ? 0 : 1,
  unknownCost: call.unknownCost ?? 0,
});

export const findCounter = async (db: DbReader): Promise<Doc<"aiUsageCounter"> | null> =>
  await db.query("aiUsageCounter").first();

/** Counts a batch. `more`: there may be further calls that were committed before. */
export async function countUsage(ctx: MutationCtx, now: number): Promise<{ calls: number; more: boolean }> {
  const adopted = await adoptOld(ctx.db);
  const counter = await findCounter(ctx.db);
  const calls = await callsAfter(ctx, counter ?? BEGINNING);
  const last = calls.at(-1);
  const totals = new Map<string, { call: Call; organizationId?: string; sum: UsageSum }>();
  for (const call of calls) {
    for (const organizationId of new Set([undefined, call.organizationId])) {
      const key = JSON.stringify([organizationId, dayOf(call), call.operation, call.provider, call.model]);
      const sum = addUsage(totals.get(key)?.sum ?? NO_USAGE, usageOf(call));
      totals.set(key, { call, organizationId, sum });
    }
  }
  for (const { call, organizationId, sum } of totals.values()) {
    await addToDay(ctx.db, call, organizationId, sum);
    if (organizationId !== undefined) await addToMonth(ctx.db, call, organizationId, sum);
  }
  const position = last ? positionOf(last) : counter;
  if (position) {
    const next = { commitTs: position.commitTs, creationTime: position.creationTime, countedAt: now };
    if (counter) await ctx.db.replace("aiUsageCounter", counter._id, next);
    else await ctx.db.insert("aiUsageCounter", next);
  }
  return { calls: calls.length, more: adopted > 0 || calls.length === CALLS_PER_STEP };
}

/** Gives calls of before there was a cursor a place in its order. */
async function adoptOld(db: DbWriter): Promise<number> {
  const old = await db
    .query("aiUsageLog")
    .withIndex("by_commitTs", (q) => q.eq("commitTs", undefined))
    .take(CALLS_PER_STEP);
  for (const { _id } of old) await db.patch("aiUsageLog", _id, { commitTs: db.vars.commitTs });
  return old.length;
}

/** The first calls after the cursor, in the order of commits; within one commit in the order of creation. */
async function callsAfter(ctx: MutationCtx, { commitTs, creationTime }: Cursor): Promise<Call[]> {
  // What commits from here on is left to the next batch: reading up to "now" would conflict with every new call.
  const upTo = ctx.meta.getSnapshotTs();
  const sameCommit = await ctx.db
    .query("aiUsageLog")
    .withIndex("by_commitTs", (q) => q.eq("commitTs", commitTs).gt("_creationTime", creationTime))
    .take(CALLS_PER_STEP);
  if (sameCommit.length === CALLS_PER_STEP) return sameCommit;
  const later = await ctx.db
    .query("aiUsageLog")
    .withIndex("by_commitTs", (q) => q.gt("commitTs", commitTs).lte("commitTs", upTo))
    .take(CALLS_PER_STEP - sameCommit.length);
  return [...sameCommit, ...later];
}

function positionOf({ callId, commitTs, _creationTime: creationTime }: Call): Cursor {
  if (typeof commitTs !== "bigint") throw new Error(`The call ${callId} is not committed yet.`);
  return { commitTs, creationTime };
}

const dayOf = ({ timestamp }: Call): number => Math.floor(timestamp / DAY_MS) * DAY_MS;

async function addToDay(
  db: DbWriter,
  call: Call,
  organizationId: string | undefined,
  sum: UsageSum,
): Promise<void> {
  const { operation, provider, model } = call;
  const key = { organizationId, dayStart: dayOf(call), operation, provider, model };
  const row = await db
    .query("aiUsageDailyAggregates")
    .withIndex("by_org_and_day", (q) =>
      q
        .eq("organizationId", organizationId)
        .eq("dayStart", key.dayStart)
        .eq("operation", operation)
        .eq("provider", provider)
        .eq("model", model),
    )
    .unique();
  if (row) await db.patch("aiUsageDailyAggregates", row._id, addUsage(row, sum));
  else await db.insert("aiUsageDailyAggregates", { ...key, ...sum });
}

async function addToMonth(db: DbWriter, call: Call, organizationId: string, sum: UsageSum): Promise<void> {
  const month = budgetWindow("monthly", call.timestamp);
  const row = await db
    .query("aiUsageMonthlyTotals")
    .withIndex("by_org_and_month", (q) => q.eq("organizationId", organizationId).eq("month", month))
    .unique();
  if (row) await db.patch("aiUsageMonthlyTotals", row._id, addUsage(row, sum));
  else await db.insert("aiUsageMonthlyTotals", { month, organizationId, ...sum });
}
