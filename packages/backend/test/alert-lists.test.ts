import { traffic } from "@voice-flow/domain/alerts/testing";
import type { FunctionArgs } from "convex/server";
import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import type { Doc } from "../convex/_generated/dataModel";
import { CHECK_MS, checkScope, setWindow, storeArtifact, storeFailure } from "./alert-rows";
import { asStaff, type Backend, createBackend, settle } from "./harness";

const NOW = Math.ceil(Date.now() / CHECK_MS) * CHECK_MS;
const MINUTE = 60_000;
const { getActiveAlerts, getAlert, getAlertHistory, acknowledgeAlert, snoozeAlert } =
  api.models.voicePipelineAlerts;

async function storeAlert(t: Backend, openedAt: number, fields: Partial<Doc<"voicePipelineAlerts">> = {}) {
  return await t.run(async (ctx) =>
    ctx.db.insert("voicePipelineAlerts", {
      type: "HIGH_FAILURE_RATE",
      scope: fields.organizationId ? `org:${fields.organizationId}` : "platform",
      status: "resolved",
      severity: "high",
      severityRank: 2,
      value: 0.5,
      threshold: 0.1,
      sentence: "50 % of notes failed.",
      windowFrom: openedAt - 30 * MINUTE,
      windowTo: openedAt,
      openedAt,
      lastSeenAt: openedAt,
      reopenedCount: 0,
      notThis: [],
      errorGroups: [],
      ...fields,
    }),
  );
}

async function storeClub(t: Backend, organizationId: string) {
  await t.run(async (ctx) => {
    const club = {
      organizationId,
      name: organizationId,
      slug: organizationId,
      shortNames: [],
      autoApplyTopics: [],
    };
    await ctx.db.insert("organizations", { ...club, createdAt: NOW, updatedAt: NOW });
  });
}

async function openIncident(t: Backend) {
  await storeFailure(t, NOW, { errorCode: "events_disagree" });
  await checkScope(t, NOW);
  const alert = await t.run(async (ctx) => ctx.db.query("voicePipelineAlerts").first());
  if (!alert) throw new Error("No incident was opened.");
  return alert._id;
}

test("active incidents: open before acknowledged before snoozed, the worst first, within few documents", async () => {
  const t = createBackend({ transactionLimits: { documentsRead: 40 } });
  const staff = await asStaff(t);
  await storeAlert(t, NOW, { status: "snoozed", severity: "critical", severityRank: 3 });
  await storeAlert(t, NOW, { status: "acknowledged" });
  const mild = await storeAlert(t, NOW + 2, { status: "open", severity: "low", severityRank: 0 });
  const worst = await storeAlert(t, NOW + 1, { status: "open", severity: "critical", severityRank: 3 });
  await storeAlert(t, NOW);
  const { alerts, truncated } = await staff.query(getActiveAlerts, {});
  expect(alerts.map(({ status }) => status)).toEqual(["open", "open", "acknowledged", "snoozed"]);
  expect(alerts.slice(0, 2).map(({ _id }) => _id)).toEqual([worst, mild]);
  expect(truncated).toBe(false);
  for (let index = 0; index < 30; index += 1) {
    for (const status of ["open", "acknowledged", "snoozed"] as const) {
      const organizationId = `org-${status}-${index}`;
      await storeClub(t, organizationId);
      await storeAlert(t, NOW, { status, organizationId });
    }
  }
  const many = await staff.query(getActiveAlerts, {});
  expect(many).toMatchObject({ truncated: true, alerts: { length: 15 } });
});

