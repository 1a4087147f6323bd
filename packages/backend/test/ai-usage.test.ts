// @vitest-environment node
import { expect, test } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { aCall, admitted, DOLLAR, override, settleCall, spend } from "./costs";
import { asStaff, type Backend, createBackend, seedClub, settle } from "./harness";

const { countAiUsage, aggregateDailyUsage } = internal.models.aiUsageDailyAggregates;
const { getPlatformUsage, getOrgUsage, listOrgUsage } = api.models.aiUsageDailyAggregates;
const DAY = 86_400_000;
const today = () => Math.floor(Date.now() / DAY) * DAY;

const totals = (t: Backend) =>
  t.run(async (ctx) => ({
    days: (await ctx.db.query("aiUsageDailyAggregates").collect()).map(
      ({ _id, _creationTime, ...row }) => row,
    ),
    months: (await ctx.db.query("aiUsageMonthlyTotals").collect()).map(
      ({ _id, _creationTime, ...row }) => row,
    ),
  }));

/** A call as it was logged at another time; without a place in the order of commits, as of before there was one. */
async function logged(t: Backend, callId: string, timestamp: number, cost: number, succeeded = true) {
  await t.run((ctx) =>
    ctx.db.insert("aiUsageLog", {
      ...aCall(callId),
      inputTokens: 10,
      outputTokens: 1,
      cachedTokens: 0,
      audioSeconds: 0,
      cost,
      cacheHitRate: 0,
      durationMs: 3,
      succeeded,
      timestamp,
    }),
  );
}

test("each call counts once, for the platform and for its organisation, however often the counter runs", async () => {
  const t = createBackend();
  await spend(t, "a", 100);
  await spend(t, "b", 50, { organizationId: "org-2", operation: "voice_transcription", model: "whisper-1" });
  await t.mutation(countAiUsage, {});
  await settle(t);
  const once = await totals(t);
  await t.mutation(countAiUsage, {});
  await t.mutation(aggregateDailyUsage, {});
  await settle(t);
  expect(await totals(t)).toEqual(once);
  expect(once.days).toHaveLength(4);
  expect(once.days.filter((row) => row.organizationId === undefined).map(({ cost }) => cost)).toEqual([
    100, 50,
  ]);
  expect(once.months.map(({ organizationId, cost, calls }) => [organizationId, cost, calls])).toEqual([
    ["org-grange", 100, 1],
    ["org-2", 50, 1],
  ]);
});

test("a late call is counted in its own day, and one without a place in the order is given one", async () => {
  const t = createBackend();
  await spend(t, "now", 7);
  await t.mutation(countAiUsage, {});
  await logged(t, "late", today() - DAY + 5, 30);
  await t.mutation(countAiUsage, {});
  await settle(t);
  const { days } = await totals(t);
  const ofPlatform = days.filter((row) => row.organizationId === undefined);
  expect(ofPlatform.map(({ dayStart, cost }) => [dayStart, cost])).toEqual([
    [today(), 7],
    [today() - DAY, 30],
  ]);
});

test("more calls than one step may count are counted in several", async () => {
  const t = createBackend();
  await t.run(async (ctx) => {
    for (let call = 0; call < 1_201; call += 1) {
      await ctx.db.insert("aiUsageLog", {
        ...aCall(`call-${call}`),
        inputTokens: 1,
        outputTokens: 0,
        cachedTokens: 0,
        audioSeconds: 0,
        cost: 2,
        cacheHitRate: 0,
        durationMs: 1,
        succeeded: call % 2 === 0,
        timestamp: Date.now(),
        commitTs: ctx.db.vars.commitTs,
      });
    }
  });
  await t.mutation(countAiUsage, {});
  await settle(t);
  const { months } = await totals(t);
  expect(months).toMatchObject([{ calls: 1_201, failedCalls: 600, cost: 2_402 }]);
});

