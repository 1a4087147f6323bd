/** The models that the product knows from the start, with the provider's list prices. Staff's own rows come before them. */
import type { AiModel, ModelPrice } from "./model";

const FROM = Date.UTC(2025, 2, 20);
const perMinute = (microDollars: number): ModelPrice[] => [
  { unit: "audio_minutes", microDollars, effectiveFrom: FROM },
];
const perMillion = (input: number, cached: number, output: number): ModelPrice[] => [
  { unit: "input_tokens", microDollars: input, effectiveFrom: FROM },
  { unit: "cached_input_tokens", microDollars: cached, effectiveFrom: FROM },
  { unit: "output_tokens", microDollars: output, effectiveFrom: FROM },
];

/** Languages that the provider's transcribers accept as a hint. Irish is not among them. */
const TRANSCRIBED =
  "af ar az be bg bs ca cs cy da de el en es et fa fi fr gl he hi hr hu hy id is it ja kk kn ko lt lv mi mk mr ms ne nl no pl pt ro ru sk sl sr sv sw ta th tl tr uk ur vi zh".split(
    " ",
  );

export const KNOWN_MODELS: readonly AiModel[] = [
  {
    provider: "openai",
    model: "whisper-1",
    feature: "voice_transcription",
    capabilities: { temperature: true, logprobs: false, segments: true, languages: TRANSCRIBED },
    prices: perMinute(6_000),
  },
  {
    provider: "openai",
    model: "gpt-4o-mini-transcribe",
    feature: "voice_transcription",
    capabilities: {
      temperature: true,
      logprobs: true,
      segments: false,
      languages: TRANSCRIBED,
      // It answers 400 to anything longer.
      longestAudioSeconds: 1_400,
      contextTokens: 16_000,
      outputTokens: 2_000,
    },
    // The estimate by the minute that the provider publishes.
    prices: perMinute(3_000),
  },
  {
    provider: "openai",
    model: "gpt-4o",
    feature: "claims_extraction",
    capabilities: {
      temperature: true,
      logprobs: true,
      segments: false,
      languages: [],
      contextTokens: 128_000,
      outputTokens: 16_384,
    },
    prices: perMillion(2_500_000, 1_250_000, 10_000_000),
  },
  {
    provider: "openai",
    model: "gpt-4o-mini",
    feature: "claims_extraction",
    capabilities: {
      temperature: true,
      logprobs: true,
      segments: false,
      languages: [],
      contextTokens: 128_000,
      outputTokens: 16_384,
    },
    prices: perMillion(150_000, 75_000, 600_000),
  },
];

/** "gpt-4o-2024-08-06" is the "gpt-4o" of a day, and can and costs the same unless it has a row of its own. */
export const undatedName = (model: string): string => model.replace(/-\d{4}-\d{2}-\d{2}$/, "");

/** The first of several lists that knows the model, by its own name before its undated one; undefined: it may not be called. */
export function findModel(
  wanted: Pick<AiModel, "provider" | "model">,
  models: readonly AiModel[],
): AiModel | undefined {
  const named = (name: string) =>
    models.find(({ provider, model }) => provider === wanted.provider && model === name);
  return named(wanted.model) ?? named(undatedName(wanted.model));
}
