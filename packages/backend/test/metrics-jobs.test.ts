import { toSnapshotFields } from "@voice-flow/domain/metrics/snapshot";
import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { finishChain } from "./chains";
import { asCoach, asStaff, createBackend, seedClub, settle } from "./harness";
import {
  anEvent,
  DAY,
  HOUR,
  log,
  MINUTE,
  metricsRows,
  rollUpAll,
  runJob,
  snapshot,
  TEN_OCLOCK,
} from "./metrics";

const { voicePipelineMetrics, heartbeats } = api.models;
const NOW = TEN_OCLOCK + 30 * MINUTE;

test("M2-001 the aggregation jobs fill quiet hours and missed days, repair damage, and change nothing when they run again", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const at = NOW - 2 * DAY;
  await log(t, [
    anEvent("artifact_received", at, { organizationId: "a" }),
    anEvent("artifact_received", at + 3 * HOUR, { organizationId: "a" }),
    anEvent("artifact_received", NOW, { organizationId: "b" }),
  ]);
  await rollUpAll(t);
  const day = Math.floor(at / DAY) * DAY;
  const before = await snapshot(t, "daily", day, "a");
  await t.run(async (ctx) => {
    if (before) await ctx.db.delete("voicePipelineMetricsSnapshots", before._id);
  });
  // In "another order": the day before its hours.
  await runJob(t, "aggregate-pipeline-daily-metrics", NOW);
  const hourly = await runJob(t, "aggregate-pipeline-hourly-metrics", NOW);
  expect(hourly.rows).toBe(46);
  const { _id, _creationTime, createdAt, ...expected } = before ?? {};
  expect(await snapshot(t, "daily", day, "a")).toMatchObject(expected);
  expect(await snapshot(t, "hourly", TEN_OCLOCK - HOUR)).toMatchObject({
    artifactsReceived: 0,
    p95EndToEndLatency: 0,
  });
  const rows = await metricsRows(t);
  expect((await runJob(t, "aggregate-pipeline-hourly-metrics", NOW)).rows).toBe(0);
  expect((await runJob(t, "aggregate-pipeline-daily-metrics", NOW)).rows).toBe(0);
  expect(await metricsRows(t)).toEqual(rows);
  // A late event in an hour that was filled with zeros is counted.
  await log(t, [anEvent("artifact_received", TEN_OCLOCK - MINUTE)]);
  await rollUpAll(t);
  expect((await snapshot(t, "hourly", TEN_OCLOCK - HOUR))?.artifactsReceived).toBe(1);
  expect(
    (await staff.query(voicePipelineMetrics.getHistoricalMetrics, { range: "24h", now: NOW })).totals
      .artifactsReceived,
  ).toBe(2);
});

test("clean-up deletes all that is too old, in steps, and no event that is not aggregated", async () => {
  const t = createBackend();
  await t.run(async (ctx) => {
    await ctx.db.insert("platformSettings", {
      key: "CLEANUP_BATCH_SIZE",
      value: 10,
      updatedBy: "t",
      updatedAt: 0,
    });
  });
  const old = Array.from({ length: 35 }, (_, index) =>
    anEvent("artifact_received", NOW - 31 * DAY + index * 1000, { organizationId: `org-${index % 5}` }),
  );
  await log(t, [...old, anEvent("artifact_received", NOW)]);
  const left = () => t.run(async (ctx) => (await ctx.db.query("voicePipelineEvents").collect()).length);
  await runJob(t, "cleanup-pipeline-events", NOW);
  expect(await left()).toBe(36);
  await rollUpAll(t);
  expect((await runJob(t, "cleanup-pipeline-events", NOW)).steps).toBe(4);
  expect(await left()).toBe(1);
  await runJob(t, "cleanup-pipeline-snapshots", NOW + 10 * DAY);
  const day = Math.floor((NOW - 31 * DAY) / DAY) * DAY;
  const hour = Math.floor((NOW - 31 * DAY) / HOUR) * HOUR;
  expect(await snapshot(t, "hourly", hour, "org-1")).toBeNull();
  expect(await snapshot(t, "hourly", hour)).toBeNull();
  expect(await snapshot(t, "hourly", TEN_OCLOCK)).not.toBeNull();
  expect((await snapshot(t, "daily", day))?.artifactsReceived).toBe(35);
  await runJob(t, "cleanup-pipeline-snapshots", NOW + 95 * DAY);
  expect(await snapshot(t, "daily", day)).toBeNull();
});

test("each job leaves a heartbeat with its steps and time; one that stopped is overdue, one that throws has failed", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const club = await seedClub(t);
  const list = (now: number) => staff.query(heartbeats.list, { now });
  expect(new Set((await list(0)).map((row) => row.status))).toEqual(new Set(["never_ran"]));
  await t.mutation(internal.models.voicePipelineMetrics.aggregateHourlyMetrics, {});
  await settle(t);
  const of = async (now: number) =>
    (await list(now)).find((row) => row.name === "aggregate-pipeline-hourly-metrics");
  expect(await of(Date.now())).toMatchObject({ status: "ok", lastSteps: 1, lastRows: 0 });
  expect((await of(Date.now() + 2 * HOUR))?.status).toBe("overdue");
  // A row that cannot be: the job that meets it throws, and says so.
  await t.run(async (ctx) => {
    for (const key of [1, 2]) {
      await ctx.db.insert("voicePipelineMetricsSnapshots", brokenRow(key));
    }
  });
  await t.mutation(internal.models.voicePipelineMetrics.aggregateDailyMetrics, {});
  await finishChain(t, "aggregate-pipeline-daily-metrics");
  const failed = (await list(Date.now())).find((row) => row.name === "aggregate-pipeline-daily-metrics");
  expect(failed).toMatchObject({ status: "failed", lastError: "step_failed" });
  const coach = await asCoach(t, club.coachUserId);
  await expect(coach.query(heartbeats.list, { now: 0 })).rejects.toMatchObject({
    data: { code: "not_platform_staff" },
  });
});

/** Yesterday's first hour with a histogram whose text is damaged. */
function brokenRow(key: number) {
  const start = Math.floor(Date.now() / DAY) * DAY - DAY + key * HOUR;
  const histogram = { count: 1, sum: 1, min: 1, max: 1, bins: "?" };
  return {
    ...toSnapshotFields({ counters: {}, stages: {} }),
    periodType: "hourly" as const,
    scopeKind: "platform" as const,
    periodStart: start,
    periodEnd: start + HOUR,
    bucket: { counters: {}, stages: {}, endToEnd: histogram },
    createdAt: 0,
  };
}
