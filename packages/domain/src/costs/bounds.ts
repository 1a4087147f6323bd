/**
 * What a call can cost at most, known before it is made: what a budget reserves for it. Bounds, not guesses: two calls at
 * once may overspend by the last one alone only if neither can cost more than was reserved.
 */
import { type AiUsage, costOf, PRICES } from "../prices";
import type { AiProvider } from "../vocabulary/operations";

/**
 * Opus speaks with no fewer bits (RFC 6716, 2.1.1: 6 kbit/s). Silence that is left out (DTX) takes fewer, and so does AMR at
 * its lowest rate (4.75 kbit/s), which phones attach but hardly record: such a recording may cost somewhat more than its bound.
 */
const LEAST_BYTES_PER_SECOND = 750;

/** @param bytes size of the recording */
export const transcriptionBound = (bytes: number): AiUsage => ({
  audioSeconds: bytes / LEAST_BYTES_PER_SECOND,
});

/** A word of a note that is said in a claim of its own, with the claim's other fields, takes fewer than so many tokens. */
const OUTPUT_TOKENS_PER_WORD = 60;
const LEAST_OUTPUT_TOKENS = 1_500;
/** What the models of the product can say at once. */
const MOST_OUTPUT_TOKENS = 16_384;

/** The limit that goes with the request, so that it is a bound in fact. */
export function mostOutputTokens(transcript: string): number {
  const words = transcript.split(/\s+/).filter((word) => word !== "").length;
  return Math.min(MOST_OUTPUT_TOKENS, LEAST_OUTPUT_TOKENS + words * OUTPUT_TOKENS_PER_WORD);
}

/** A token stands for at least one byte. The schema of the answer is sent along and counted as input. */
const SCHEMA_TOKENS = 2_000;

/** @param input all text that is sent */
export const extractionBound = (input: string, transcript: string): AiUsage => ({
  inputTokens: new TextEncoder().encode(input).length + SCHEMA_TOKENS,
  outputTokens: mostOutputTokens(transcript),
});

/** The bound in micro-dollars; 0 for a model without a price, whose calls are charged nothing. */
export function boundCost(
  call: { provider: AiProvider; model: string; usage: AiUsage },
  now: number,
): number {
  const cost = costOf(call, PRICES, now);
  return cost.ok ? cost.costMicros : 0;
}
