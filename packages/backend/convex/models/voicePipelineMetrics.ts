/** Metrics: read for pages, and the jobs that look after their rows. Times in ms, rates 0–1, costs in micro-dollars. */
import { counter, mergeAll } from "@voice-flow/domain/metrics/bucket";
import { endToEndFigures, overallFailureRate } from "@voice-flow/domain/metrics/snapshot";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { internalMutation } from "../_generated/server";
import { functionError } from "../lib/foundation/errors";
import { staffQuery } from "../lib/host/functions";
import { readBuckets } from "../lib/metrics/bucketRows";
import { latencyValidator, stageFiguresValidator, stagesOf } from "../lib/metrics/figures";
import { historicalValidator, readHistorical } from "../lib/metrics/historical";
import { canPlayBack, flowAtValidator, readFlowAt } from "../lib/metrics/playback";
import { windowsOf } from "../lib/metrics/ranges";
import { readRealTime, realTimeValidator } from "../lib/metrics/realTime";
import { metricsRangeValidator } from "../tables/metrics";
import { startJob } from "./metricsJobs";

const DAY_MS = 86_400_000;
const MAX_ORGANIZATIONS_PER_PAGE = 50;

/**
 * The overview's figures. `dayStart` is the caller's last midnight; `now` is rounded by the caller. Throws ConvexError
 * `invalid_argument` for a midnight that is not within the day before `now`.
 */
export const getRealTimeMetrics = staffQuery({
  args: { now: v.number(), dayStart: v.number() },
  returns: realTimeValidator,
  handler: async (ctx, { now, dayStart }) => {
    // A day of a change of clocks has 25 hours.
    if (!(dayStart <= now && now - dayStart <= DAY_MS + 3_600_000)) throw functionError("invalid_argument");
    return await readRealTime(ctx.db, now, dayStart);
  },
});

/**
 * One range with a point per period (7d by the hour, 30d by the day), its totals, and the totals of the range before it.
 * No `organizationId` = the platform. `utcOffsetMinutes` (east of UTC) is for the hours of the week.
 */
export const getHistoricalMetrics = staffQuery({
  args: {
    range: metricsRangeValidator,
    now: v.number(),
    organizationId: v.optional(v.string()),
    utcOffsetMinutes: v.optional(v.number()),
  },
  returns: historicalValidator,
  handler: async (ctx, { range, now, organizationId, utcOffsetMinutes = 0 }) =>
    await readHistorical(ctx.db, { range, now, organizationId, utcOffsetMinutes }),
});

/** Latency, failures and cost of each stage in a range, and of each stage's periods where `withPoints` is set. */
export const getStageBreakdown = staffQuery({
  args: {
    range: metricsRangeValidator,
    now: v.number(),
    organizationId: v.optional(v.string()),
    withPoints: v.optional(v.boolean()),
  },
  returns: v.object({
    from: v.number(),
    to: v.number(),
    stages: v.array(stageFiguresValidator),
    /** Periods with events only, ascending. */
    points: v.array(v.object({ periodStart: v.number(), stages: v.array(stageFiguresValidator) })),
  }),
  handler: async (ctx, { range, now, organizationId, withPoints = false }) => {
    const { period, from, to } = windowsOf(range, now).current;
    const rows = await readBuckets(ctx.db, organizationId, period, from, to);
    const points = withPoints
      ? rows.map(({ periodStart, bucket }) => ({ periodStart, stages: stagesOf(bucket) }))
      : [];
    return { from, to, stages: stagesOf(mergeAll(rows.map((row) => row.bucket))), points };
  },
});

/**
 * The flow graph as it was at `at`, on the five minutes and within the last 24 hours; `now` is rounded by the caller.
 * Throws ConvexError `invalid_argument` for any other moment.
 */
export const getFlowAt = staffQuery({
  args: { at: v.number(), now: v.number() },
  returns: flowAtValidator,
  handler: async (ctx, { at, now }) => {
    if (!canPlayBack(at, now)) {
      throw functionError("invalid_argument", "Choose a moment of the last 24 hours, on the five minutes.");
    }
    return await readFlowAt(ctx.db, at);
  },
});

const organizationRowValidator = v.object({
  organizationId: v.string(),
  /** As it was when the totals were added up; absent for an organisation that is not registered. */
  organizationName: v.optional(v.string()),
  received: v.number(),
  completed: v.number(),
  failed: v.number(),
  failureRate: v.number(),
  claims: v.number(),
  drafts: v.number(),
  aiCost: v.number(),
  endToEnd: latencyValidator,
  /** What was added up, ms. */
  from: v.number(),
  to: v.number(),
});

/**
 * Organisations by the number of notes received in a range, most first, at most 50 a page. The totals are added up once
 * a minute while organisations are few and once an hour at 5,000.
 */
export const getOrgBreakdown = staffQuery({
  args: { range: metricsRangeValidator, paginationOpts: paginationOptsValidator },
  returns: paginationResultValidator(organizationRowValidator),
  handler: async (ctx, { range, paginationOpts }) => {
    const numItems = Math.min(Math.max(1, paginationOpts.numItems), MAX_ORGANIZATIONS_PER_PAGE);
    const found = await ctx.db
      .query("voicePipelineOrgTotals")
      .withIndex("by_range_and_volume", (q) => q.eq("range", range))
      .order("desc")
      .paginate({ ...paginationOpts, numItems });
    return { ...found, page: found.page.map(organizationRow) };
  },
});

function organizationRow({
  bucket,
  organizationId,
  organizationName,
  from,
  to,
}: Doc<"voicePipelineOrgTotals">) {
  return {
    organizationId,
    organizationName,
    received: counter(bucket, "artifactsReceived"),
    completed: counter(bucket, "artifactsCompleted"),
    failed: counter(bucket, "artifactsFailed"),
    failureRate: overallFailureRate(bucket),
    claims: counter(bucket, "claims"),
    drafts: counter(bucket, "drafts"),
    aiCost: counter(bucket, "aiCost"),
    endToEnd: endToEndFigures(bucket),
    from,
    to,
  };
}

/** Gives the platform's quiet hours their rows, also those of runs that were missed. The hours with events are the worker's. */
export const aggregateHourlyMetrics = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => await startJob(ctx, "aggregate-pipeline-hourly-metrics", Date.now()),
});

/** Makes the last days what their hours add up to, for every scope, and gives quiet days their rows. */
export const aggregateDailyMetrics = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => await startJob(ctx, "aggregate-pipeline-daily-metrics", Date.now()),
});

/** Deletes rows past their retention, all of them, in steps. */
export const cleanupOldSnapshots = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => await startJob(ctx, "cleanup-pipeline-snapshots", Date.now()),
});

/** Deletes events past their retention, all of them, in steps. */
export const cleanupOldEvents = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => await startJob(ctx, "cleanup-pipeline-events", Date.now()),
});
