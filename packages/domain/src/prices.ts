/**
 * What calls to AI providers cost. Prices are data: a row per provider, model and unit, in force from a day on until a
 * newer row of the same unit takes its place. Money is an integer number of micro-dollars (millionths of a US dollar)
 * everywhere; only what people read is formatted.
 */
import { type Infer, v } from "convex/values";
import { literals } from "convex-helpers/validators";
import { aiProviderValidator } from "./vocabulary/operations";

/** Token units are priced per 1,000,000 tokens, `audio_minutes` per minute of audio (charged by the millisecond). */
export const PRICE_UNITS = ["input_tokens", "cached_input_tokens", "output_tokens", "audio_minutes"] as const;
export const priceUnitValidator = literals(...PRICE_UNITS);
export type PriceUnit = Infer<typeof priceUnitValidator>;

export const priceValidator = v.object({
  provider: aiProviderValidator,
  model: v.string(),
  unit: priceUnitValidator,
  /** Integer micro-dollars per million tokens, or per minute of audio. */
  microDollars: v.number(),
  /** Ms since epoch. */
  effectiveFrom: v.number(),
});
export type Price = Infer<typeof priceValidator>;

/**
 * What one call used. `cachedInputTokens` are a part of `inputTokens`, as providers report them. A unit that the model
 * has no price for is recorded but not charged: transcription is charged by the minute, whatever tokens it reports.
 */
export const aiUsageValidator = v.object({
  inputTokens: v.optional(v.number()),
  cachedInputTokens: v.optional(v.number()),
  outputTokens: v.optional(v.number()),
  audioSeconds: v.optional(v.number()),
});
export type AiUsage = Infer<typeof aiUsageValidator>;

/** Stored with every charge, so that a cost can be explained after prices have changed. */
export const PRICE_TABLE_VERSION = "2025-03-20";

const FROM = Date.UTC(2025, 2, 20);
const tokens = (model: string, input: number, cached: number, output: number): readonly Price[] => [
  { provider: "openai", model, unit: "input_tokens", microDollars: input, effectiveFrom: FROM },
  { provider: "openai", model, unit: "cached_input_tokens", microDollars: cached, effectiveFrom: FROM },
  { provider: "openai", model, unit: "output_tokens", microDollars: output, effectiveFrom: FROM },
];
const audio = (model: string, perMinute: number): readonly Price[] => [
  { provider: "openai", model, unit: "audio_minutes", microDollars: perMinute, effectiveFrom: FROM },
];

/** The provider's list prices; for gpt-4o-mini-transcribe the per-minute estimate that it publishes. */
export const PRICES: readonly Price[] = [
  ...audio("gpt-4o-mini-transcribe", 3_000),
  ...audio("whisper-1", 6_000),
  ...tokens("gpt-4o", 2_500_000, 1_250_000, 10_000_000),
  ...tokens("gpt-4o-mini", 150_000, 75_000, 600_000),
];

export type CostResult =
  | { ok: true; costMicros: number }
  | { ok: false; code: "price_unknown"; message: string };

/**
 * Cost of one call in integer micro-dollars, at the prices in force `at` (ms since epoch).
 *
 * Rounding: the exact sum of all units is rounded up, once per call. A call that used something never costs nothing,
 * and the sum of charges never understates the bill; it overstates it by less than a micro-dollar per call.
 * Dated names ("gpt-4o-2024-08-06") cost what the model itself costs unless they have prices of their own.
 */
export function costOf(
  call: { provider: Price["provider"]; model: string; usage: AiUsage },
  prices: readonly Price[],
  at: number,
): CostResult {
  const inForce = pricesInForce(call.provider, call.model, prices, at);
  if (inForce.size === 0) {
    return {
      ok: false,
      code: "price_unknown",
      message: `There is no price for ${call.provider} ${call.model}; add it to the price table.`,
    };
  }
  const { usage } = call;
  const input = amount(usage.inputTokens);
  const cached = Math.min(amount(usage.cachedInputTokens), input);
  // A model without a price for cached tokens charges them in full.
  const cachedPrice = inForce.get("cached_input_tokens") ?? inForce.get("input_tokens") ?? 0;
  const perMillion =
    (input - cached) * (inForce.get("input_tokens") ?? 0) +
    cached * cachedPrice +
    amount(usage.outputTokens) * (inForce.get("output_tokens") ?? 0);
  const audioMs = Math.round((usage.audioSeconds ?? 0) * 1000);
  const perMinuteMs = Math.max(0, audioMs) * (inForce.get("audio_minutes") ?? 0);
  // Over the common denominator of 1,000,000 tokens and 60,000 ms, so that nothing is rounded on the way.
  return { ok: true, costMicros: Math.ceil((perMillion * 3 + perMinuteMs * 50) / 3_000_000) };
}

const amount = (count: number | undefined): number => Math.max(0, Math.round(count ?? 0));

function pricesInForce(provider: Price["provider"], model: string, prices: readonly Price[], at: number) {
  const exact = newestPerUnit(prices, (price) => price.provider === provider && price.model === model, at);
  const undated = model.replace(/-\d{4}-\d{2}-\d{2}$/, "");
  if (exact.size > 0 || undated === model) return exact;
  return newestPerUnit(prices, (price) => price.provider === provider && price.model === undated, at);
}

function newestPerUnit(prices: readonly Price[], wanted: (price: Price) => boolean, at: number) {
  const newest = new Map<PriceUnit, Price>();
  for (const price of prices) {
    const known = newest.get(price.unit);
    if (!wanted(price) || price.effectiveFrom > at) continue;
    if (known === undefined || price.effectiveFrom >= known.effectiveFrom) newest.set(price.unit, price);
  }
  return new Map([...newest].map(([unit, price]) => [unit, price.microDollars]));
}

/** "$0.0042", with as many digits as the amount needs to be seen, for people. */
export function formatMicroDollars(microDollars: number): string {
  const dollars = microDollars / 1_000_000;
  const digits = dollars !== 0 && Math.abs(dollars) < 0.1 ? 4 : 2;
  return new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(dollars);
}
