import { traffic } from "@voice-flow/domain/alerts/testing";
import { periodStart } from "@voice-flow/domain/metrics/rollup";
import { expect, test, vi } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { prepare } from "./alert-conditions";
import { CHECK_MS, checkScope, setNormal, setWindow, storeArtifact, storeFailure } from "./alert-rows";
import { asStaff, type Backend, createBackend, seedClub, settle } from "./harness";
import { anEvent, log, MINUTE, rollUpAll } from "./metrics";

const NOW = Math.floor(Date.now() / CHECK_MS) * CHECK_MS;

const alerts = (t: Backend) => t.run(async (ctx) => ctx.db.query("voicePipelineAlerts").collect());
const active = async (t: Backend) => (await alerts(t)).filter(({ status }) => status !== "resolved");

/** Runs of one club that came to an end a few minutes ago, as the pipeline logs them. */
async function endRuns(t: Backend, count: { failed: number; completed: number }, organizationId: string) {
  const at = Date.now() - 2 * MINUTE;
  const failed = Array.from({ length: count.failed }, () =>
    anEvent("artifact_failed", at, { organizationId, errorFingerprint: "transcription:provider_timeout:1" }),
  );
  const completed = Array.from({ length: count.completed }, () =>
    anEvent("artifact_completed", at, { organizationId, durationMs: 20_000 }),
  );
  await log(t, [...failed, ...completed]);
  await rollUpAll(t);
}

test("TC-M4-001 10 failed and 5 completed notes raise HIGH_FAILURE_RATE, high, with rate and threshold", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  await seedClub(t);
  await endRuns(t, { failed: 10, completed: 5 }, "org-grange");
  const result = await t.action(internal.models.voicePipelineAlerts.checkPipelineHealth, {});
  // The platform and its one club.
  expect(result).toMatchObject({ scopes: 2, news: 2, failedRules: 0 });
  const { alerts: shown } = await staff.query(api.models.voicePipelineAlerts.getActiveAlerts, {});
  const common = {
    type: "HIGH_FAILURE_RATE",
    severity: "high",
    status: "open",
    value: 10 / 15,
    threshold: 0.1,
    sentence: expect.stringContaining("67 % of notes failed in the last 30 minutes"),
    notThis: expect.arrayContaining(["Every circuit breaker is closed."]),
    errorGroups: [{ fingerprint: "transcription:provider_timeout:1", count: 10 }],
  };
  expect(shown).toHaveLength(2);
  expect(shown.find(({ scope }) => scope === "platform")).toMatchObject(common);
  expect(shown.find(({ scope }) => scope === "org:org-grange")).toMatchObject({
    ...common,
    // A club's health is not judged by breakers.
    notThis: [],
    organizationId: "org-grange",
    organizationName: "Grange GAA",
  });
  await settle(t);
});

test("two health checks at once open one incident, and count as one check", async () => {
  const t = createBackend();
  await storeArtifact(t, NOW, { status: "transcribing", stageDeadlineAt: NOW - MINUTE });
  for (let note = 0; note < 60; note += 1) await storeArtifact(t, NOW);
  const check = () => t.action(internal.models.voicePipelineAlerts.checkPipelineHealth, {});
  const results = await Promise.all([check(), check(), check()]);
  expect(results.map(({ news }) => news).sort()).toEqual([0, 0, 1]);
  // The queue is deep as well, and must be found so by two checks that are minutes apart.
  expect(await alerts(t)).toMatchObject([{ type: "RUN_STALLED" }]);
  const found = await t.query(internal.models.voicePipelineAlertChecks.gather, {
    scope: "platform",
    now: NOW,
  });
  const record = (now: number) =>
    t.mutation(internal.models.voicePipelineAlertChecks.record, { scope: "platform", now, found });
  // After the first ones by the clock: the window that they belong to may end within this minute.
  const later = Date.now() + CHECK_MS;
  await Promise.all([record(later), record(later), record(later + 1)]);
  expect((await alerts(t)).map(({ type }) => type)).toEqual(["RUN_STALLED", "QUEUE_DEPTH"]);
  await settle(t);
});

test("a rule that throws is recorded and does not stop the others", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  await prepare(t, NOW);
  const bucket = traffic({ failed: 10, completed: 40 });
  const endToEnd = { count: 40, sum: 3_600_000, min: 90_000, max: 90_001, bins: "!" };
  await setWindow(t, NOW, { ...bucket, endToEnd });
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  expect(await checkScope(t, NOW)).toMatchObject({ counted: true, failedRules: 1 });
  logged.mockRestore();
  expect(await alerts(t)).toMatchObject([{ type: "HIGH_FAILURE_RATE" }]);
  const rules = await staff.query(api.models.voicePipelineAlertRules.listRules, {});
  expect(rules.filter(({ failedAt }) => failedAt !== undefined)).toMatchObject([
    { ruleId: "HIGH_LATENCY", failedAt: NOW, failure: "Error" },
  ]);
  await settle(t);
});

test("a check writes its heartbeat, and says when a rule has failed", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const beat = async () =>
    (await staff.query(api.models.heartbeats.list, { now: Date.now() })).find(
      ({ name }) => name === "check-pipeline-health",
    );
  expect(await beat()).toMatchObject({ status: "never_ran" });
  await t.action(internal.models.voicePipelineAlerts.checkPipelineHealth, {});
  expect(await beat()).toMatchObject({ status: "ok" });
  await settle(t);
});

