/** Speech to text. A model either returns segments with times and doubts, or the text alone, as one segment. */
import type { AiModel } from "@voice-flow/domain/ai-models/model";
import type { ClubLanguage } from "@voice-flow/domain/hearing/languages";
import type { HeardSegment } from "@voice-flow/domain/hearing/provider-signals";
import type { Recording } from "@voice-flow/domain/hearing/recording";
import type { AiUsage } from "@voice-flow/domain/prices";
import type OpenAI from "openai";
import { z } from "zod";
import type { TranscriptSegment } from "../../tables/artifacts";
import type { ProviderAnswer } from "./call";
import { BadResponseError } from "./failure";

export interface TranscriptionRequest {
  model: Pick<AiModel, "model" | "capabilities">;
  audio: Blob;
  recording: Recording;
  /** What is spoken, where that is known; sent only to a model that takes it. */
  language?: ClubLanguage;
  /** Words to expect, such as the names of the roster. */
  prompt: string;
}

export interface Transcription {
  text: string;
  segments: TranscriptSegment[];
  /** What the transcriber says of its own work, for the judge. */
  signals: HeardSegment[];
  /** As the transcriber names it; empty where it does not tell. */
  language: string;
  /** Seconds of the recording; 0 where nothing tells them. */
  duration: number;
}

const verboseAnswer = z.object({
  text: z.string(),
  language: z.string(),
  duration: z.coerce.number().nonnegative(),
  segments: z.array(
    z.object({
      start: z.number(),
      end: z.number(),
      text: z.string(),
      avg_logprob: z.number(),
      no_speech_prob: z.number(),
      compression_ratio: z.number(),
    }),
  ),
});

const plainAnswer = z.object({
  text: z.string(),
  logprobs: z.array(z.object({ logprob: z.number() })).optional(),
  usage: z
    .object({
      input_tokens: z.number().default(0),
      output_tokens: z.number().default(0),
      input_token_details: z.object({ audio_tokens: z.number().optional() }).optional(),
    })
    .optional(),
});

/** The newer models count ten tokens to a second of audio, and say nothing of its length. */
const AUDIO_TOKENS_PER_SECOND = 10;

/** Throws the SDK's errors, and BadResponseError for an answer that is cut off or not what the API promises. */
export async function transcribe(
  client: OpenAI,
  { model: { model, capabilities }, audio, recording, language, prompt }: TranscriptionRequest,
): Promise<ProviderAnswer<Transcription>> {
  const { fileName, contentType, durationSeconds } = recording;
  const common = {
    file: new File([audio], fileName, { type: contentType }),
    model,
    prompt,
    ...(language && capabilities.languages.includes(language) && { language }),
  };
  if (capabilities.segments) {
    const raw = await client.audio.transcriptions.create({
      ...common,
      response_format: "verbose_json",
      timestamp_granularities: ["segment"],
    });
    return fromVerbose(parsedOrThrow(verboseAnswer, raw), durationSeconds);
  }
  const raw = await client.audio.transcriptions.create({
    ...common,
    response_format: "json",
    ...(capabilities.logprobs && { include: ["logprobs"] }),
  });
  return fromPlain(parsedOrThrow(plainAnswer, raw), durationSeconds, capabilities.outputTokens);
}

function fromVerbose(
  answer: z.infer<typeof verboseAnswer>,
  durationSeconds: number | undefined,
): ProviderAnswer<Transcription> {
  const segments = answer.segments.map(({ start, end, text, avg_logprob }) => ({
    start,
    end,
    text: text.trim(),
    confidence: probability(avg_logprob),
  }));
  return {
    value: {
      text: answer.text.trim(),
      segments: segments.filter((segment) => segment.text !== ""),
      signals: answer.segments.map(({ text, avg_logprob, no_speech_prob, compression_ratio }) => ({
        text,
        avgLogprob: avg_logprob,
        noSpeechProb: no_speech_prob,
        compressionRatio: compression_ratio,
      })),
      language: answer.language,
      duration: durationSeconds ?? answer.duration,
    },
    usage: { audioSeconds: answer.duration },
  };
}

function fromPlain(
  answer: z.infer<typeof plainAnswer>,
  durationSeconds: number | undefined,
  mostTokens: number | undefined,
): ProviderAnswer<Transcription> {
  const text = answer.text.trim();
  const audioTokens = answer.usage?.input_token_details?.audio_tokens;
  const audioSeconds = audioTokens === undefined ? durationSeconds : audioTokens / AUDIO_TOKENS_PER_SECOND;
  const usage = {
    audioSeconds,
    inputTokens: answer.usage?.input_tokens,
    outputTokens: answer.usage?.output_tokens,
  };
  // The answer does not say that it was cut off; that it has no room left does.
  if (mostTokens !== undefined && (usage.outputTokens ?? 0) >= mostTokens) {
    throw new BadResponseError("The transcript was cut off.", usage, "cut_off");
  }
  const duration = durationSeconds ?? audioSeconds ?? 0;
  const avgLogprob = mean((answer.logprobs ?? []).map(({ logprob }) => logprob));
  const confidence = avgLogprob === undefined ? 1 : probability(avgLogprob);
  return {
    value: {
      text,
      segments: text === "" ? [] : [{ start: 0, end: duration, text, confidence }],
      signals: [{ text, ...(avgLogprob !== undefined && { avgLogprob }) }],
      language: "",
      duration,
    },
    usage,
  };
}

const probability = (logProbability: number): number => Math.min(1, Math.max(0, Math.exp(logProbability)));

const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;

/** `usage`: what the answer is known to have used. */
export function parsedOrThrow<T>(schema: z.ZodType<T>, raw: unknown, usage?: AiUsage): T {
  const parsed = schema.safeParse(raw);
  // The issues name fields, not contents; they are of use to nobody but us and stay here.
  if (!parsed.success) throw new BadResponseError("The answer does not match its schema.", usage);
  return parsed.data;
}
