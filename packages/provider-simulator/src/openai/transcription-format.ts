import type OpenAI from "openai";
import { jsonReply, type Reply, reply } from "../http/messages";
import { seededFraction } from "../random";
import type { SampleSegment } from "../samples";
import { openaiHeaders } from "./errors";
import { languageNameOf } from "./languages";
import { countTokens, tokenize } from "./tokens";
import type { AudioTranscript, HeardSegment } from "./transcripts";

type Transcription = OpenAI.Audio.Transcriptions.Transcription;
type TranscriptionVerbose = OpenAI.Audio.Transcriptions.TranscriptionVerbose;

/** The provider bills a token for each tenth of a second of audio. */
const AUDIO_TOKENS_PER_SECOND = 10;

export interface TranscriptionOptions {
  readonly model: string;
  readonly prompt: string;
  /** As the caller gave it (ISO 639-1). */
  readonly language: string | undefined;
  readonly temperature: number;
  readonly withLogprobs: boolean;
  readonly withWords: boolean;
  readonly withSegments: boolean;
}

/** Whisper is billed by the second, its successors by the token. */
export const isWhisper = (model: string): boolean => model.startsWith("whisper");

function plainTranscription(spoken: AudioTranscript, options: TranscriptionOptions): Transcription {
  if (isWhisper(options.model)) return { text: spoken.text, usage: durationUsage(spoken) };
  const audioTokens = Math.ceil(spoken.durationSeconds * AUDIO_TOKENS_PER_SECOND);
  const textTokens = countTokens(options.prompt);
  const outputTokens = countTokens(spoken.text);
  return {
    text: spoken.text,
    ...(options.withLogprobs ? { logprobs: spoken.segments.flatMap(segmentLogprobs) } : {}),
    usage: {
      type: "tokens",
      input_tokens: audioTokens + textTokens,
      input_token_details: { text_tokens: textTokens, audio_tokens: audioTokens },
      output_tokens: outputTokens,
      total_tokens: audioTokens + textTokens + outputTokens,
    },
  };
}

function verboseTranscription(
  spoken: AudioTranscript,
  options: TranscriptionOptions,
): TranscriptionVerbose & { task: "transcribe" } {
  return {
    task: "transcribe",
    // A model that is told a language hears that one.
    language: spoken.language ?? languageNameOf(options.language ?? "") ?? "english",
    duration: spoken.durationSeconds,
    text: spoken.text,
    ...(options.withWords ? { words: spoken.segments.flatMap(segmentWords) } : {}),
    ...(options.withSegments
      ? { segments: spoken.segments.map((segment, id) => verboseSegment(segment, id, options.temperature)) }
      : {}),
    usage: durationUsage(spoken),
  };
}

const durationUsage = (spoken: AudioTranscript): { type: "duration"; seconds: number } => ({
  type: "duration",
  seconds: Math.ceil(spoken.durationSeconds),
});

function verboseSegment(
  segment: HeardSegment,
  id: number,
  temperature: number,
): OpenAI.Audio.TranscriptionSegment {
  const text = segment.text === "" ? "" : ` ${segment.text}`;
  return {
    id,
    seek: 0,
    start: segment.start,
    end: segment.end,
    text,
    tokens: tokenize(text).map((token) => Math.floor(seededFraction(token) * 50_000)),
    temperature,
    avg_logprob: segment.avgLogprob,
    compression_ratio: segment.compressionRatio ?? (segment.text === "" ? 0.6 : 1.2),
    no_speech_prob: segment.noSpeechProb,
  };
}

/** Spread evenly around the segment's average, so that the tokens' mean is that average. */
function segmentLogprobs(segment: SampleSegment): NonNullable<Transcription["logprobs"]> {
  const tokens = tokenize(segment.text);
  return tokens.map((token, index) => {
    const half = Math.floor(tokens.length / 2);
    const spread = index < half ? 0.5 : index >= tokens.length - half ? -0.5 : 0;
    return {
      token,
      bytes: [...Buffer.from(token)],
      logprob: segment.avgLogprob * (1 + spread),
    };
  });
}

function segmentWords(segment: SampleSegment): OpenAI.Audio.TranscriptionWord[] {
  const words = segment.text.split(/\s+/).filter(Boolean);
  const each = (segment.end - segment.start) / Math.max(1, words.length);
  return words.map((word, index) => ({
    word: word.replace(/[.,!?]+$/, ""),
    start: segment.start + index * each,
    end: segment.start + (index + 1) * each,
  }));
}

const timestamp = (seconds: number, decimalMark: string): string =>
  `${new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23).replace(".", decimalMark)}`;

const subtitle = (spoken: AudioTranscript, decimalMark: string): string =>
  spoken.segments
    .map(
      ({ start, end, text }, index) =>
        `${decimalMark === "," ? `${index + 1}\n` : ""}${timestamp(start, decimalMark)} --> ${timestamp(end, decimalMark)}\n${text}\n`,
    )
    .join("\n");

export const RESPONSE_FORMATS = ["json", "verbose_json", "text", "srt", "vtt"] as const;
export type ResponseFormat = (typeof RESPONSE_FORMATS)[number];

export function transcriptionReply(
  format: ResponseFormat,
  spoken: AudioTranscript,
  options: TranscriptionOptions,
): Reply {
  const headers = openaiHeaders();
  switch (format) {
    case "json":
      return jsonReply(200, plainTranscription(spoken, options), headers);
    case "verbose_json":
      return jsonReply(200, verboseTranscription(spoken, options), headers);
    case "text":
      return reply(200, "text/plain; charset=utf-8", `${spoken.text}\n`, headers);
    case "srt":
      return reply(200, "text/plain; charset=utf-8", subtitle(spoken, ","), headers);
    case "vtt":
      return reply(200, "text/plain; charset=utf-8", `WEBVTT\n\n${subtitle(spoken, ".")}`, headers);
  }
}
