/** Speech to text. whisper-1 returns segments with times; its successors return the text alone, as one segment. */
import type { AiUsage } from "@voice-flow/domain/prices";
import type OpenAI from "openai";
import { z } from "zod";
import type { TranscriptSegment } from "../../tables/artifacts";
import type { ProviderAnswer } from "./call";
import { BadResponseError } from "./failure";

export interface TranscriptionRequest {
  model: string;
  audio: Blob;
  contentType: string;
  /** Words to expect, such as the names of the roster. */
  prompt: string;
}

export interface Transcription {
  text: string;
  segments: TranscriptSegment[];
  language: string;
  /** Seconds. */
  duration: number;
  /** 0–1, weighted by the segments' lengths. */
  confidence: number;
  /** 0–1: the model's own probability that nobody speaks. */
  noSpeechProbability: number;
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

const timesSegments = (model: string): boolean => model.startsWith("whisper");

/** Throws the SDK's errors, and BadResponseError for an answer that is not what the API promises. */
export async function transcribe(
  client: OpenAI,
  request: TranscriptionRequest,
): Promise<ProviderAnswer<Transcription>> {
  const file = new File([request.audio], `note.${extensionOf(request.contentType)}`, {
    type: request.contentType,
  });
  const common = { file, model: request.model, prompt: request.prompt };
  if (timesSegments(request.model)) {
    const raw = await client.audio.transcriptions.create({
      ...common,
      response_format: "verbose_json",
      timestamp_granularities: ["segment"],
    });
    return fromVerbose(parsedOrThrow(verboseAnswer, raw));
  }
  const raw = await client.audio.transcriptions.create({
    ...common,
    response_format: "json",
    include: ["logprobs"],
  });
  return fromPlain(parsedOrThrow(plainAnswer, raw));
}

function fromVerbose(answer: z.infer<typeof verboseAnswer>): ProviderAnswer<Transcription> {
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
      language: answer.language,
      duration: answer.duration,
      confidence: weighted(answer.segments.map((s) => [probability(s.avg_logprob), s.end - s.start])),
      noSpeechProbability: weighted(answer.segments.map((s) => [s.no_speech_prob, s.end - s.start])),
    },
    usage: { audioSeconds: answer.duration },
  };
}

function fromPlain(answer: z.infer<typeof plainAnswer>): ProviderAnswer<Transcription> {
  const text = answer.text.trim();
  const duration = (answer.usage?.input_token_details?.audio_tokens ?? 0) / AUDIO_TOKENS_PER_SECOND;
  const logprobs = answer.logprobs ?? [];
  const confidence =
    logprobs.length === 0
      ? 1
      : probability(logprobs.reduce((sum, { logprob }) => sum + logprob, 0) / logprobs.length);
  return {
    value: {
      text,
      segments: text === "" ? [] : [{ start: 0, end: duration, text, confidence }],
      language: "",
      duration,
      confidence,
      noSpeechProbability: text === "" ? 1 : 0,
    },
    usage: {
      audioSeconds: duration,
      inputTokens: answer.usage?.input_tokens,
      outputTokens: answer.usage?.output_tokens,
    },
  };
}

const probability = (logProbability: number): number => Math.min(1, Math.max(0, Math.exp(logProbability)));

function weighted(values: readonly (readonly [value: number, weight: number])[]): number {
  const total = values.reduce((sum, [, weight]) => sum + Math.max(0, weight), 0);
  if (total === 0) return 0;
  return values.reduce((sum, [value, weight]) => sum + value * Math.max(0, weight), 0) / total;
}

/** `usage`: what the answer is known to have used. */
export function parsedOrThrow<T>(schema: z.ZodType<T>, raw: unknown, usage?: AiUsage): T {
  const parsed = schema.safeParse(raw);
  // The issues name fields, not contents; they are of use to nobody but us and stay here.
  if (!parsed.success) throw new BadResponseError("The answer does not match its schema.", usage);
  return parsed.data;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  "audio/ogg": "ogg",
  "audio/opus": "ogg",
  "audio/mpeg": "mp3",
  "audio/mp3": "mp3",
  "audio/mp4": "m4a",
  "audio/m4a": "m4a",
  "audio/x-m4a": "m4a",
  "audio/aac": "m4a",
  "audio/wav": "wav",
  "audio/x-wav": "wav",
  "audio/webm": "webm",
  "audio/flac": "flac",
};

/** The provider tells formats apart by the file's name; what WhatsApp records is Ogg. */
const extensionOf = (contentType: string): string =>
  EXTENSIONS[contentType.split(";")[0]?.trim().toLowerCase() ?? ""] ?? "ogg";
