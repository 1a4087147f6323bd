import { mergeAll } from "@voice-flow/domain/metrics/bucket";
import { bucketDelta } from "@voice-flow/domain/metrics/rollup";
import { toSnapshotFields } from "@voice-flow/domain/metrics/snapshot";
import fc from "fast-check";
import { expect, test } from "vitest";
import { internal } from "../convex/_generated/api";
import type { PipelineEvent } from "../convex/tables/monitoring";
import { createBackend, settle } from "./harness";
import { anEvent, DAY, HOUR, log, MINUTE, metricsRows, rollUpAll, snapshot, TEN_OCLOCK } from "./metrics";

/** Convex allows 32,000 documents and 16 MiB read, 16,000 written, 4,096 index ranges; a job takes a quarter at most. */
const QUARTER = {
  documentsRead: 8_000,
  documentsWritten: 4_000,
  bytesRead: 4 << 20,
  bytesWritten: 4 << 20,
  databaseQueries: 1_024,
  functionsScheduled: 250,
};

function someDay(): PipelineEvent[] {
  const events: PipelineEvent[] = [];
  for (let note = 0; note < 40; note += 1) {
    const at = TEN_OCLOCK + note * 7 * MINUTE;
    const organizationId = note % 4 === 0 ? undefined : `org-${note % 4}`;
    events.push(
      anEvent("artifact_received", at, { organizationId, newStatus: "received", pipelineStage: "ingestion" }),
      anEvent("transcription_completed", at + 5_000, {
        organizationId,
        pipelineStage: "transcription",
        durationMs: 2_000 + note * 100,
        metadata: { aiModel: "whisper-1", aiCost: 900 + note, confidenceScore: 0.8, transcriptDuration: 9 },
      }),
      note % 5 === 0
        ? anEvent("artifact_failed", at + 9_000, { organizationId, pipelineStage: "claims_extraction" })
        : anEvent("artifact_completed", at + 20_000, { organizationId, durationMs: 20_000 + note * 1_000 }),
    );
  }
  return events;
}

const recount = (events: readonly PipelineEvent[]) => toSnapshotFields(mergeAll(events.map(bucketDelta)));

test("M2-002 an hourly snapshot equals the recount of raw events, for the platform and per organisation", async () => {
  const t = createBackend();
  const events = someDay();
  await log(t, events);
  await rollUpAll(t);
  for (const hour of [0, 1, 2, 3, 4]) {
    const start = TEN_OCLOCK + hour * HOUR;
    const within = events.filter((event) => event.timestamp >= start && event.timestamp < start + HOUR);
    expect(within.length).toBeGreaterThan(0);
    expect(await snapshot(t, "hourly", start)).toMatchObject({ ...recount(within), periodEnd: start + HOUR });
    const ofOne = within.filter((event) => event.organizationId === "org-1");
    expect(await snapshot(t, "hourly", start, "org-1")).toMatchObject(recount(ofOne));
  }
  const day = Math.floor(TEN_OCLOCK / DAY) * DAY;
  expect(await snapshot(t, "daily", day)).toMatchObject(recount(events));
});

test("the platform is the sum of all organisations and of what has none", async () => {
  const t = createBackend();
  const events = someDay();
  await log(t, events);
  await rollUpAll(t);
  const day = Math.floor(TEN_OCLOCK / DAY) * DAY;
  const platform = await snapshot(t, "daily", day);
  let received = events.filter(
    (event) => event.eventType === "artifact_received" && !event.organizationId,
  ).length;
  expect(received).toBe(10);
  for (const organizationId of ["org-1", "org-2", "org-3"]) {
    received += (await snapshot(t, "daily", day, organizationId))?.artifactsReceived ?? 0;
  }
  expect(platform?.artifactsReceived).toBe(received);
  expect(platform?.bucket.models).toEqual([
    { model: "whisper-1", calls: 40, aiCost: 40 * 900 + (39 * 40) / 2 },
  ]);
});

test("rows are the same whatever the batches, the order of arrival and the jobs that run in between", async () => {
  const events = someDay();
  const whole = createBackend();
  await log(whole, events);
  await rollUpAll(whole);
  const expected = await metricsRows(whole);
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray(events, { minLength: events.length }),
      fc.integer({ min: 10, max: 70 }),
      async (shuffled, size) => {
        const t = createBackend();
        await t.run(async (ctx) => {
          const row = { key: "ROLLUP_BATCH_SIZE", value: size, updatedBy: "test", updatedAt: 0 };
          await ctx.db.insert("platformSettings", row);
        });
        for (let from = 0; from < shuffled.length; from += 37) {
          await log(t, shuffled.slice(from, from + 37));
          await t.mutation(internal.models.voicePipelineRollup.rollUp, {});
        }
        await rollUpAll(t);
        expect(await metricsRows(t)).toEqual(expected);
      },
    ),
    { numRuns: 4 },
  );
});

