/** Incidents: raised and resolved by health checks, acknowledged and snoozed by staff, each with the runs behind it. */
import { alertTypeValidator } from "@voice-flow/domain/alerts/registry";
import { alertSeverityValidator, alertStatusValidator } from "@voice-flow/domain/vocabulary/operations";
import { type PaginationOptions, paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction } from "../_generated/server";
import { acknowledgeOrThrow, findAlert, snoozeOrThrow } from "../lib/alerts/acts";
import { checkHealth, type HealthCheck } from "../lib/alerts/check";
import {
  ACTIVE_LIMIT,
  alertRow,
  alertRowValidator,
  MAX_HISTORY_PAGE,
  paginateHistory,
  readActiveAlerts,
} from "../lib/alerts/rows";
import { alertRunValidator, MAX_RUNS_PER_PAGE, paginateRuns, runsKeptUntil } from "../lib/alerts/runs";
import { functionError } from "../lib/foundation/errors";
import { readSettings } from "../lib/foundation/settings";
import { staffMutation, staffQuery } from "../lib/host/functions";
import { nameLookup } from "../lib/host/nameLookup";
import { incidentStepValidator } from "../tables/alerts";

const MAX_STEPS = 200;

const boundedPage = (options: PaginationOptions, most: number): PaginationOptions => ({
  ...options,
  numItems: Math.min(Math.max(1, Math.floor(options.numItems)), most),
});

/**
 * The cron's health check: judges every rule for the platform, and those for organisations where something happened.
 * An action of many small transactions: it reads what the pipeline writes all the time, and must not wait for it.
 */
export const checkPipelineHealth = internalAction({
  args: {},
  returns: v.object({
    scopes: v.number(),
    news: v.number(),
    failedRules: v.number(),
    error: v.optional(v.string()),
  }),
  handler: async (ctx): Promise<HealthCheck> => {
    const startedAt = Date.now();
    await ctx.runMutation(internal.models.voicePipelineAlertChecks.beat, { startedAt });
    const result = await checkHealth(ctx, startedAt);
    await ctx.runMutation(internal.models.voicePipelineAlertChecks.beat, {
      startedAt,
      finishedAt: Date.now(),
      steps: result.scopes,
      rows: result.news,
      error: result.error,
    });
    return result;
  },
});

/**
 * What is not resolved: open incidents first, then acknowledged, then snoozed ones, the worst first; at most
 * `limitPerStatus` (1–40, by default 5) of each, `truncated` beyond. A toast is for those that are `open` and not `acknowledged`.
 */
export const getActiveAlerts = staffQuery({
  args: { limitPerStatus: v.optional(v.number()) },
  returns: v.object({ alerts: v.array(alertRowValidator), truncated: v.boolean() }),
  handler: async (ctx, { limitPerStatus = ACTIVE_LIMIT.usual }) =>
    await readActiveAlerts(ctx.db, Math.min(Math.max(1, Math.floor(limitPerStatus)), ACTIVE_LIMIT.most)),
});

/** One incident and its story, oldest step first (at most 200); null if there is none with this id. */
export const getAlert = staffQuery({
  args: { alertId: v.string() },
  returns: v.union(
    v.null(),
    v.object({
      alert: alertRowValidator,
      /** When `getAlertRuns` will have lost runs of it, ms; null for never. */
      runsKeptUntil: v.union(v.null(), v.number()),
      steps: v.array(
        v.object({
          step: incidentStepValidator,
          at: v.number(),
          severity: alertSeverityValidator,
          value: v.number(),
          sentence: v.string(),
          byName: v.optional(v.string()),
          note: v.optional(v.string()),
          snoozedUntil: v.optional(v.number()),
        }),
      ),
    }),
  ),
  handler: async (ctx, { alertId }) => {
    const alert = await findAlert(ctx.db, alertId);
    if (!alert) return null;
    const steps = await ctx.db
      .query("voicePipelineAlertSteps")
      .withIndex("by_alertId_and_at", (q) => q.eq("alertId", alert._id))
      .take(MAX_STEPS);
    const { EVENT_RETENTION_DAYS } = await readSettings(ctx.db);
    return {
      alert: await alertRow(alert, nameLookup(ctx.db)),
      runsKeptUntil: runsKeptUntil(alert, EVENT_RETENTION_DAYS),
      steps: steps.map(({ _id, _creationTime, alertId: _alertId, byAuthUserId, ...step }) => step),
    };
  },
});

/** Says that somebody is on it. Throws ConvexError `not_found`, or `invalid_argument` with the reason. */
export const acknowledgeAlert = staffMutation({
  args: { alertId: v.id("voicePipelineAlerts"), note: v.optional(v.string()) },
  returns: v.null(),
  handler: async (ctx, { alertId, note }) => {
    await acknowledgeOrThrow(ctx, alertId, note, Date.now());
    return null;
  },
});

/**
 * Quiet until a time (`until`, ms, at most seven days ahead) or until it gets worse (`untilWorse`, for at most seven
 * days). Throws ConvexError `not_found`, or `invalid_argument` with the reason.
 */
export const snoozeAlert = staffMutation({
  args: {
    alertId: v.id("voicePipelineAlerts"),
    until: v.optional(v.number()),
    untilWorse: v.optional(v.boolean()),
  },
  returns: v.null(),
  handler: async (ctx, { alertId, until, untilWorse = false }) => {
    if ((until === undefined) !== untilWorse) {
      throw functionError("invalid_argument", "Choose a time, or until it gets worse.");
    }
    await snoozeOrThrow(ctx, alertId, until ?? "worse", Date.now());
    return null;
  },
});

/**
 * Every incident, newest first, at most 50 a page. Filters combine; `organizationId: null` = those of the platform.
 * `from` (inclusive) and `to` (exclusive) are of the time at which it opened, ms.
 */
export const getAlertHistory = staffQuery({
  args: {
    paginationOpts: paginationOptsValidator,
    severities: v.optional(v.array(alertSeverityValidator)),
    types: v.optional(v.array(alertTypeValidator)),
    statuses: v.optional(v.array(alertStatusValidator)),
    organizationId: v.optional(v.union(v.string(), v.null())),
    from: v.optional(v.number()),
    to: v.optional(v.number()),
  },
  returns: paginationResultValidator(alertRowValidator),
  handler: async (ctx, { paginationOpts, ...filters }) =>
    await paginateHistory(ctx.db, filters, boundedPage(paginationOpts, MAX_HISTORY_PAGE)),
});

/**
 * Exactly the runs behind an incident, newest first, at most 50 a page; `errorFingerprint` narrows them to one cause.
 * Empty for an incident that is about no run, or whose id is unknown.
 */
export const getAlertRuns = staffQuery({
  args: {
    alertId: v.string(),
    errorFingerprint: v.optional(v.string()),
    paginationOpts: paginationOptsValidator,
  },
  returns: paginationResultValidator(alertRunValidator),
  handler: async (ctx, { alertId, errorFingerprint, paginationOpts }) => {
    const alert = await findAlert(ctx.db, alertId);
    if (!alert) return { page: [], isDone: true, continueCursor: "" };
    const options = boundedPage(paginationOpts, MAX_RUNS_PER_PAGE);
    return await paginateRuns(ctx.db, alert, errorFingerprint, options);
  },
});
