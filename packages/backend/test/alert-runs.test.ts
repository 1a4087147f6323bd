import { traffic } from "@voice-flow/domain/alerts/testing";
import { mergeAll } from "@voice-flow/domain/metrics/bucket";
import { bucketDelta } from "@voice-flow/domain/metrics/rollup";
import { expect, test } from "vitest";
import { api } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import {
  CHECK_MS,
  checkScope,
  setNormal,
  setWindow,
  storeArtifact,
  storeFailure,
  storeOpenNames,
} from "./alert-rows";
import { asStaff, type Backend, createBackend, seedClub, settle } from "./harness";
import { anEvent, log } from "./metrics";

const NOW = Math.ceil(Date.now() / CHECK_MS) * CHECK_MS;
const MINUTE = 60_000;
const { getAlert, getAlertRuns } = api.models.voicePipelineAlerts;

async function allRuns(t: Backend, alertId: string, errorFingerprint?: string) {
  const staff = await asStaff(t);
  const found = [];
  for (let cursor: string | null = null; ; ) {
    const args = { alertId, errorFingerprint, paginationOpts: { numItems: 20, cursor } };
    const page: Awaited<ReturnType<typeof staff.query<typeof getAlertRuns>>> = await staff.query(
      getAlertRuns,
      args,
    );
    found.push(...page.page);
    if (page.isDone) return found;
    cursor = page.continueCursor;
  }
}

test("behind a failure rate are exactly the failures of its window, scope and cause, also later", async () => {
  const t = createBackend({ transactionLimits: { documentsRead: 300 } });
  const { organizationId } = await seedClub(t);
  const inside: Id<"voiceNoteArtifacts">[] = [];
  for (let run = 0; run < 30; run += 1) {
    const artifactId = await storeArtifact(t, NOW - 20 * MINUTE, { organizationId });
    const errorCode = run < 25 ? ("provider_timeout" as const) : ("media_too_large" as const);
    await storeFailure(t, NOW - 20 * MINUTE + run, { organizationId, artifactId, errorCode });
    inside.push(artifactId);
  }
  await storeFailure(t, NOW - 31 * MINUTE, { organizationId });
  await storeFailure(t, NOW - 10 * MINUTE, { organizationId: "org-other" });
  await setWindow(t, NOW - 20 * MINUTE, traffic({ failed: 30, completed: 5 }), organizationId);
  await checkScope(t, NOW, `org:${organizationId}`);
  const alert = await t.run(async (ctx) => ctx.db.query("voicePipelineAlerts").unique());
  if (!alert) throw new Error("No incident was opened.");
  // What fails after the incident is not behind it.
  await storeFailure(t, NOW + MINUTE, { organizationId });
  const runs = await allRuns(t, alert._id);
  expect(runs.map(({ artifact }) => artifact?._id)).toEqual([...inside].reverse());
  expect(runs[0]).toMatchObject({
    at: NOW - 20 * MINUTE + 29,
    run: { eventType: "artifact_failed", errorCode: "media_too_large", attempt: 1 },
    artifact: { organizationName: "Grange GAA" },
  });
  expect(await allRuns(t, alert._id, "transcription:media_too_large:1")).toHaveLength(5);
  const staff = await asStaff(t);
  const shown = await staff.query(getAlert, { alertId: alert._id });
  expect(shown?.runsKeptUntil).toBe(NOW + 30 * 86_400_000);
  expect(shown?.alert).toMatchObject({
    errorGroups: [
      { fingerprint: "transcription:provider_timeout:1", errorCode: "provider_timeout", count: 25 },
      { fingerprint: "transcription:media_too_large:1", count: 5 },
    ],
    link: {
      page: "artifacts",
      alertId: alert._id,
      organizationId,
      statuses: ["failed"],
      eventTypes: ["artifact_failed"],
      errorCodes: [],
      from: NOW - 30 * MINUTE,
      to: NOW,
    },
  });
  await settle(t);
});

test("behind a queue and a backlog are the notes that were in it when the incident opened", async () => {
  const t = createBackend();
  const queued: Id<"voiceNoteArtifacts">[] = [];
  for (let note = 0; note < 60; note += 1) queued.push(await storeArtifact(t, NOW - note));
  await storeOpenNames(t, NOW, 101);
  await checkScope(t, NOW);
  await checkScope(t, NOW + CHECK_MS);
  const alerts = await t.run(async (ctx) => ctx.db.query("voicePipelineAlerts").collect());
  const of = (type: string) => alerts.find((alert) => alert.type === type)?._id ?? "";
  await t.run(async (ctx) => {
    for (const id of queued) await ctx.db.patch("voiceNoteArtifacts", id, { currentStage: "transcription" });
  });
  const behindQueue = await allRuns(t, of("QUEUE_DEPTH"));
  expect(behindQueue.map(({ artifact }) => artifact?._id).sort()).toEqual([...queued].sort());
  expect(await allRuns(t, of("DISAMBIGUATION_BACKLOG"))).toHaveLength(1);
  expect(await allRuns(t, "nonsense")).toEqual([]);
  await settle(t);
});

