// @vitest-environment node
import { expect, onTestFinished, test, vi } from "vitest";
import { api } from "../convex/_generated/api";
import { admit, admitted, DOLLAR, eventTypes, settleCall, spend } from "./costs";
import { asStaff, type Backend, createBackend, seedClub, settle } from "./harness";
import { serve } from "./http-server";
import { recordsOf, sendText, useProviders } from "./providers";

useProviders();

const TEXT = "Aoife Kelly was brilliant in goal tonight.";
const { setBudget, listBudgets } = api.models.orgCostBudgets;
const firstPage = { cursor: null, numItems: 10 };

async function withBudget(daily: number | null, monthly: number | null = null) {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  const { organizationId } = club;
  await staff.mutation(setBudget, { organizationId, daily, monthly });
  const budgets = async () =>
    (await staff.query(listBudgets, { now: Date.now(), paginationOpts: firstPage })).page;
  return { t, club, staff, organizationId, budgets };
}

const stored = (t: Backend) => t.run((ctx) => ctx.db.query("orgCostBudgets").collect());

test("a note over the budget fails with its cause, the coach hears why, and a retry is refused until there is room", async () => {
  const { t, club, staff, organizationId } = await withBudget(DOLLAR / 100);
  await spend(t, "earlier", DOLLAR / 100);
  const { artifactDocId } = await sendText(t, club, TEXT);
  await settle(t);
  const { artifact, events, messages, usage } = await recordsOf(t, artifactDocId);
  expect(artifact.error).toMatchObject({ stage: "claims_extraction", code: "budget_exceeded" });
  expect(events.find((event) => event.eventType === "claims_extraction_failed")).toMatchObject({
    errorCode: "budget_exceeded",
    errorMessage: expect.stringContaining("budget is used up"),
  });
  expect(messages[0]).toMatchObject({ template: "notePaused", body: expect.stringContaining("allowance") });
  expect(usage).toEqual([]);

  const plan = () =>
    staff.query(api.models.voicePipelineRetry.previewRetry, {
      artifactId: artifact.artifactId,
      kind: "retryClaimsExtraction",
      now: Date.now(),
    });
  expect(await plan()).toMatchObject({
    allowed: false,
    code: "budget_used",
    message: expect.stringMatching(/daily AI budget is used up/),
  });
  await staff.mutation(setBudget, { organizationId, daily: DOLLAR, monthly: null });
  const allowed = await plan();
  if (!allowed.allowed) throw new Error("The retry should be allowed now.");
  await staff.mutation(api.models.voicePipelineRetry.retryClaimsExtraction, {
    artifactId: artifact.artifactId,
    token: allowed.token,
  });
  await settle(t);
  const retried = await recordsOf(t, artifactDocId);
  expect(retried.artifact.status).toBe("completed");
  const [row] = await stored(t);
  expect(row?.spend.daily.spent).toBe(DOLLAR / 100 + (retried.usage[0]?.cost ?? 0));
  expect(row?.reservations).toEqual([]);
});

test("two calls at once pass a budget by one call at most; a report that comes twice is charged once", async () => {
  const { t } = await withBudget(DOLLAR);
  await t.run(async (ctx) => {
    const row = await ctx.db.query("orgCostBudgets").first();
    if (row) await ctx.db.patch("orgCostBudgets", row._id, { limits: { daily: 100 } });
  });
  const first = await admitted(t, "a", 60);
  const second = await admitted(t, "b", 60);
  expect(await admit(t, "c", 60)).toEqual({ allowed: false, code: "budget_exceeded" });
  expect(await settleCall(t, "a", first, 60)).toEqual({ recorded: true });
  expect(await settleCall(t, "a", first, 60)).toEqual({ recorded: false });
  await settleCall(t, "b", second, 60);
  const [row] = await stored(t);
  expect(row).toMatchObject({ spend: { daily: { spent: 120 } }, reservations: [] });
  expect(await t.run((ctx) => ctx.db.query("aiUsageLog").collect())).toHaveLength(2);
});

test("a call that never reports gives its reservation up", async () => {
  const { t } = await withBudget(DOLLAR);
  await admitted(t, "lost", DOLLAR);
  expect(await admit(t, "next", 1)).toMatchObject({ allowed: false });
  await t.run(async (ctx) => {
    const row = await ctx.db.query("orgCostBudgets").first();
    if (!row) throw new Error("There is no budget.");
    const reservations = row.reservations.map((one) => ({ ...one, expiresAt: Date.now() - 1 }));
    await ctx.db.patch("orgCostBudgets", row._id, { reservations });
  });
  expect(await admit(t, "next", 1)).toMatchObject({ allowed: true });
});

