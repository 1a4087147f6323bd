/**
 * What a call can cost at most, known before it is made: what a budget reserves for it, and what its answer is charged at
 * most. Bounds, not guesses: two calls at once may overspend by the last one alone only if neither can cost more than was
 * reserved.
 */
import type { ModelCapabilities } from "../ai-models/model";
import type { AiUsage } from "../prices";

/**
 * Opus speaks with no fewer bits (RFC 6716, 2.1.1: 6 kbit/s). Silence that is left out (DTX) takes fewer: such a recording
 * may cost somewhat more than its bound where its container does not tell its length.
 */
const LEAST_BYTES_PER_SECOND = 750;
/** Providers round up, and count the padding at the end of a stream. */
const ROUNDING_SECONDS = 1;
/** The newer transcribers count ten tokens to a second of audio … */
const AUDIO_TOKENS_PER_SECOND = 10;
/** … and nobody says more than that. */
const SPOKEN_TOKENS_PER_SECOND = 12;
const LEAST_SPOKEN_TOKENS = 200;

/** @param recording.durationSeconds as its container tells it */
export function transcriptionBound(
  recording: { bytes: number; durationSeconds?: number },
  prompt: string,
): AiUsage {
  const audioSeconds =
    recording.durationSeconds === undefined
      ? recording.bytes / LEAST_BYTES_PER_SECOND
      : recording.durationSeconds + ROUNDING_SECONDS;
  return {
    audioSeconds,
    inputTokens: Math.ceil(audioSeconds * AUDIO_TOKENS_PER_SECOND) + byteLength(prompt),
    outputTokens: Math.ceil(audioSeconds * SPOKEN_TOKENS_PER_SECOND) + LEAST_SPOKEN_TOKENS,
  };
}

/** A word of a note that is said in a claim of its own, with the claim's other fields, takes fewer than so many tokens. */
const OUTPUT_TOKENS_PER_WORD = 60;
const LEAST_OUTPUT_TOKENS = 1_500;
/** Where the model's own limit is not known. */
const MOST_OUTPUT_TOKENS = 16_384;

/** The limit that goes with the request, so that it is a bound in fact. */
export function mostOutputTokens(
  transcript: string,
  { outputTokens = MOST_OUTPUT_TOKENS }: Pick<ModelCapabilities, "outputTokens"> = {},
): number {
  const words = transcript.split(/\s+/).filter((word) => word !== "").length;
  return Math.min(outputTokens, LEAST_OUTPUT_TOKENS + words * OUTPUT_TOKENS_PER_WORD);
}

/** The schema of the answer is sent along and counted as input. */
const SCHEMA_TOKENS = 2_000;

/** @param input all text that is sent */
export const extractionBound = (
  input: string,
  transcript: string,
  capabilities?: Pick<ModelCapabilities, "outputTokens">,
): AiUsage => ({
  inputTokens: byteLength(input) + SCHEMA_TOKENS,
  outputTokens: mostOutputTokens(transcript, capabilities),
});

/** A token stands for at least one byte. */
const byteLength = (text: string): number => new TextEncoder().encode(text).length;