test("behind a slow stage are that stage's runs; behind an open breaker what opened it and what it refused", async () => {
  const t = createBackend();
  const at = NOW - 5 * MINUTE;
  await setNormal(t, NOW, traffic({ completed: 200 }));
  await setWindow(t, at, traffic({ completed: 20, transcription: 60_000 }));
  const slow = { pipelineStage: "transcription", durationMs: 60_000 } as const;
  await log(t, [
    anEvent("transcription_completed", at, slow),
    anEvent("claims_extracted", at, { pipelineStage: "claims_extraction", durationMs: 900 }),
    anEvent("transcription_completed", NOW - 2 * 3_600_000, slow),
  ]);
  await storeFailure(t, at - 1, { errorCode: "provider_timeout" });
  await storeFailure(t, at + 1, { errorCode: "circuit_open" });
  await storeFailure(t, at + 1, { errorCode: "media_too_large" });
  await t.run(async (ctx) => {
    const opened = { circuitBreakerState: "open" as const, openedAt: at, updatedAt: at };
    await ctx.db.insert("aiServiceHealth", { provider: "openai", recentFailures: [], ...opened });
  });
  await checkScope(t, NOW);
  await checkScope(t, NOW + CHECK_MS);
  const alerts = await t.run(async (ctx) => ctx.db.query("voicePipelineAlerts").collect());
  const runsOf = async (type: string) =>
    (await allRuns(t, alerts.find((alert) => alert.type === type)?._id ?? "")).map(({ run }) => run);
  expect(await runsOf("HIGH_LATENCY")).toMatchObject([
    { eventType: "transcription_completed", stage: "transcription", durationMs: 60_000 },
  ]);
  expect(await runsOf("CIRCUIT_BREAKER")).toMatchObject([
    { errorCode: "circuit_open" },
    { errorCode: "provider_timeout" },
  ]);
  await settle(t);
});

test("behind a slow way from receipt to drafts are first attempts: a retry's time is that of whoever asked", async () => {
  const t = createBackend();
  const at = NOW - 5 * MINUTE;
  await setNormal(t, NOW, traffic({ completed: 200 }));
  await setWindow(t, at, traffic({ completed: 20, endToEnd: 90_000 }));
  await log(t, [
    anEvent("artifact_completed", at, { durationMs: 90_000, attempt: 1 }),
    anEvent("artifact_completed", at, { durationMs: 86_400_000, attempt: 2 }),
  ]);
  await checkScope(t, NOW);
  await checkScope(t, NOW + CHECK_MS);
  const alerts = await t.run(async (ctx) => ctx.db.query("voicePipelineAlerts").collect());
  const slow = alerts.find(({ type }) => type === "HIGH_LATENCY");
  const runs = (await allRuns(t, slow?._id ?? "")).map(({ run }) => run);
  expect(runs).toMatchObject([{ eventType: "artifact_completed", durationMs: 90_000, attempt: 1 }]);
  await settle(t);
});

test("behind a slow ingestion are the changes of status that end it", async () => {
  const t = createBackend();
  const at = NOW - 5 * MINUTE;
  const ends = (count: number, durationMs: number) => {
    const one = anEvent("artifact_status_changed", at, { pipelineStage: "ingestion", durationMs });
    return mergeAll(Array.from({ length: count }, () => bucketDelta(one)));
  };
  await setNormal(t, NOW, ends(100, 500));
  await setWindow(t, at, ends(20, 9_000));
  await log(t, [
    anEvent("artifact_status_changed", at, { pipelineStage: "ingestion", durationMs: 9_000 }),
    anEvent("artifact_status_changed", at, { pipelineStage: "ingestion" }),
  ]);
  await checkScope(t, NOW);
  await checkScope(t, NOW + CHECK_MS);
  const alerts = await t.run(async (ctx) => ctx.db.query("voicePipelineAlerts").collect());
  const alert = alerts.find(({ type }) => type === "HIGH_LATENCY");
  expect(alert).toMatchObject({ stage: "ingestion" });
  expect(await allRuns(t, alert?._id ?? "")).toMatchObject([{ run: { durationMs: 9_000 } }]);
  await settle(t);
});