test("each level is told once in its window, and again after the limit was raised", async () => {
  const { t, staff, organizationId } = await withBudget(DOLLAR, 100 * DOLLAR);
  const told = async () => {
    await settle(t);
    return await eventTypes(t, /^budget/);
  };
  await spend(t, "a", DOLLAR / 2);
  expect(await told()).toEqual([]);
  await spend(t, "b", 0.3 * DOLLAR);
  await spend(t, "c", 0.1 * DOLLAR);
  expect(await told()).toEqual(["budget_threshold_reached"]);
  await spend(t, "d", 0.1 * DOLLAR);
  expect(await admit(t, "e", 1)).toMatchObject({ allowed: false });
  expect(await told()).toEqual(["budget_threshold_reached", "budget_exceeded"]);
  await staff.mutation(setBudget, { organizationId, daily: 1.2 * DOLLAR, monthly: 100 * DOLLAR });
  await spend(t, "f", 0.2 * DOLLAR);
  expect(await told()).toEqual([
    "budget_threshold_reached",
    "budget_exceeded",
    "budget_threshold_reached",
    "budget_exceeded",
  ]);
});

test("an organisation without a budget shares no row; with one, another organisation's calls do not touch it", async () => {
  const t = createBackend();
  await seedClub(t);
  await spend(t, "a", DOLLAR);
  expect(await stored(t)).toEqual([]);
  const { t: budgeted } = await withBudget(DOLLAR);
  await spend(budgeted, "b", DOLLAR, { organizationId: "org-2" });
  expect((await stored(budgeted))[0]?.spend.daily.spent).toBe(0);
});

test("a new budget starts with what was spent before it, counted or not; without limits it is gone", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  const { internal } = await import("../convex/_generated/api");
  await spend(t, "counted", 3 * DOLLAR);
  await t.mutation(internal.models.aiUsageDailyAggregates.countAiUsage, {});
  await spend(t, "not counted yet", DOLLAR);
  const { organizationId } = club;
  await staff.mutation(setBudget, { organizationId, daily: null, monthly: 4 * DOLLAR });
  expect(await admit(t, "over", 1)).toEqual({ allowed: false, code: "budget_exceeded" });
  const [budget] = (await staff.query(listBudgets, { now: Date.now(), paginationOpts: firstPage })).page;
  expect(budget).toMatchObject({
    organizationName: "Grange GAA",
    monthly: { limit: 4 * DOLLAR, spent: 4 * DOLLAR, level: "exceeded" },
    updatedByName: "Stella Staff",
  });
  expect(budget?.daily.limit).toBeUndefined();
  await staff.mutation(setBudget, { organizationId, daily: null, monthly: null });
  expect(await stored(t)).toEqual([]);
  const audit = await t.run((ctx) => ctx.db.query("auditLog").take(9));
  const change = { key: "monthly", scope: "organization", organizationId };
  expect(audit).toMatchObject([
    { actorName: "Stella Staff", change: { ...change, from: null, to: 4 * DOLLAR } },
    { actorName: "Stella Staff", change: { ...change, from: 4 * DOLLAR, to: null } },
  ]);
  expect(audit.map(({ action }) => action)).toEqual(["budget_changed", "budget_changed"]);
});

test("what is no budget is refused in words", async () => {
  const { staff, organizationId } = await withBudget(DOLLAR);
  const refused = (daily: number | null, monthly: number | null, sentence: RegExp) =>
    expect(staff.mutation(setBudget, { organizationId, daily, monthly })).rejects.toMatchObject({
      data: { code: "invalid_argument", message: expect.stringMatching(sentence) },
    });
  await refused(-DOLLAR, null, /daily budget must be an amount between/);
  await refused(null, 1.5, /monthly budget must be an amount/);
  await refused(2 * DOLLAR, DOLLAR, /must not be more than the monthly/);
  await expect(
    staff.mutation(setBudget, { organizationId: "nobody", daily: DOLLAR, monthly: null }),
  ).rejects.toMatchObject({ data: { code: "not_found" } });
});

test("an answer that is cut off fails the note and is charged by what the provider says that it used", async () => {
  const { t, club, budgets } = await withBudget(DOLLAR);
  const answer = {
    choices: [{ finish_reason: "length", message: { content: '{"claims":[' } }],
    usage: { prompt_tokens: 1_000, completion_tokens: 500 },
  };
  const url = await serve((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer));
  });
  const simulated = process.env.OPENAI_BASE_URL;
  vi.stubEnv("OPENAI_BASE_URL", url);
  onTestFinished(() => void vi.stubEnv("OPENAI_BASE_URL", simulated));
  const { artifactDocId } = await sendText(t, club, TEXT);
  await settle(t);
  const { artifact, events, usage } = await recordsOf(t, artifactDocId);
  expect(artifact.error?.code).toBe("provider_answer_cut_off");
  expect(usage).toMatchObject([
    { succeeded: false, inputTokens: 1_000, outputTokens: 500, cost: expect.any(Number) },
  ]);
  expect(usage[0]?.cost).toBeGreaterThan(0);
  expect(artifact.totals.aiCost).toBe(usage[0]?.cost);
  expect(events.find((event) => event.eventType === "claims_extraction_failed")?.metadata).toMatchObject({
    aiCost: usage[0]?.cost,
    outputTokens: 500,
  });
  const [budget] = await budgets();
  expect(budget).toMatchObject({ daily: { spent: usage[0]?.cost }, reserved: 0 });
});
