import { type Infer, v } from "convex/values";
import { EXPECTED_INTERVAL_MS, findHeartbeat, HEARTBEAT_NAMES, isOverdue } from "../lib/foundation/heartbeat";
import { staffQuery } from "../lib/host/functions";

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
      HEARTBEAT_NAMES.map(async (name) => {
        const row = await findHeartbeat(ctx.db, name);
        if (!row)
          return { name, status: "never_ran" as const, expectedIntervalMs: EXPECTED_INTERVAL_MS[name] };
        const { _id, _creationTime, name: _name, lastOk, ...shown } = row;
        const status = isOverdue(row, now)
          ? ("overdue" as const)
          : lastOk === false
            ? ("failed" as const)
            : ("ok" as const);
        return { name, status, ...shown };
      }),
    ),
});
