/** Transcript to claims, by a strict JSON schema. What comes back is checked again: `lib/pipeline/checkClaims`. */
import { mostOutputTokens } from "@voice-flow/domain/costs/bounds";
import type { AiUsage } from "@voice-flow/domain/prices";
import {
  CLAIM_SEVERITIES,
  CLAIM_TOPICS,
  MENTION_TYPES,
  SENTIMENTS,
} from "@voice-flow/domain/vocabulary/notes";
import type { NoteType } from "@voice-flow/domain/vocabulary/pipeline";
import type OpenAI from "openai";
import { z } from "zod";
import type { ProviderAnswer } from "./call";
import { EXTRACTION_PROMPT } from "./extractionPrompt";
import { BadResponseError } from "./failure";
import { parsedOrThrow } from "./transcription";

const confidence = z.number().min(0).max(1);

/** Nullable rather than optional: a strict schema requires every property. */
const claimSchema = z.object({
  topic: z.enum(CLAIM_TOPICS),
  title: z.string(),
  description: z.string(),
  recommendedAction: z.string().nullable(),
  sourceText: z.string(),
  sourceStart: z.number(),
  sourceEnd: z.number(),
  sentiment: z.enum(SENTIMENTS),
  severity: z.enum(CLAIM_SEVERITIES).nullable(),
  skillName: z.string().nullable(),
  skillRating: z.number().nullable(),
  timeReference: z.string().nullable(),
  confidence,
  mentions: z.array(
    z.object({
      rawText: z.string(),
      mentionType: z.enum(MENTION_TYPES),
      position: z.number(),
      candidatePlayerId: z.string().nullable(),
    }),
  ),
  assignee: z.enum(["recording_coach", "named_coach"]).nullable(),
  assigneeName: z.string().nullable(),
});
export type ExtractedClaim = z.infer<typeof claimSchema>;

const answerSchema = z.object({ claims: z.array(claimSchema) });

export interface ExtractionRequest {
  model: string;
  input: {
    transcript: string;
    roster: readonly { playerId: string; name: string; teamName: string; ageGroup: string }[];
    teams: readonly { teamId: string; name: string }[];
    coachName: string;
    noteType: NoteType;
  };
}

/** All the text that goes with a request. */
export const promptText = (input: ExtractionRequest["input"]): string =>
  EXTRACTION_PROMPT + JSON.stringify(input);

/** Throws the SDK's errors, and BadResponseError for an answer that is cut off, refused, or not what the schema says. */
export async function extractClaims(
  client: OpenAI,
  { model, input }: ExtractionRequest,
): Promise<ProviderAnswer<ExtractedClaim[]>> {
  const completion = await client.chat.completions.create({
    model,
    temperature: 0,
    max_completion_tokens: mostOutputTokens(input.transcript),
    messages: [
      { role: "system", content: EXTRACTION_PROMPT },
      { role: "user", content: JSON.stringify(input) },
    ],
    response_format: {
      type: "json_schema",
      json_schema: {
        name: "claims",
        strict: true,
        schema: z.toJSONSchema(answerSchema, { target: "draft-7" }),
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
  if (choice.finish_reason !== "stop" || choice.message.refusal || !choice.message.content) {
    throw new BadResponseError("The model stopped early, refused, or said nothing.", usage);
  }
  const { claims } = parsedOrThrow(answerSchema, parsedJsonOrThrow(choice.message.content, usage), usage);
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
