/**
 * What calls to AI providers cost. Money is an integer number of micro-dollars (millionths of a US dollar) everywhere; only
 * what people read is formatted.
 */
import { type Infer, v } from "convex/values";
import { type ModelPrice, pricesInForce } from "./ai-models/model";

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

/**
 * Cost of one call in integer micro-dollars, at the prices in force `at` (ms since epoch).
 *
 * Rounding: the exact sum of all units is rounded up, once per call. A call that used something never costs nothing,
 * and the sum of charges never understates the bill; it overstates it by less than a micro-dollar per call.
 */
export function costOf(usage: AiUsage, prices: readonly ModelPrice[], at: number): number {
  const inForce = pricesInForce(prices, at);
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
  return Math.ceil((perMillion * 3 + perMinuteMs * 50) / 3_000_000);
}

const amount = (count: number | undefined): number => Math.max(0, Math.round(count ?? 0));

const capped = (reported: number | undefined, most: number | undefined): number | undefined =>
  reported === undefined || !Number.isFinite(reported)
    ? undefined
    : Math.min(Math.max(0, reported), most ?? 0);

/** What a provider reports, at most what was reserved for the call: an answer cannot spend more than was admitted. */
export const cappedUsage = (reported: AiUsage, reserved: AiUsage): AiUsage => ({
  inputTokens: capped(reported.inputTokens, reserved.inputTokens),
  cachedInputTokens: capped(reported.cachedInputTokens, reserved.inputTokens),
  outputTokens: capped(reported.outputTokens, reserved.outputTokens),
  audioSeconds: capped(reported.audioSeconds, reserved.audioSeconds),
});
