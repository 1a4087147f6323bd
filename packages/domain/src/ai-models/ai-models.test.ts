import { describe, expect, it } from "vitest";
import { chooseTranscriber } from "./choose-transcriber";
import { findModel, KNOWN_MODELS } from "./known-models";
import {
  type AiModel,
  changesOfModel,
  isPriced,
  type ModelProblem,
  pricesInForce,
  problemOfModel,
  withPrices,
} from "./model";

const NOW = Date.UTC(2026, 10, 28);
const FROM = Date.UTC(2025, 0, 1);
const openai = (model: string) => ({ provider: "openai" as const, model });

const model: AiModel = {
  ...openai("some-transcriber"),
  feature: "voice_transcription",
  capabilities: { temperature: true, logprobs: true, segments: false, languages: ["en", "ga"] },
  prices: [{ unit: "audio_minutes", microDollars: 2_000, effectiveFrom: FROM }],
};
const capabilities = model.capabilities;

describe("problemOfModel", () => {
  it("finds none in the models that the product knows", () => {
    for (const known of [model, ...KNOWN_MODELS])
      expect(problemOfModel(known, NOW), known.model).toBeUndefined();
  });

  it.each<[ModelProblem, Partial<AiModel>]>([
    ["bad_name", { model: "" }],
    ["bad_name", { model: "some transcriber" }],
    ["bad_name", { model: "x".repeat(81) }],
    ["bad_language", { capabilities: { ...capabilities, languages: ["english"] } }],
    ["bad_limit", { capabilities: { ...capabilities, longestAudioSeconds: 0 } }],
    ["bad_limit", { capabilities: { ...capabilities, contextTokens: 1.5 } }],
    ["bad_price", { prices: [{ unit: "audio_minutes", microDollars: -1, effectiveFrom: FROM }] }],
    ["bad_price", { prices: [{ unit: "audio_minutes", microDollars: 0.5, effectiveFrom: FROM }] }],
    [
      "too_many_prices",
      {
        prices: Array.from({ length: 61 }, (_, day) => ({
          unit: "audio_minutes",
          microDollars: 1,
          effectiveFrom: day,
        })),
      },
    ],
    ["no_price", { prices: [] }],
    ["no_price", { prices: [{ unit: "audio_minutes", microDollars: 1, effectiveFrom: NOW + 1 }] }],
    ["no_price", { feature: "claims_extraction" }],
  ])("%s", (problem, change) => {
    expect(problemOfModel({ ...model, ...change }, NOW)).toBe(problem);
  });
});

describe("prices in force", () => {
  const prices = [
    { unit: "audio_minutes", microDollars: 200, effectiveFrom: 2000 },
    { unit: "audio_minutes", microDollars: 100, effectiveFrom: 1000 },
  ] as const;

  it.each([
    [999, undefined],
    [1000, 100],
    [1999, 100],
    [2000, 200],
  ])("at %d: %s", (at, expected) => {
    expect(pricesInForce(prices, at).get("audio_minutes")).toBe(expected);
  });

  it("of tokens count for a transcriber too", () => {
    const tokens = (["input_tokens", "output_tokens"] as const).map((unit) => ({
      unit,
      microDollars: 1,
      effectiveFrom: FROM,
    }));
    expect(isPriced({ feature: "voice_transcription", prices: tokens }, NOW)).toBe(true);
    expect(isPriced({ feature: "claims_extraction", prices: tokens.slice(0, 1) }, NOW)).toBe(false);
  });
});

describe("findModel", () => {
  it("knows a dated name by the model's own", () => {
    expect(findModel(openai("gpt-4o-2024-08-06"), KNOWN_MODELS)?.model).toBe("gpt-4o");
  });

  it("prefers a row of that name, and knows nothing of any other", () => {
    const dated = { ...model, model: "gpt-4o-2024-08-06" };
    expect(findModel(openai("gpt-4o-2024-08-06"), [dated, ...KNOWN_MODELS])).toBe(dated);
    expect(findModel(openai("gpt-9"), KNOWN_MODELS)).toBeUndefined();
  });
});

describe("chooseTranscriber", () => {
  const short = { ...model, capabilities: { ...capabilities, longestAudioSeconds: 1_400 } };
  const long = { ...model, model: "long", capabilities: { ...capabilities, longestAudioSeconds: 7_200 } };

  it.each([
    [5, "some-transcriber"],
    [1_400, "some-transcriber"],
    [1_401, "long"],
    [7_201, undefined],
    [undefined, "some-transcriber"],
  ])("for %s s takes %s", (seconds, expected) => {
    expect(chooseTranscriber([short, long], seconds)?.model).toBe(expected);
  });

  it("takes any length where the model has no limit of its own", () => {
    expect(chooseTranscriber([model], 90_000)?.model).toBe("some-transcriber");
  });
});

describe("a change by staff", () => {
  it("is described by what differs", () => {
    const after: AiModel = {
      ...model,
      capabilities: { ...capabilities, longestAudioSeconds: 900, languages: ["en"] },
      prices: withPrices(model.prices, [
        { unit: "audio_minutes", microDollars: 2_500, effectiveFrom: FROM },
        { unit: "output_tokens", microDollars: 7, effectiveFrom: NOW },
      ]),
    };
    expect(changesOfModel(model, after)).toEqual([
      { what: "languages", from: "en ga", to: "en" },
      { what: "audio_minutes from 2025-01-01", from: 2_000, to: 2_500 },
      { what: "longestAudioSeconds", from: null, to: 900 },
      { what: "output_tokens from 2026-11-28", from: null, to: 7 },
    ]);
    expect(changesOfModel(after, after)).toEqual([]);
  });
});