test("an event that is logged twice, and a worker that runs again, change nothing", async () => {
  const t = createBackend();
  const events = someDay();
  await log(t, events);
  await rollUpAll(t);
  const rows = await metricsRows(t);
  await log(t, events);
  expect(await rollUpAll(t)).toBe(1);
  expect(await metricsRows(t)).toEqual(rows);
});

test("late events are counted in the hour in which they happened", async () => {
  const t = createBackend();
  await log(t, [anEvent("artifact_received", TEN_OCLOCK + 3 * HOUR)]);
  await rollUpAll(t);
  await log(t, [anEvent("artifact_received", TEN_OCLOCK + 5 * MINUTE)]);
  await rollUpAll(t);
  expect((await snapshot(t, "hourly", TEN_OCLOCK))?.artifactsReceived).toBe(1);
  expect((await snapshot(t, "hourly", TEN_OCLOCK + 3 * HOUR))?.artifactsReceived).toBe(1);
  expect((await snapshot(t, "daily", Math.floor(TEN_OCLOCK / DAY) * DAY))?.artifactsReceived).toBe(2);
});

test("one commit with more events than a batch loses none of them", async () => {
  const t = createBackend();
  await t.run(async (ctx) => {
    await ctx.db.insert("platformSettings", {
      key: "ROLLUP_BATCH_SIZE",
      value: 10,
      updatedBy: "test",
      updatedAt: 0,
    });
    for (let index = 0; index < 95; index += 1) {
      const event = anEvent("artifact_received", TEN_OCLOCK + index);
      await ctx.db.insert("voicePipelineEvents", { ...event, commitTs: ctx.db.vars.commitTs });
    }
  });
  expect(await rollUpAll(t)).toBe(10);
  expect((await snapshot(t, "hourly", TEN_OCLOCK))?.artifactsReceived).toBe(95);
});

test("a batch in which every event is of another organisation stays within a quarter of Convex's limits", async () => {
  const t = createBackend({ transactionLimits: QUARTER });
  const events = Array.from({ length: 450 }, (_, index) =>
    anEvent("artifact_completed", TEN_OCLOCK + index, {
      organizationId: `org-${index}`,
      durationMs: 1_000 + index,
    }),
  );
  await log(t, events);
  expect(await rollUpAll(t)).toBeGreaterThan(2);
  expect((await snapshot(t, "hourly", TEN_OCLOCK))?.artifactsCompleted).toBe(450);
  expect((await snapshot(t, "hourly", TEN_OCLOCK, "org-449"))?.artifactsCompleted).toBe(1);
});

test("an event that cannot be aggregated is passed over and counted, and holds up nothing", async () => {
  const t = createBackend();
  await log(t, [
    anEvent("artifact_completed", TEN_OCLOCK, { durationMs: Number.NaN }),
    anEvent("artifact_completed", TEN_OCLOCK, { durationMs: 5 }),
  ]);
  await rollUpAll(t);
  const state = await t.run((ctx) => ctx.db.query("voicePipelineRollup").first());
  expect(state).toMatchObject({ aggregatedEvents: 1, skippedEvents: 1 });
  expect((await snapshot(t, "hourly", TEN_OCLOCK))?.artifactsCompleted).toBe(1);
});

test("logging events starts one chain of runs, which aggregates them without anybody calling", async () => {
  const t = createBackend();
  await t.run(async (ctx) => {
    await ctx.db.insert("platformSettings", {
      key: "ROLLUP_DEBOUNCE_MS",
      value: 100,
      updatedBy: "test",
      updatedAt: 0,
    });
  });
  for (let index = 0; index < 5; index += 1) await log(t, [anEvent("artifact_received", TEN_OCLOCK)]);
  await settle(t);
  await expect
    .poll(async () => (await snapshot(t, "hourly", TEN_OCLOCK))?.artifactsReceived, { timeout: 10_000 })
    .toBe(5);
  const chains = await t.run((ctx) => ctx.db.query("voicePipelineRollupChain").take(5));
  expect(chains).toHaveLength(1);
  // While the chain goes on, an event is logged without starting another one or writing a row that others write.
  const starts = () =>
    t.run(async (ctx) => {
      const scheduled = await ctx.db.system.query("_scheduled_functions").collect();
      return scheduled.filter((row) => row.name.endsWith(":startRollUp")).length;
    });
  const before = await starts();
  expect(before).toBeGreaterThan(0);
  await log(t, [anEvent("artifact_received", TEN_OCLOCK)]);
  expect(await starts()).toBe(before);
});
