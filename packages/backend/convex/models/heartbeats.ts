import { MINUTE_MS } from "@voice-flow/domain/time";
import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { findHeartbeat } from "../lib/foundation/heartbeat";
import { staffQuery } from "../lib/host/functions";
import { BACKGROUND_JOBS, expectedIntervalMs } from "./backgroundJobs";

const jobValidator = v.object({
  name: v.string(),
  status: v.union(v.literal("ok"), v.literal("failed"), v.literal("overdue"), v.literal("never_ran")),
  expectedIntervalMs: v.number(),
  lastStartedAt: v.optional(v.number()),
  lastFinishedAt: v.optional(v.number()),
  lastDurationMs: v.optional(v.number()),
  /** Transactions and rows of the last run that ended. */
  lastSteps: v.optional(v.number()),
  lastRows: v.optional(v.number()),
  lastError: v.optional(v.string()),
});

/**
 * Every background job of the monitoring with its last run. `now` in ms, rounded by the caller; times in ms.
 * `never_ran` = no run since the deployment began; `failed` = the last run that ended did so with an error.
 */
export const list = staffQuery({
  args: { now: v.number() },
  returns: v.array(jobValidator),
  handler: async (ctx, { now }): Promise<Infer<typeof jobValidator>[]> =>
    await Promise.all(
      Object.entries(BACKGROUND_JOBS).map(async ([name, job]) => {
        const intervalMs = expectedIntervalMs(job);
        const row = await findHeartbeat(ctx.db, name);
        if (!row) return { name, status: "never_ran" as const, expectedIntervalMs: intervalMs };
        const { _id, _creationTime, lastOk, ...shown } = row;
        const status = isOverdue(row, intervalMs, now)
          ? ("overdue" as const)
          : lastOk === false
            ? ("failed" as const)
            : ("ok" as const);
        return { ...shown, name, status, expectedIntervalMs: intervalMs };
      }),
    ),
});

/** Half an interval of grace and a minute: a job that is late by less is not worth anybody's attention. */
const isOverdue = (row: Doc<"heartbeats">, intervalMs: number, now: number): boolean =>
  now - row.lastStartedAt > intervalMs * 1.5 + MINUTE_MS;
