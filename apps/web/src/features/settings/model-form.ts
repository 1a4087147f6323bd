/** What the form of a model holds, and what it stands for. */
import {
  type AiModel,
  MODEL_PROBLEM_SENTENCES,
  type ModelPrice,
  type PriceUnit,
  pricesInForce,
  problemOfModel,
  withPrices,
} from "@voice-flow/domain/ai-models/model";
import type { AiFeature } from "@voice-flow/domain/vocabulary/operations";
import { UNITS_OF_FEATURE } from "./model-words";
import { words } from "./words";

export type ModelForm = {
  model: string;
  feature: AiFeature;
  temperature: boolean;
  logprobs: boolean;
  segments: boolean;
  /** Codes with spaces between them. */
  languages: string;
  longestAudioSeconds: string;
  contextTokens: string;
  outputTokens: string;
  /** US dollars; empty for a unit that it is not charged by. */
  dollars: Readonly<Record<PriceUnit, string>>;
  /** "2026-11-29": the day, in UTC, from which changed prices hold. */
  priceFrom: string;
};

export type ModelChanges = Omit<AiModel, "prices"> & { newPrices: ModelPrice[] };

const textOf = (value: number | undefined): string => (value === undefined ? "" : String(value));
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The form of a model as it is `at` (ms), or an empty one. */
export function formOf(model: AiModel | undefined, at: number): ModelForm {
  const capabilities = model?.capabilities;
  const inForce = pricesInForce(model?.prices ?? [], at);
  const dollarsOf = (unit: PriceUnit): string => {
    const price = inForce.get(unit);
    return price === undefined ? "" : String(price / 1_000_000);
  };
  return {
    model: model?.model ?? "",
    feature: model?.feature ?? "voice_transcription",
    temperature: capabilities?.temperature ?? false,
    logprobs: capabilities?.logprobs ?? false,
    segments: capabilities?.segments ?? false,
    languages: capabilities?.languages.join(" ") ?? "",
    longestAudioSeconds: textOf(capabilities?.longestAudioSeconds),
    contextTokens: textOf(capabilities?.contextTokens),
    outputTokens: textOf(capabilities?.outputTokens),
    dollars: {
      audio_minutes: dollarsOf("audio_minutes"),
      input_tokens: dollarsOf("input_tokens"),
      cached_input_tokens: dollarsOf("cached_input_tokens"),
      output_tokens: dollarsOf("output_tokens"),
    },
    priceFrom: dayOf(at),
  };
}

/** What is to be stored, or what is wrong with it in words. `known`: the model as it is. */
export function readForm(
  form: ModelForm,
  known: AiModel | undefined,
  at: number,
): { ok: true; changes: ModelChanges } | { ok: false; problem: string } {
  const from = Date.parse(form.priceFrom);
  if (Number.isNaN(from)) return { ok: false, problem: words.modelEditor.noDay };
  const before = formOf(known, at).dollars;
  const newPrices = UNITS_OF_FEATURE[form.feature]
    .filter((unit) => form.dollars[unit].trim() !== "" && form.dollars[unit] !== before[unit])
    .map((unit) => ({
      unit,
      microDollars: Math.round(Number(form.dollars[unit]) * 1_000_000),
      effectiveFrom: from,
    }));
  const changes: ModelChanges = {
    provider: known?.provider ?? "openai",
    model: form.model.trim(),
    feature: form.feature,
    capabilities: {
      temperature: form.temperature,
      logprobs: form.logprobs,
      segments: form.segments,
      languages: form.languages
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
      ...optional("longestAudioSeconds", form.longestAudioSeconds),
      ...optional("contextTokens", form.contextTokens),
      ...optional("outputTokens", form.outputTokens),
    },
    newPrices,
  };
  const { newPrices: _added, ...described } = changes;
  const after = { ...described, prices: withPrices(known?.prices ?? [], newPrices) };
  const problem = problemOfModel(after, at);
  return problem ? { ok: false, problem: MODEL_PROBLEM_SENTENCES[problem] } : { ok: true, changes };
}

/** What is not filled in is not known; what is no number is refused as one. */
const optional = <Key extends string>(key: Key, text: string) =>
  text.trim() === "" ? {} : { [key]: Number(text) };
