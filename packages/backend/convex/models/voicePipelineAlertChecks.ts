/** The transactions of a health check; `models/voicePipelineAlerts:checkPipelineHealth` calls them one after another. */
import { v } from "convex/values";
import { internalMutation, internalQuery } from "../_generated/server";
import { activeOrganizations, watchedOrganizations } from "../lib/alerts/check";
import { gatherScope, scopeCheckValidator } from "../lib/alerts/gather";
import { recordScope } from "../lib/alerts/record";
import { recordHeartbeat } from "../lib/foundation/heartbeat";
import { startJob } from "./metricsJobs";

const listedValidator = v.object({
  organizationIds: v.array(v.string()),
  next: v.union(v.string(), v.null()),
});

/** What the rules find in one scope (`platform` or `org:<id>`) at `now`, ms. */
export const gather = internalQuery({
  args: { scope: v.string(), now: v.number() },
  returns: scopeCheckValidator,
  handler: async (ctx, { scope, now }) => await gatherScope(ctx.db, scope, now),
});

/** Opens, updates and resolves the scope's incidents by what was found. */
export const record = internalMutation({
  args: { scope: v.string(), now: v.number(), found: scopeCheckValidator },
  returns: v.object({ counted: v.boolean(), news: v.number(), failedRules: v.number() }),
  handler: async (ctx, { scope, now, found }) => await recordScope(ctx, scope, found, now),
});

export const listWatched = internalQuery({
  args: { after: v.string() },
  returns: listedValidator,
  handler: async (ctx, { after }) => await watchedOrganizations(ctx.db, after),
});

export const listActive = internalQuery({
  args: { now: v.number(), cursor: v.union(v.string(), v.null()) },
  returns: listedValidator,
  handler: async (ctx, { now, cursor }) => await activeOrganizations(ctx.db, now, cursor),
});

/** Writes the heartbeat of a check that begins (no `finishedAt`) or has ended; ms. */
export const beat = internalMutation({
  args: {
    startedAt: v.number(),
    finishedAt: v.optional(v.number()),
    steps: v.optional(v.number()),
    rows: v.optional(v.number()),
    error: v.optional(v.string()),
  },
  returns: v.null(),
  handler: async (ctx, run) => {
    await recordHeartbeat(ctx.db, "check-pipeline-health", run);
    return null;
  },
});

/** Deletes resolved incidents past their retention, with all that belongs to them. */
export const cleanupAlerts = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => await startJob(ctx, "cleanup-pipeline-alerts", Date.now()),
});
