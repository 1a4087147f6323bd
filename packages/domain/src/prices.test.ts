import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findModel, KNOWN_MODELS } from "./ai-models/known-models";
import type { ModelPrice } from "./ai-models/model";
import { type AiUsage, cappedUsage, costOf } from "./prices";

const NOW = Date.UTC(2026, 0, 1);
const pricesOf = (model: string) => findModel({ provider: "openai", model }, KNOWN_MODELS)?.prices ?? [];
const cost = (model: string, usage: AiUsage) => costOf(usage, pricesOf(model), NOW);

describe("costOf", () => {
  it.each<[string, AiUsage, number]>([
    ["gpt-4o", { inputTokens: 1_000_000 }, 2_500_000],
    ["gpt-4o", { inputTokens: 1_000_000, cachedInputTokens: 1_000_000 }, 1_250_000],
    ["gpt-4o", { inputTokens: 1200, cachedInputTokens: 1024, outputTokens: 350 }, 5220],
    ["gpt-4o-2024-08-06", { outputTokens: 1_000_000 }, 10_000_000],
    ["gpt-4o-mini", { inputTokens: 1000, outputTokens: 100 }, 210],
    ["whisper-1", { audioSeconds: 60 }, 6000],
    ["gpt-4o-mini-transcribe", { audioSeconds: 45.5 }, 2275],
    ["gpt-4o-mini-transcribe", { audioSeconds: 60, inputTokens: 900, outputTokens: 200 }, 3000],
    ["gpt-4o", {}, 0],
  ])("%s %o costs %d micro-dollars", (model, usage, expected) => {
    expect(cost(model, usage)).toBe(expected);
  });

  it("rounds up, so that what was used is never free", () => {
    expect(cost("gpt-4o-mini", { inputTokens: 1 })).toBe(1);
    expect(cost("whisper-1", { audioSeconds: 0.001 })).toBe(1);
    expect(cost("gpt-4o-mini", { inputTokens: 20 })).toBe(3);
  });

  it("takes the price in force at the time of the call", () => {
    const prices: ModelPrice[] = [
      { unit: "audio_minutes", microDollars: 200, effectiveFrom: 2000 },
      { unit: "audio_minutes", microDollars: 100, effectiveFrom: 1000 },
    ];
    expect(costOf({ audioSeconds: 60 }, prices, 1999)).toBe(100);
    expect(costOf({ audioSeconds: 60 }, prices, 2000)).toBe(200);
  });

  it("is a whole number, never negative, and never falls when more is used", () => {
    const usage = fc.record({
      inputTokens: fc.nat(2_000_000),
      cachedInputTokens: fc.nat(3_000_000),
      outputTokens: fc.nat(100_000),
      audioSeconds: fc.double({ min: 0, max: 7200, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...KNOWN_MODELS.map(({ model }) => model)),
        usage,
        fc.nat(1000),
        (model, used, more) => {
          const before = cost(model, used);
          expect(Number.isSafeInteger(before) && before >= 0).toBe(true);
          expect(cost(model, { ...used, outputTokens: used.outputTokens + more })).toBeGreaterThanOrEqual(
            before,
          );
        },
      ),
    );
  });
});

describe("cappedUsage", () => {
  const reserved: AiUsage = { inputTokens: 1000, outputTokens: 500, audioSeconds: 61 };

  it.each<[string, AiUsage, AiUsage]>([
    [
      "what fits stays",
      { inputTokens: 900, cachedInputTokens: 512, outputTokens: 20 },
      { inputTokens: 900, cachedInputTokens: 512, outputTokens: 20 },
    ],
    [
      "more than was reserved is cut",
      { inputTokens: 9e12, outputTokens: 501, audioSeconds: 4000 },
      { inputTokens: 1000, outputTokens: 500, audioSeconds: 61 },
    ],
    [
      "less than nothing is nothing",
      { inputTokens: -5, audioSeconds: -1 },
      { inputTokens: 0, audioSeconds: 0 },
    ],
    [
      "what is no number is not known",
      { inputTokens: Number.NaN, outputTokens: Number.POSITIVE_INFINITY },
      {},
    ],
  ])("%s", (_, reported, expected) => {
    expect(cappedUsage(reported, reserved)).toEqual(expected);
  });

  it("never costs more than what was reserved, whatever a provider reports", () => {
    const count = fc.oneof(fc.double(), fc.integer(), fc.constant(undefined));
    const usage = fc.record({
      inputTokens: count,
      cachedInputTokens: count,
      outputTokens: count,
      audioSeconds: count,
    });
    fc.assert(
      fc.property(fc.constantFrom("gpt-4o", "whisper-1"), usage, (model, reported) => {
        expect(cost(model, cappedUsage(reported, reserved))).toBeLessThanOrEqual(cost(model, reserved));
      }),
    );
  });
});
