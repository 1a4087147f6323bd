/** Models by name: those that the product knows, and others once their price is given. */
import { findModel, KNOWN_MODELS } from "@voice-flow/domain/ai-models/known-models";
import type { AiModel, ModelPrice } from "@voice-flow/domain/ai-models/model";

export interface DollarPrices {
  /** US dollars per million tokens. */
  input: number;
  output: number;
}

/** Undefined for a model that the product doesn't know and that no price was given for: no price, no call. */
export function modelFor(name: string, price?: DollarPrices): AiModel | undefined {
  const known = findModel({ provider: "openai", model: name }, KNOWN_MODELS);
  if (!price) return known;
  const row = (unit: ModelPrice["unit"], dollars: number): ModelPrice => ({
    unit,
    microDollars: Math.round(dollars * 1_000_000),
    effectiveFrom: 0,
  });
  return {
    provider: "openai",
    model: name,
    feature: "claims_extraction",
    capabilities: known?.capabilities ?? {
      temperature: true,
      logprobs: false,
      segments: false,
      languages: [],
    },
    prices: [row("input_tokens", price.input), row("output_tokens", price.output)],
  };
}
