/** Transcript to claims, by a strict JSON schema. What comes back is checked again: `domain/claims/check-claims`. */
import type { AiModel } from "@voice-flow/domain/ai-models/model";
import { type ExtractedClaim, extractedAnswerSchema } from "@voice-flow/domain/claims/extracted";
import type { ExtractionRequest } from "@voice-flow/domain/claims/request";
import { mostOutputTokens } from "@voice-flow/domain/costs/bounds";
import type { AiUsage } from "@voice-flow/domain/prices";
import type OpenAI from "openai";
import { z } from "zod";
import type { ProviderAnswer } from "./call";
import { BadResponseError } from "./failure";
import { parsedOrThrow } from "./transcription";

export interface ExtractionCall {
  model: Pick<AiModel, "model" | "capabilities">;
  request: ExtractionRequest;
  /** The part of the note that the request is about. */
  part: string;
}

/** Throws the SDK's errors, and BadResponseError for an answer that is cut off, refused, or not what the schema says. */
export async function extractClaims(
  client: OpenAI,
  { model: { model, capabilities }, request, part }: ExtractionCall,
): Promise<ProviderAnswer<ExtractedClaim[]>> {
  const completion = await client.chat.completions.create({
    model,
    ...(capabilities.temperature && { temperature: 0 }),
    max_completion_tokens: mostOutputTokens(part, capabilities),
    messages: [
      { role: "system", content: request.system },
      { role: "user", content: request.user },
    ],
    response_format: {
      type: "json_schema",
      json_schema: {
        name: "claims",
        strict: true,
        schema: z.toJSONSchema(extractedAnswerSchema, { target: "draft-7" }),
      },
    },
  });
  // Gateways in front of the provider answer 200 with pages of their own: the SDK's types promise what they do not check.
  const envelope = parsedOrThrow(envelopeSchema, completion);
  const [choice] = envelope.choices;
  const usage = {
    inputTokens: envelope.usage?.prompt_tokens,
    cachedInputTokens: envelope.usage?.prompt_tokens_details?.cached_tokens,
    outputTokens: envelope.usage?.completion_tokens,
  };
  const { finish_reason: end, message } = choice;
  if (message.refusal || end === "content_filter") {
    throw new BadResponseError("The model refused.", usage, "refused");
  }
  if (end === "length") throw new BadResponseError("The answer was cut off.", usage, "cut_off");
  if (end !== "stop" || !message.content) throw new BadResponseError("The model said nothing.", usage);
  const { claims } = parsedOrThrow(extractedAnswerSchema, parsedJsonOrThrow(message.content, usage), usage);
  return { value: claims, usage };
}

const choiceSchema = z.object({
  finish_reason: z.string().nullable(),
  message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
});
const envelopeSchema = z.object({
  choices: z.tuple([choiceSchema]).rest(choiceSchema),
  usage: z
    .object({
      prompt_tokens: z.number(),
      completion_tokens: z.number(),
      prompt_tokens_details: z.object({ cached_tokens: z.number().optional() }).nullish(),
    })
    .nullish(),
});

function parsedJsonOrThrow(text: string, usage: AiUsage): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadResponseError("The model's content is not JSON.", usage);
  }
}
