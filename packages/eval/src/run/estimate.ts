/** What a run will cost, before it starts. */
import type { AiModel } from "@voice-flow/domain/ai-models/model";
import { splitNote } from "@voice-flow/domain/claims/split-note";
import { costOf } from "@voice-flow/domain/prices";
import type { LabelledNote } from "@voice-flow/domain/quality/labelled-note";
import OpenAI from "openai";
import { dryFetch } from "./cache";
import { askAboutPart } from "./product";

export interface Estimate {
  model: string;
  /** Requests that aren't in the cache. */
  requests: number;
  usage: { inputTokens: number; outputTokens: number };
  /** Micro-dollars. */
  costMicros: number;
}

/** English text has about four characters a token; JSON and Irish names have somewhat fewer. */
const CHARACTERS_PER_TOKEN = 3.5;
/** A claim in the product's schema, with some room. */
const TOKENS_PER_CLAIM = 220;

/** Makes every request up to the point where it would be sent. */
export async function estimate(
  model: AiModel,
  notes: readonly LabelledNote[],
  { cacheFolder, baseUrl }: { cacheFolder: string | null; baseUrl: string },
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
    for (const part of splitNote(note.text)) {
      // The one error that is expected is our own instead of a request; the run itself will show any other.
      await askAboutPart(client, note, model, part.text).catch(() => undefined);
    }
    if (missed) usage.outputTokens += TOKENS_PER_CLAIM * (note.expected.length + 1);
  }
  return { model: model.model, requests, usage, costMicros: costOf(usage, model.prices, Date.now()) };
}
