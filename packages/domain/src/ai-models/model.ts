/**
 * The AI models that may be called: what each can do and what it costs. They are data: the product knows some from the start
 * (`known-models.ts`), staff add and change them on the record. A model without a price or of unknown abilities is not called.
 */
import { type Infer, v } from "convex/values";
import { literals } from "convex-helpers/validators";
import { aiFeatureValidator, aiProviderValidator } from "../vocabulary/operations";

/** Token units are priced per 1,000,000 tokens, `audio_minutes` per minute of audio (charged by the millisecond). */
export const PRICE_UNITS = ["input_tokens", "cached_input_tokens", "output_tokens", "audio_minutes"] as const;
export const priceUnitValidator = literals(...PRICE_UNITS);
export type PriceUnit = Infer<typeof priceUnitValidator>;

/** In force from a day on, until a newer one of the same unit takes its place. */
export const modelPriceValidator = v.object({
  unit: priceUnitValidator,
  /** Integer micro-dollars per million tokens, or per minute of audio. */
  microDollars: v.number(),
  /** Ms since epoch. */
  effectiveFrom: v.number(),
});
export type ModelPrice = Infer<typeof modelPriceValidator>;

export const modelCapabilitiesValidator = v.object({
  /** Takes a temperature; reasoning models refuse one. */
  temperature: v.boolean(),
  /** Returns a log probability for each token. */
  logprobs: v.boolean(),
  /** Returns the time of each sentence, the language and confidence figures. */
  segments: v.boolean(),
  /** Languages it accepts as a hint (ISO 639-1); none for a model that doesn't transcribe. */
  languages: v.array(v.string()),
  /** Of one recording; absent for a model that doesn't listen, or takes whatever fits into an upload. */
  longestAudioSeconds: v.optional(v.number()),
  /** What it reads and writes in one call; absent where no such limit is known. */
  contextTokens: v.optional(v.number()),
  /** What it writes in one call at most. */
  outputTokens: v.optional(v.number()),
});
export type ModelCapabilities = Infer<typeof modelCapabilitiesValidator>;

export const aiModelFields = {
  provider: aiProviderValidator,
  /** The name by which the provider knows it. */
  model: v.string(),
  feature: aiFeatureValidator,
  capabilities: modelCapabilitiesValidator,
  prices: v.array(modelPriceValidator),
};
export const aiModelValidator = v.object(aiModelFields);
export type AiModel = Infer<typeof aiModelValidator>;

/** Ranges that staff stay within; prices stay readable, rows stay small. */
export const MODEL_LIMITS = {
  nameCharacters: 80,
  languages: 120,
  prices: 60,
  microDollars: 1_000_000_000,
  audioSeconds: 6 * 3600,
  tokens: 10_000_000,
} as const;

export type ModelProblem =
  | "bad_name"
  | "bad_language"
  | "bad_limit"
  | "bad_price"
  | "too_many_prices"
  | "no_price";

export const MODEL_PROBLEM_SENTENCES = {
  bad_name: "Give the model's name as the provider writes it: letters, digits, dots, dashes and underscores.",
  bad_language: "Give languages as two-letter codes, such as en or ga.",
  bad_limit: "Give lengths and token limits as whole numbers above zero.",
  bad_price: "Give each price as a whole number of micro-dollars from zero up.",
  too_many_prices: "A model keeps at most 60 prices.",
  no_price: "The model needs a price in force for what it is charged by; without one it is not called.",
} as const satisfies Record<ModelProblem, string>;

const NAME = /^[a-z0-9][a-z0-9._:/-]*$/i;
const isCount = (value: number | undefined, most: number): boolean =>
  value === undefined || (Number.isSafeInteger(value) && value > 0 && value <= most);

/** Whether a model may be stored as it is given, with a price that is in force `at` (ms). */
export function problemOfModel(
  { model, capabilities, prices, feature }: AiModel,
  at: number,
): ModelProblem | undefined {
  if (!NAME.test(model) || model.length > MODEL_LIMITS.nameCharacters) return "bad_name";
  const { languages, longestAudioSeconds, contextTokens, outputTokens } = capabilities;
  if (languages.length > MODEL_LIMITS.languages || !languages.every((code) => /^[a-z]{2,3}$/.test(code))) {
    return "bad_language";
  }
  const areCounts =
    isCount(longestAudioSeconds, MODEL_LIMITS.audioSeconds) &&
    isCount(contextTokens, MODEL_LIMITS.tokens) &&
    isCount(outputTokens, MODEL_LIMITS.tokens);
  if (!areCounts) return "bad_limit";
  if (prices.length > MODEL_LIMITS.prices) return "too_many_prices";
  if (!prices.every(isPrice)) return "bad_price";
  return isPriced({ feature, prices }, at) ? undefined : "no_price";
}

const isPrice = ({ microDollars, effectiveFrom }: ModelPrice): boolean =>
  Number.isSafeInteger(microDollars) &&
  microDollars >= 0 &&
  microDollars <= MODEL_LIMITS.microDollars &&
  Number.isSafeInteger(effectiveFrom) &&
  effectiveFrom >= 0;

/** Prices in force `at` (ms), in micro-dollars by unit. */
export function pricesInForce(prices: readonly ModelPrice[], at: number): ReadonlyMap<PriceUnit, number> {
  const newest = new Map<PriceUnit, ModelPrice>();
  for (const price of prices) {
    const known = newest.get(price.unit);
    if (price.effectiveFrom > at) continue;
    if (known === undefined || price.effectiveFrom >= known.effectiveFrom) newest.set(price.unit, price);
  }
  return new Map([...newest].map(([unit, price]) => [unit, price.microDollars]));
}

/** What a call is charged by: recordings by the minute or, by some models, by the token; texts by the token. */
export function isPriced({ feature, prices }: Pick<AiModel, "feature" | "prices">, at: number): boolean {
  const inForce = pricesInForce(prices, at);
  const byToken = inForce.has("input_tokens") && inForce.has("output_tokens");
  return byToken || (feature === "voice_transcription" && inForce.has("audio_minutes"));
}

/** One thing that staff changed about a model, for the record. */
export interface ModelChange {
  what: string;
  from: string | number | boolean | null;
  to: string | number | boolean | null;
}

/** What tells two states of a model apart; nothing of one that was not known before but what it is now. */
export function changesOfModel(before: AiModel | undefined, after: AiModel): ModelChange[] {
  const was = describe(before);
  const is = describe(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((what) => ({ what, from: was.get(what) ?? null, to: is.get(what) ?? null }))
    .filter(({ from, to }) => from !== to);
}

function describe(model: AiModel | undefined): Map<string, string | number | boolean> {
  if (!model) return new Map();
  const { languages, ...capabilities } = model.capabilities;
  return new Map<string, string | number | boolean>([
    ["feature", model.feature],
    ["languages", languages.join(" ")],
    ...Object.entries(capabilities).filter(([, value]) => value !== undefined),
    ...model.prices.map(
      ({ unit, microDollars, effectiveFrom }) =>
        [`${unit} from ${new Date(effectiveFrom).toISOString().slice(0, 10)}`, microDollars] as const,
    ),
  ]);
}

/** Adds prices to those that a model has; one of the same unit and time takes the place of the old one. */
export const withPrices = (prices: readonly ModelPrice[], added: readonly ModelPrice[]): ModelPrice[] => [
  ...prices.filter(
    (price) =>
      !added.some(({ unit, effectiveFrom }) => unit === price.unit && effectiveFrom === price.effectiveFrom),
  ),
  ...added,
];
