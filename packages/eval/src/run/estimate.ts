/** What a run will cost, before it starts. */
import { type AiUsage, costOf, PRICES, type Price } from "@voice-flow/domain/prices";
import OpenAI from "openai";
import type { LabelledNote } from "../labels/schema";
import { dryFetch } from "./cache";
import { askModel } from "./product";

export interface Estimate {
  model: string;
  /** Requests that aren't in the cache. */
  requests: number;
  usage: { inputTokens: number; outputTokens: number };
  /** Micro-dollars; null for a model without a price. */
  costMicros: number | null;
}

/** English text has about four characters a token; JSON and Irish names have somewhat fewer. */
const CHARACTERS_PER_TOKEN = 3.5;
/** A claim in the product's schema, with some room. */
const TOKENS_PER_CLAIM = 220;

/** Makes every request up to the point where it would be sent. */
export async function estimate(
  model: string,
  notes: readonly LabelledNote[],
  {
    cacheFolder,
    baseUrl,
    prices = [],
  }: { cacheFolder: string | null; baseUrl: string; prices?: readonly Price[] },
): Promise<Estimate> {
  const usage = { inputTokens: 0, outputTokens: 0 };
  let requests = 0;
  for (const note of notes) {
    let missed = false;
    const client = new OpenAI({
      apiKey: "unused",
      baseURL: baseUrl,
      maxRetries: 0,
      fetch: dryFetch(cacheFolder, (characters) => {
        missed = true;
        requests += 1;
        usage.inputTokens += Math.ceil(characters / CHARACTERS_PER_TOKEN);
      }),
    });
    await askModel(client, note, model).catch(() => undefined);
    if (missed) usage.outputTokens += TOKENS_PER_CLAIM * (note.expected.length + 1);
  }
  return { model, requests, usage, costMicros: requests === 0 ? 0 : priceOf(model, usage, prices) };
}

function priceOf(model: string, usage: AiUsage, prices: readonly Price[]): number | null {
  const cost = costOf({ provider: "openai", model, usage }, [...PRICES, ...prices], Date.now());
  return cost.ok ? cost.costMicros : null;
}