test("the story of an incident: who acknowledged it with which note, who snoozed it, until when (M4-003)", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const alertId = await openIncident(t);
  const until = NOW + 2 * CHECK_MS;
  await staff.mutation(snoozeAlert, { alertId, until });
  await checkScope(t, NOW + CHECK_MS);
  expect((await staff.query(getAlert, { alertId }))?.alert).toMatchObject({
    status: "snoozed",
    snoozedUntil: until,
  });
  await checkScope(t, NOW + 2 * CHECK_MS);
  await staff.mutation(acknowledgeAlert, { alertId, note: "  Known, see the runbook. " });
  const found = await staff.query(getAlert, { alertId });
  expect(found?.alert).toMatchObject({
    status: "acknowledged",
    acknowledged: true,
    acknowledgedByName: "Stella Staff",
    acknowledgedNote: "Known, see the runbook.",
  });
  const story = (found?.steps ?? []).map(({ step, byName, note, snoozedUntil }) => ({
    step,
    byName,
    note,
    snoozedUntil,
  }));
  expect(story).toHaveLength(4);
  expect(story).toEqual(
    expect.arrayContaining([
      { step: "opened" },
      { step: "snoozed", byName: "Stella Staff", snoozedUntil: until },
      { step: "snooze_ended" },
      { step: "acknowledged", byName: "Stella Staff", note: "Known, see the runbook." },
    ]),
  );
  const audit = await t.run(async (ctx) => ctx.db.query("auditLog").collect());
  expect(audit.map(({ action }) => action)).toEqual(["alert_snoozed", "alert_acknowledged"]);
  await settle(t);
});

test("a snooze until it gets worse ends when it does", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  await setWindow(t, NOW, traffic({ failed: 3, completed: 17 }));
  await checkScope(t, NOW);
  const [alert] = (await staff.query(getActiveAlerts, {})).alerts;
  if (!alert) throw new Error("No incident was opened.");
  await staff.mutation(snoozeAlert, { alertId: alert._id, untilWorse: true });
  await checkScope(t, NOW + CHECK_MS);
  const shown = async () => (await staff.query(getAlert, { alertId: alert._id }))?.alert;
  expect(await shown()).toMatchObject({ status: "snoozed", snoozedUntilWorse: true, severity: "medium" });
  await setWindow(t, NOW + 2 * CHECK_MS, traffic({ failed: 10, completed: 10 }));
  await checkScope(t, NOW + 2 * CHECK_MS);
  expect(await shown()).toMatchObject({ status: "open", severity: "high" });
  expect(await shown()).not.toHaveProperty("snoozedUntilWorse");
  await settle(t);
});

test("what makes no sense is refused with a reason", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const alertId = await openIncident(t);
  const resolved = await storeAlert(t, NOW);
  await expect(staff.mutation(snoozeAlert, { alertId })).rejects.toThrow(/Choose a time/);
  await expect(staff.mutation(snoozeAlert, { alertId, until: NOW, untilWorse: true })).rejects.toThrow(
    /Choose a time/,
  );
  await expect(staff.mutation(snoozeAlert, { alertId, until: 1 })).rejects.toThrow(/future/);
  await expect(staff.mutation(snoozeAlert, { alertId, until: NOW + 8 * 86_400_000 })).rejects.toThrow(
    /seven days/,
  );
  await expect(staff.mutation(acknowledgeAlert, { alertId: resolved })).rejects.toThrow(/already resolved/);
  await expect(staff.mutation(acknowledgeAlert, { alertId, note: "x".repeat(501) })).rejects.toThrow(/500/);
  await staff.mutation(acknowledgeAlert, { alertId });
  await expect(staff.mutation(acknowledgeAlert, { alertId })).rejects.toThrow(/already acknowledged/);
  expect(await staff.query(getAlert, { alertId: "nonsense" })).toBeNull();
  await settle(t);
});

type Filters = Omit<FunctionArgs<typeof getAlertHistory>, "paginationOpts">;