test("a snooze ends at its time also between bad and gone, and keeps what was behind the incident", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  await storeFailure(t, NOW, { errorCode: "provider_timeout" });
  await setWindow(t, NOW, traffic({ failed: 10, completed: 10 }));
  await checkScope(t, NOW);
  const [opened] = await active(t);
  if (!opened) throw new Error("No incident was opened.");
  expect(opened.errorGroups).toHaveLength(1);
  const until = NOW + 3 * CHECK_MS;
  await staff.mutation(api.models.voicePipelineAlerts.snoozeAlert, { alertId: opened._id, until });
  await setWindow(t, NOW + 2 * CHECK_MS, traffic({ failed: 19, completed: 181 }));
  await checkScope(t, NOW + 2 * CHECK_MS);
  // The stored failure is not rolled up, which is an incident of its own.
  const shown = async () => (await active(t)).find(({ _id }) => _id === opened._id);
  expect(await shown()).toMatchObject({ status: "snoozed" });
  await checkScope(t, until);
  const { errorGroups, notThis } = opened;
  expect(await shown()).toMatchObject({ status: "open", value: 0.5, errorGroups, notThis });
  const { steps } =
    (await staff.query(api.models.voicePipelineAlerts.getAlert, { alertId: opened._id })) ?? {};
  expect(steps?.map(({ step }) => step)).toContain("snooze_ended");
  await settle(t);
});

test("checks that lie far apart are not in a row", async () => {
  const t = createBackend();
  for (let note = 0; note < 60; note += 1) await storeArtifact(t, NOW);
  await checkScope(t, NOW);
  await checkScope(t, NOW + 3_600_000);
  const types = (await alerts(t)).map(({ type }) => type);
  expect(types).not.toContain("QUEUE_DEPTH");
  await checkScope(t, NOW + 3_600_000 + CHECK_MS);
  expect((await alerts(t)).map(({ type }) => type)).toContain("QUEUE_DEPTH");
  await settle(t);
});

test("a club's incident is its own, and resolves after the club has gone quiet", async () => {
  const t = createBackend();
  const organizationId = "org-grange";
  const scope = `org:${organizationId}`;
  await setNormal(t, NOW, traffic({ completed: 200 }), organizationId);
  await setWindow(t, NOW, traffic({ failed: 10, completed: 5 }), organizationId);
  await checkScope(t, NOW, scope);
  expect(await active(t)).toMatchObject([{ type: "HIGH_FAILURE_RATE", scope, organizationId }]);
  const watched = () => t.query(internal.models.voicePipelineAlertChecks.listWatched, { after: "" });
  expect(await watched()).toEqual({ organizationIds: [organizationId], next: null });
  // Nothing happens in it any more: by what is watched it is found again.
  await checkScope(t, NOW + 8 * CHECK_MS, scope);
  await checkScope(t, NOW + 9 * CHECK_MS, scope);
  expect(await active(t)).toEqual([]);
  expect(await watched()).toEqual({ organizationIds: [], next: null });
  await settle(t);
});

test("of a club in order nothing is stored, and one that was active is found", async () => {
  const t = createBackend();
  await setWindow(t, NOW, traffic({ completed: 20 }), "org-quiet");
  const found = await t.query(internal.models.voicePipelineAlertChecks.gather, {
    scope: "org:org-quiet",
    now: NOW,
  });
  expect(found).toMatchObject({ quiet: true });
  const listed = await t.query(internal.models.voicePipelineAlertChecks.listActive, {
    now: NOW,
    cursor: null,
  });
  expect(listed.organizationIds).toEqual(["org-quiet"]);
});

test("an incident of a rule that is switched off is resolved, and none is raised", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  await storeFailure(t, NOW, { errorCode: "events_disagree" });
  await checkScope(t, NOW);
  expect(await active(t)).toMatchObject([{ type: "EVENTS_DISAGREE" }]);
  await staff.mutation(api.models.voicePipelineAlertRules.updateRule, {
    ruleId: "EVENTS_DISAGREE",
    changes: { enabled: false },
  });
  await checkScope(t, NOW + CHECK_MS);
  await checkScope(t, NOW + 2 * CHECK_MS);
  expect((await alerts(t)).filter(({ type }) => type === "EVENTS_DISAGREE")).toMatchObject([
    { status: "resolved" },
  ]);
  await settle(t);
});

test("the window of an incident begins with a row of metrics and grows while it lasts", async () => {
  const t = createBackend();
  const at = NOW + 90_000;
  await setWindow(t, at, traffic({ failed: 10, completed: 5 }));
  await checkScope(t, at);
  await checkScope(t, at + CHECK_MS);
  expect(await alerts(t)).toMatchObject([
    { windowFrom: periodStart(at - 30 * MINUTE, CHECK_MS), windowTo: at + CHECK_MS, openedAt: at },
  ]);
  await settle(t);
});

test("a platform with far too much of everything is still read in few documents", async () => {
  const t = createBackend({ transactionLimits: { documentsRead: 3_000 } });
  for (let note = 0; note < 300; note += 1) {
    await storeArtifact(t, NOW - 1, { status: "transcribing", stageDeadlineAt: NOW - 1 });
  }
  for (let failure = 0; failure < 600; failure += 1) {
    await storeFailure(t, NOW - failure, {
      errorCode: failure % 2 ? "deadline_exceeded" : "events_disagree",
    });
  }
  await setWindow(t, NOW, traffic({ failed: 600 }));
  expect(await checkScope(t, NOW)).toMatchObject({ counted: true, failedRules: 0 });
  const found = await alerts(t);
  expect(found.find(({ type }) => type === "RUN_STALLED")).toMatchObject({ value: 200 + 250 });
  expect(found.find(({ type }) => type === "HIGH_FAILURE_RATE")?.errorGroups).toHaveLength(2);
  await settle(t);
});
