// @vitest-environment node
/** Calls of which no answer tells what they cost: they are marked, and what they may have cost is held back. */
import { developmentDefaults } from "@voice-flow/provider-simulator";
import { afterEach, expect, test, vi } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { admit, DOLLAR, override } from "./costs";
import { asStaff, createBackend, seedClub, settle } from "./harness";
import { serve } from "./http-server";
import { recordsOf, sendText, useProviders } from "./providers";

const { simulator } = useProviders();
const NOBODY_LISTENS = "http://127.0.0.1:59731/v1";
const TEXT = "Aoife Kelly was brilliant in goal tonight.";

afterEach(() => {
  vi.stubEnv("OPENAI_BASE_URL", simulator().openaiBaseUrl);
  vi.stubEnv("OPENAI_API_KEY", developmentDefaults.openaiApiKey);
});

async function withBudget() {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  const { organizationId } = club;
  await staff.mutation(api.models.orgCostBudgets.setBudget, { organizationId, daily: DOLLAR, monthly: null });
  const sent = async () => {
    const { artifactDocId } = await sendText(t, club, TEXT);
    await settle(t);
    return await recordsOf(t, artifactDocId);
  };
  const budget = async () => {
    const paginationOpts = { cursor: null, numItems: 1 };
    const args = { now: Date.now(), paginationOpts };
    return (await staff.query(api.models.orgCostBudgets.listBudgets, args)).page[0];
  };
  const hour = async () => {
    const { limits } = await staff.query(api.models.rateLimits.getRateLimits, { now: Date.now() });
    return limits.find(({ limit }) => limit === "cost_per_hour")?.used;
  };
  return { t, staff, organizationId, sent, budget, hour };
}

test("a call that timed out is counted as of unknown cost, and its bound stays reserved", async () => {
  const { t, staff, organizationId, sent, budget, hour } = await withBudget();
  await override(t, "CLAIMS_EXTRACTION_TIMEOUT_SECONDS", 5);
  simulator().faults.set([{ kind: "timeout", target: "chat" }]);
  const { artifact, usage } = await sent();
  expect(artifact.error).toMatchObject({ code: "provider_timeout" });
  expect(usage).toMatchObject([{ succeeded: false, cost: 0, unknownCost: expect.any(Number) }]);
  const bound = usage[0]?.unknownCost ?? 0;
  expect(bound).toBeGreaterThan(0);
  expect(await budget()).toMatchObject({
    reserved: 0,
    daily: { spent: 0, unknown: bound },
    monthly: { spent: 0, unknown: bound },
  });
  expect(await hour()).toBe(bound);
  await t.mutation(internal.models.aiUsageDailyAggregates.countAiUsage, {});
  await settle(t);
  const shown = await staff.query(api.models.aiUsageDailyAggregates.getPlatformUsage, {
    days: 1,
    now: Date.now(),
  });
  expect(shown.total).toMatchObject({
    calls: 1,
    failedCalls: 1,
    cost: 0,
    unknownCalls: 1,
    unknownCost: bound,
  });
  // A budget that it may have used up lets nothing further through.
  await staff.mutation(api.models.orgCostBudgets.setBudget, {
    organizationId,
    daily: bound,
    monthly: null,
  });
  expect(await admit(t, "next", 1, organizationId)).toEqual({ allowed: false, code: "budget_exceeded" });
});

test("so is one whose connection broke after it was asked, or whose answer cannot be read", async () => {
  const { sent, hour } = await withBudget();
  let asked = 0;
  const address = await serve((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    asked += 1;
    if (asked === 1) response.destroy();
    else response.end('{"choices": [{"mess');
  });
  vi.stubEnv("OPENAI_BASE_URL", `${address}/v1`);
  const bounds: number[] = [];
  for (let call = 0; call < 2; call += 1) bounds.push((await sent()).usage[0]?.unknownCost ?? 0);
  expect(bounds.every((bound) => bound > 0)).toBe(true);
  expect(await hour()).toBe(bounds.reduce((sum, bound) => sum + bound, 0));
});

test("one that the provider refused, or that never reached it, cost nothing", async () => {
  const { sent, budget, hour } = await withBudget();
  simulator().faults.set([{ kind: "server_error", target: "chat" }]);
  expect((await sent()).usage).toMatchObject([{ succeeded: false, cost: 0 }]);
  vi.stubEnv("OPENAI_BASE_URL", NOBODY_LISTENS);
  const { artifact, usage } = await sent();
  expect(artifact.error).toMatchObject({ code: "provider_unavailable" });
  expect(usage[0]?.unknownCost).toBeUndefined();
  expect(await budget()).toMatchObject({ daily: { spent: 0, unknown: 0 }, reserved: 0 });
  expect(await hour()).toBe(0);
});
