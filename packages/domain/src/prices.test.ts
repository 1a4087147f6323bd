import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AiUsage, costOf, formatMicroDollars, PRICES, type Price } from "./prices";

const NOW = Date.UTC(2026, 0, 1);
const cost = (model: string, usage: AiUsage, prices: readonly Price[] = PRICES, at = NOW) => {
  const result = costOf({ provider: "openai", model, usage }, prices, at);
  return result.ok ? result.costMicros : result.code;
};

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

  it("says when a model has no price instead of calling it free", () => {
    expect(cost("gpt-9", { inputTokens: 5 })).toBe("price_unknown");
    expect(cost("gpt-4o", { inputTokens: 5 }, PRICES, 0)).toBe("price_unknown");
  });

  it("takes the price in force at the time of the call", () => {
    const row = { provider: "openai", model: "m", unit: "audio_minutes" } as const;
    const prices = [
      { ...row, microDollars: 200, effectiveFrom: 2000 },
      { ...row, microDollars: 100, effectiveFrom: 1000 },
    ];
    expect(cost("m", { audioSeconds: 60 }, prices, 1999)).toBe(100);
    expect(cost("m", { audioSeconds: 60 }, prices, 2000)).toBe(200);
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
        fc.constantFrom(...PRICES.map((price) => price.model)),
        usage,
        fc.nat(1000),
        (model, used, more) => {
          const before = Number(cost(model, used));
          expect(Number.isSafeInteger(before) && before >= 0).toBe(true);
          expect(
            Number(cost(model, { ...used, outputTokens: used.outputTokens + more })),
          ).toBeGreaterThanOrEqual(before);
        },
      ),
    );
  });
});

it("formats money with the digits it needs", () => {
  expect([0, 4200, 123_456, 1_234_567_890].map(formatMicroDollars)).toEqual([
    "$0.00",
    "$0.0042",
    "$0.12",
    "$1,234.57",
  ]);
});
