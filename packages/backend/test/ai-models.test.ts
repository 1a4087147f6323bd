// @vitest-environment node
/** Models are data: what is not known, or has no price, is not called; what staff change is on the record. */
import type { AiModel } from "@voice-flow/domain/ai-models/model";
import { expect, onTestFinished, test, vi } from "vitest";
import { api, internal } from "../convex/_generated/api";
import { asStaff, type Backend, createBackend, seedClub, settle } from "./harness";
import { serve } from "./http-server";
import { recordsOf, sendText, useProviders } from "./providers";

const { simulator } = useProviders();
const TEXT = "Aoife Kelly was brilliant in goal tonight.";
const GPT_9 = {
  provider: "openai",
  model: "gpt-9",
  feature: "claims_extraction",
  capabilities: { temperature: false, logprobs: false, segments: false, languages: [] },
} as const satisfies Omit<AiModel, "prices">;
const price = (unit: "input_tokens" | "output_tokens", microDollars: number, effectiveFrom = 0) => ({
  unit,
  microDollars,
  effectiveFrom,
});

async function sent(t: Backend, club: Awaited<ReturnType<typeof seedClub>>, text = TEXT) {
  const { artifactDocId } = await sendText(t, club, text);
  await settle(t);
  return await recordsOf(t, artifactDocId);
}

const changesOf = (t: Backend) =>
  t.run(async (ctx) =>
    (await ctx.db.query("auditLog").take(50))
      .filter(({ action }) => action.startsWith("ai_model"))
      .map(({ action, actorName, change, detail }) => ({ action, actorName, change, detail })),
  );

test("a model that is not known is not called, and is once staff have said what it costs", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const staff = await asStaff(t);
  // As a deployment may have it whose models were not known yet.
  await t.run(async (ctx) => {
    const { provider, model, feature } = GPT_9;
    const row = { provider, model, feature, scope: "platform" as const, enabled: true, updatedAt: 0 };
    await ctx.db.insert("aiModelConfig", row);
  });
  const refused = await sent(t, club);
  expect(refused.artifact).toMatchObject({ status: "failed", error: { code: "model_unknown" } });
  expect(refused.usage).toEqual([]);
  expect(
    simulator()
      .calls()
      .map(({ endpoint }) => endpoint),
  ).not.toContain("chat");

  await staff.mutation(api.models.aiModels.save, {
    ...GPT_9,
    newPrices: [price("input_tokens", 1_000_000), price("output_tokens", 2_000_000)],
    reason: "New model",
  });
  const done = await sent(t, club, `${TEXT} Again.`);
  expect(done.artifact.status).toBe("completed");
  const [usage] = done.usage;
  expect(usage).toMatchObject({ model: "gpt-9" });
  expect(usage?.cost).toBe((usage?.inputTokens ?? 0) + 2 * (usage?.outputTokens ?? 0));
});

test("a model is chosen and changed by staff, on the record, and nothing that may not be called", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const { chooseModel, getConfigForFeature } = api.models.aiModelConfig;
  const { save, list } = api.models.aiModels;
  const choice = { feature: "claims_extraction", provider: "openai" } as const;
  await expect(staff.mutation(chooseModel, { ...choice, model: "gpt-9" })).rejects.toThrow(/not known/);
  await expect(staff.mutation(chooseModel, { ...choice, model: "whisper-1" })).rejects.toThrow(
    /not for this feature/,
  );
  const later = Date.now() + 86_400_000;
  const newPrices = [price("input_tokens", 1, later), price("output_tokens", 1, later)];
  await expect(staff.mutation(save, { ...GPT_9, newPrices, reason: "Soon" })).rejects.toThrow(
    /price in force/,
  );
  await expect(staff.mutation(save, { ...GPT_9, newPrices, reason: " " })).rejects.toThrow(/Say why/);
  expect(await changesOf(t)).toEqual([]);

  expect(await staff.mutation(chooseModel, { ...choice, model: "gpt-4o-mini", reason: "Cheaper" })).toEqual({
    changed: true,
  });
  expect(await staff.mutation(chooseModel, { ...choice, model: "gpt-4o-mini" })).toEqual({ changed: false });
  expect(await staff.query(getConfigForFeature, { feature: choice.feature })).toMatchObject({
    model: "gpt-4o-mini",
  });
  const before = (await staff.query(list, {})).find(({ model }) => model === "gpt-4o-mini");
  if (!before) throw new Error("The product knows it.");
  const { provider, model, feature, capabilities } = before;
  const changed = { provider, model, feature, capabilities: { ...capabilities, outputTokens: 8_000 } };
  await staff.mutation(save, { ...changed, newPrices: [], reason: "Provider says so" });
  expect(await changesOf(t)).toEqual([
    {
      action: "ai_model_chosen",
      actorName: "Stella Staff",
      change: { key: "claims_extraction", scope: "platform", from: "gpt-4o", to: "gpt-4o-mini" },
      detail: "Cheaper",
    },
    {
      action: "ai_model_changed",
      actorName: "Stella Staff",
      change: { key: "gpt-4o-mini: outputTokens", from: 16_384, to: 8_000 },
      detail: "Provider says so",
    },
  ]);
  const after = (await staff.query(list, {})).find((each) => each.model === "gpt-4o-mini");
  expect(after).toMatchObject({ prices: before.prices, updatedByName: "Stella Staff" });
});

test("operators cannot set a model that may not be called either", async () => {
  const t = createBackend();
  const config = { feature: "claims_extraction", provider: "openai", enabled: true } as const;
  await expect(
    t.mutation(internal.models.aiModelConfig.setConfig, { ...config, model: "gpt-9" }),
  ).rejects.toThrow(/not known/);
});

test("an answer that does not say what it used costs an unknown amount, not nothing", async () => {
  const t = createBackend();
  const club = await seedClub(t);
  const url = await serve((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const message = { role: "assistant", content: JSON.stringify({ claims: [] }) };
    response.end(JSON.stringify({ choices: [{ finish_reason: "stop", message }] }));
  });
  const simulated = process.env.OPENAI_BASE_URL;
  vi.stubEnv("OPENAI_BASE_URL", url);
  onTestFinished(() => void vi.stubEnv("OPENAI_BASE_URL", simulated));
  const { artifact, usage, events } = await sent(t, club);
  expect(artifact.status).toBe("completed");
  expect(usage).toMatchObject([{ cost: 0, unknownCost: expect.any(Number) }]);
  const metadata = events.find(({ eventType }) => eventType === "claims_extracted")?.metadata;
  expect(metadata).toMatchObject({ aiModel: "gpt-4o" });
  expect(metadata).not.toHaveProperty("aiCost");
});