test("pages get every day, quiet ones too, the models by cost and the clubs by cost", async () => {
  const t = createBackend();
  await seedClub(t);
  const staff = await asStaff(t);
  await spend(t, "a", 100);
  await spend(t, "b", 400, { organizationId: "org-2", operation: "voice_transcription", model: "whisper-1" });
  const before = await staff.query(getPlatformUsage, { days: 7, now: Date.now() });
  expect(before).toMatchObject({ countedAt: null, total: { calls: 0 } });
  await t.mutation(countAiUsage, {});
  await settle(t);
  const now = Date.now();
  const usage = await staff.query(getPlatformUsage, { days: 7, now });
  expect(usage.days.map(({ cost }) => cost)).toEqual([0, 0, 0, 0, 0, 0, 500]);
  expect(usage.models.map(({ model, cost }) => [model, cost])).toEqual([
    ["whisper-1", 400],
    ["gpt-4o", 100],
  ]);
  expect(usage.countedAt).toBeGreaterThan(0);
  const ofClub = await staff.query(getOrgUsage, { organizationId: "org-grange", days: 1, now });
  expect(ofClub.total).toMatchObject({ cost: 100, calls: 1 });
  const { page } = await staff.query(listOrgUsage, { now, paginationOpts: { cursor: null, numItems: 5 } });
  expect(page.map(({ organizationId, organizationName }) => [organizationId, organizationName])).toEqual([
    ["org-2", undefined],
    ["org-grange", "Grange GAA"],
  ]);
});

test("the nightly run deletes calls past their retention and leaves the totals, and says that it ran", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  await override(t, "CLEANUP_BATCH_SIZE", 10);
  for (let call = 0; call < 25; call += 1) await logged(t, `old-${call}`, Date.now() - 500 * DAY, 1);
  await spend(t, "new", 1);
  await t.mutation(aggregateDailyUsage, {});
  await settle(t);
  expect((await t.run((ctx) => ctx.db.query("aiUsageLog").collect())).map(({ callId }) => callId)).toEqual([
    "new",
  ]);
  const { months } = await totals(t);
  expect(months.map(({ calls }) => calls).sort()).toEqual([1, 25]);
  const beats = await staff.query(api.models.heartbeats.list, { now: Date.now() });
  expect(beats.find(({ name }) => name === "aggregate-daily-usage")).toMatchObject({ status: "ok" });
});

test("budgets and the platform's cost raise an alert once a window; staff acknowledge it, on the record", async () => {
  const t = createBackend();
  const { organizationId } = await seedClub(t);
  const staff = await asStaff(t);
  const { checkCostAlerts } = internal.models.platformCostAlerts;
  const { listCostAlerts, acknowledgeCostAlert } = api.models.platformCostAlerts;
  await override(t, "RATE_LIMIT_COST_PER_HOUR", 10 * DOLLAR);
  await staff.mutation(api.models.orgCostBudgets.setBudget, {
    organizationId,
    daily: 9 * DOLLAR,
    monthly: 10 * DOLLAR,
  });
  const check = async () => {
    await t.mutation(checkCostAlerts, {});
    await settle(t);
    const paginationOpts = { cursor: null, numItems: 10 };
    return (await staff.query(listCostAlerts, { openOnly: true, paginationOpts })).page;
  };
  expect(await check()).toEqual([]);
  for (let call = 0; call < 9; call += 1) await spend(t, `call-${call}`, DOLLAR);
  const raised = await check();
  expect(raised.map(({ alertType, period, severity }) => [alertType, period, severity]).sort()).toEqual([
    ["budget_exceeded", "daily", "high"],
    ["budget_warning", "monthly", "medium"],
    ["platform_cost_warning", "hourly", "high"],
  ]);
  expect(raised.find(({ alertType }) => alertType === "budget_exceeded")).toMatchObject({
    organizationName: "Grange GAA",
    spent: 9 * DOLLAR,
    limit: 9 * DOLLAR,
  });
  expect(await check()).toEqual(raised);
  const ticket = await admitted(t, "other", DOLLAR, "org-2");
  await settleCall(t, "other", ticket, DOLLAR, { organizationId: "org-2" });
  const types = (await check()).map(({ alertType }) => alertType);
  expect(types).toContain("platform_cost_exceeded");

  const [first] = raised;
  if (!first) throw new Error("An alert was expected.");
  await staff.mutation(acknowledgeCostAlert, { alertId: first.alertId });
  await staff.mutation(acknowledgeCostAlert, { alertId: first.alertId });
  expect((await check()).map(({ alertId }) => alertId)).not.toContain(first.alertId);
  const all = await staff.query(listCostAlerts, {
    openOnly: false,
    paginationOpts: { cursor: null, numItems: 9 },
  });
  expect(all.page.find(({ alertId }) => alertId === first.alertId)).toMatchObject({
    acknowledgedByName: "Stella Staff",
    acknowledgedAt: expect.any(Number),
  });
  const audit = await t.run((ctx) => ctx.db.query("auditLog").collect());
  expect(audit.filter(({ action }) => action === "cost_alert_acknowledged")).toHaveLength(1);
});
