/** Prices and abilities of AI models as people read them. */
import { type AiModel, type PriceUnit, pricesInForce } from "@voice-flow/domain/ai-models/model";
import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { pluralise } from "@voice-flow/domain/format/number";
import type { AiFeature } from "@voice-flow/domain/vocabulary/operations";
import { words } from "./words";

export const PRICE_UNIT_LABELS = {
  audio_minutes: words.abilities.audioMinute,
  input_tokens: words.abilities.inputTokens,
  cached_input_tokens: words.abilities.cachedTokens,
  output_tokens: words.abilities.outputTokens,
} as const satisfies Record<PriceUnit, string>;

/** What a model of a feature may be charged by, in the order in which it is shown. */
export const UNITS_OF_FEATURE = {
  voice_transcription: ["audio_minutes", "input_tokens", "output_tokens"],
  claims_extraction: ["input_tokens", "cached_input_tokens", "output_tokens"],
} as const satisfies Record<AiFeature, readonly PriceUnit[]>;

/** "$0.0060 a minute of audio", one for each unit with a price in force `at` (ms). */
export function priceLines({ feature, prices }: Pick<AiModel, "feature" | "prices">, at: number): string[] {
  const inForce = pricesInForce(prices, at);
  return UNITS_OF_FEATURE[feature].flatMap((unit) => {
    const price = inForce.get(unit);
    return price === undefined ? [] : `${formatMicroDollars(price)} ${PRICE_UNIT_LABELS[unit]}`;
  });
}

/** What a model can do, each in a few words. */
export function abilityLines({ feature, capabilities }: Pick<AiModel, "feature" | "capabilities">): string[] {
  const { segments, logprobs, temperature, languages, longestAudioSeconds, contextTokens, outputTokens } =
    capabilities;
  const listens = feature === "voice_transcription";
  return [
    listens && segments && words.abilities.segments,
    logprobs && words.abilities.logprobs,
    temperature && "temperature",
    listens &&
      (languages.length === 0 ? words.abilities.noLanguage : pluralise(languages.length, "language")),
    listens &&
      (longestAudioSeconds === undefined
        ? words.abilities.anyLength
        : words.abilities.longestAudio(formatDuration(longestAudioSeconds * 1000))),
    contextTokens !== undefined && words.abilities.context(pluralise(contextTokens, "token")),
    outputTokens !== undefined && words.abilities.answers(pluralise(outputTokens, "token")),
  ].filter((line) => line !== false);
}
