import { findModel, KNOWN_MODELS } from "@voice-flow/domain/ai-models/known-models";
import { MODEL_PROBLEM_SENTENCES } from "@voice-flow/domain/ai-models/model";
import { expect, it } from "vitest";
import { formOf, type ModelForm, readForm } from "./model-form";
import { abilityLines, priceLines } from "./model-words";

const NOW = Date.UTC(2026, 10, 29, 9);
const known = (model: string) => findModel({ provider: "openai", model }, KNOWN_MODELS);

it.each(KNOWN_MODELS.map(({ model }) => model))("%s is read back from its form as it is", (name) => {
  const model = known(name);
  const read = readForm(formOf(model, NOW), model, NOW);
  expect(read).toMatchObject({ ok: true, changes: { capabilities: model?.capabilities, newPrices: [] } });
});

it("a changed price holds from the day on that is given", () => {
  const model = known("gpt-4o");
  const form = formOf(model, NOW);
  const changed = { ...form, dollars: { ...form.dollars, output_tokens: "12.5" }, priceFrom: "2026-12-01" };
  expect(readForm(changed, model, NOW)).toMatchObject({
    changes: {
      newPrices: [{ unit: "output_tokens", microDollars: 12_500_000, effectiveFrom: Date.UTC(2026, 11, 1) }],
    },
  });
});

it.each<[Partial<ModelForm>, string]>([
  [{ model: "two words" }, MODEL_PROBLEM_SENTENCES.bad_name],
  [{ languages: "english" }, MODEL_PROBLEM_SENTENCES.bad_language],
  [{ contextTokens: "many" }, MODEL_PROBLEM_SENTENCES.bad_limit],
  [{ priceFrom: "" }, "Enter the day the prices apply from."],
  [
    { dollars: { audio_minutes: "x", input_tokens: "", cached_input_tokens: "", output_tokens: "" } },
    MODEL_PROBLEM_SENTENCES.bad_price,
  ],
])("%o is refused in words", (change, problem) => {
  const model = known("whisper-1");
  expect(readForm({ ...formOf(model, NOW), ...change }, model, NOW)).toEqual({ ok: false, problem });
});

it("a new model needs a price", () => {
  expect(readForm({ ...formOf(undefined, NOW), model: "gpt-9" }, undefined, NOW)).toEqual({
    ok: false,
    problem: MODEL_PROBLEM_SENTENCES.no_price,
  });
});

it("prices and abilities are said in words", () => {
  const whisper = known("whisper-1");
  const mini = known("gpt-4o-mini-transcribe");
  if (!whisper || !mini) throw new Error("The product knows both.");
  expect(priceLines(whisper, NOW)).toEqual(["$0.0060 a minute of audio"]);
  expect(priceLines(whisper, 0)).toEqual([]);
  expect(abilityLines(whisper)).toContain("recordings of any length");
  expect(abilityLines(mini)).toEqual(
    expect.arrayContaining(["log probabilities", "16,000 tokens of context", "answers up to 2,000 tokens"]),
  );
});
