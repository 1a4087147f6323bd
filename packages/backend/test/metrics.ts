/** Events for tests of metrics: made without the pipeline, logged as the pipeline logs them. */
import { outcomeOf } from "@voice-flow/domain/events/event";
import type { PipelineEventType } from "@voice-flow/domain/vocabulary/pipeline";
import { internal } from "../convex/_generated/api";
import type { PipelineEvent } from "../convex/tables/monitoring";
import type { Backend } from "./harness";

/** 2026-03-10, a Tuesday, 10:00 UTC. */
export const TEN_OCLOCK = Date.UTC(2026, 2, 10, 10);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

let made = 0;

export function anEvent(
  eventType: PipelineEventType,
  timestamp: number,
  fields: Partial<PipelineEvent> = {},
): PipelineEvent {
  made += 1;
  return { eventId: `event-${made}`, eventType, outcome: outcomeOf(eventType), timestamp, ...fields };
}

export async function log(t: Backend, events: PipelineEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += 200) {
    await t.mutation(internal.models.voicePipelineEvents.logEvents, {
      events: events.slice(from, from + 200),
    });
  }
}

/** Runs the worker until nothing is left. Returns the batches. */
export async function rollUpAll(t: Backend): Promise<number> {
  for (let batches = 1; ; batches += 1) {
    const { caughtUp } = await t.mutation(internal.models.voicePipelineRollup.rollUp, {});
    if (caughtUp) return batches;
    if (batches > 1000) throw new Error("The roll-up does not come to an end.");
  }
}

/** Every stored row of metrics, without ids and times of creation, in one order: for comparing runs. */
export async function metricsRows(t: Backend) {
  return await t.run(async (ctx) => {
    const buckets = await ctx.db.query("voicePipelineMetricsBuckets").collect();
    const snapshots = await ctx.db.query("voicePipelineMetricsSnapshots").collect();
    const days = await ctx.db.query("voicePipelineDayProfiles").collect();
    const plain = (rows: readonly object[]) =>
      rows
        .map((row) => ({ ...row, _id: null, _creationTime: null, createdAt: null }))
        .map((row) => JSON.stringify(row))
        .sort();
    return { buckets: plain(buckets), snapshots: plain(snapshots), days: plain(days) };
  });
}

export async function snapshot(
  t: Backend,
  periodType: "hourly" | "daily",
  periodStart: number,
  organizationId?: string,
) {
  return await t.run(async (ctx) =>
    ctx.db
      .query("voicePipelineMetricsSnapshots")
      .withIndex("by_org_periodType_start", (q) =>
        q.eq("organizationId", organizationId).eq("periodType", periodType).eq("periodStart", periodStart),
      )
      .unique(),
  );
}

/** Runs a job to its end, step by step. */
export async function runJob(t: Backend, job: Parameters<typeof jobStep>[1], now: number) {
  let cursor: string | null = null;
  let rows = 0;
  for (let steps = 1; ; steps += 1) {
    const step: { rows: number; cursor: string | null } = await jobStep(t, job, now, cursor);
    rows += step.rows;
    cursor = step.cursor;
    if (cursor === null) return { steps, rows };
  }
}
export const jobStep = (
  t: Backend,
  job: (typeof internal.models.metricsJobs.doStep)["_args"]["job"],
  startedAt: number,
  cursor: string | null,
) => t.mutation(internal.models.metricsJobs.doStep, { job, startedAt, cursor });