test("history: any combination of filters, every incident once, each page within 300 documents", async () => {
  const t = createBackend({ transactionLimits: { documentsRead: 300 } });
  const staff = await asStaff(t);
  const types = ["HIGH_FAILURE_RATE", "QUEUE_DEPTH"] as const;
  const severities = [
    ["medium", 1],
    ["high", 2],
    ["critical", 3],
  ] as const;
  const stored: Doc<"voicePipelineAlerts">[] = [];
  for (let club = 0; club < 60; club += 1) await storeClub(t, `org-${club}`);
  for (let index = 0; index < 400; index += 1) {
    const [severity, severityRank] = severities[index % 3] ?? severities[0];
    const organizationId = index % 4 === 0 ? undefined : `org-${index % 60}`;
    const type = types[index % 2] ?? "QUEUE_DEPTH";
    const status = index % 5 === 0 ? ("open" as const) : ("resolved" as const);
    const id = await storeAlert(t, NOW + index, { type, severity, severityRank, organizationId, status });
    const row = await t.run(async (ctx) => ctx.db.get("voicePipelineAlerts", id));
    if (row) stored.push(row);
  }
  const listed = async (filters: Filters) => {
    const found: number[] = [];
    for (let cursor: string | null = null, pages = 0; pages < 40; pages += 1) {
      const page: { page: { openedAt: number }[]; isDone: boolean; continueCursor: string } =
        await staff.query(getAlertHistory, { ...filters, paginationOpts: { numItems: 50, cursor } });
      expect(page.page.length).toBeLessThanOrEqual(50);
      found.push(...page.page.map(({ openedAt }) => openedAt));
      if (page.isDone) return found;
      cursor = page.continueCursor;
    }
    throw new Error("The list does not end.");
  };
  const cases: [Filters, (alert: Doc<"voicePipelineAlerts">) => boolean][] = [
    [{}, () => true],
    [{ types: ["QUEUE_DEPTH"] }, ({ type }) => type === "QUEUE_DEPTH"],
    [{ severities: ["critical"] }, ({ severity }) => severity === "critical"],
    [
      { severities: ["critical", "high"], statuses: ["open"] },
      (a) => a.severity !== "medium" && a.status === "open",
    ],
    [{ statuses: ["snoozed"] }, () => false],
    [{ organizationId: null }, ({ organizationId }) => organizationId === undefined],
    [{ organizationId: "org-7", types: ["HIGH_LATENCY"] }, () => false],
    [{ organizationId: "org-7" }, ({ organizationId }) => organizationId === "org-7"],
    [
      { from: NOW + 100, to: NOW + 200, types: ["HIGH_FAILURE_RATE"], severities: ["medium"] },
      (a) =>
        a.openedAt >= NOW + 100 &&
        a.openedAt < NOW + 200 &&
        a.type === "HIGH_FAILURE_RATE" &&
        a.severity === "medium",
    ],
  ];
  for (const [filters, passes] of cases) {
    const expected = stored
      .filter(passes)
      .map(({ openedAt }) => openedAt)
      .reverse();
    expect([filters, await listed(filters)]).toEqual([filters, expected]);
  }
});

test("a resolved incident is removed after its time with all that belongs to it; an open one never", async () => {
  const t = createBackend();
  const old = Date.now() - 91 * 86_400_000;
  const alertId = await storeAlert(t, old, { resolvedAt: old });
  await storeAlert(t, old, { status: "open" });
  const young = await storeAlert(t, old, { resolvedAt: old + 2 * 86_400_000 });
  const artifactId = await storeArtifact(t, old);
  await t.run(async (ctx) => {
    // More than one step of the clean-up takes.
    for (let run = 0; run < 600; run += 1) {
      await ctx.db.insert("voicePipelineAlertRuns", { alertId, artifactId, at: old });
    }
    const step = { step: "opened", at: old, severity: "high", value: 1, sentence: "x" } as const;
    await ctx.db.insert("voicePipelineAlertSteps", { alertId, ...step });
    await ctx.db.insert("voicePipelineAlertSteps", { alertId: young, ...step });
  });
  await t.mutation(internal.models.voicePipelineAlertChecks.cleanupAlerts, {});
  await settle(t);
  const left = await t.run(async (ctx) => ({
    alerts: (await ctx.db.query("voicePipelineAlerts").collect()).map(({ status }) => status),
    runs: (await ctx.db.query("voicePipelineAlertRuns").collect()).length,
    steps: (await ctx.db.query("voicePipelineAlertSteps").collect()).map((row) => row.alertId),
  }));
  expect(left).toEqual({ alerts: ["open", "resolved"], runs: 0, steps: [young] });
});
