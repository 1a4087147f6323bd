import { sha256 } from "../http/messages";
import { findSampleByHash, type Sample, type SampleSegment } from "../samples";
import { audioSeconds } from "./audio-duration";

export interface HeardSegment extends SampleSegment {
  readonly compressionRatio?: number | undefined;
}

/** What a transcriber makes of some audio. */
export interface AudioTranscript {
  readonly text: string;
  readonly durationSeconds: number;
  readonly segments: readonly HeardSegment[];
  /** As the provider names it, such as "english"; absent where the model takes the caller's word for it. */
  readonly language: string | undefined;
}

/** What is to be heard in a recording where a plain text is not enough: the provider's own doubts about it. */
export interface Heard {
  /** "the_prompt": it hears nothing, and reads out what it was given to go by. */
  readonly text: string | { readonly of: "the_prompt" };
  /** Reported whatever language the caller tells the model to expect. */
  readonly language?: string | undefined;
  readonly noSpeechProb?: number | undefined;
  readonly avgLogprob?: number | undefined;
  readonly compressionRatio?: number | undefined;
}

const KEPT_RECORDINGS = 2_000;
/** Confidence of plain speech and of a stretch that the transcriber could not make out. */
const CLEAR_LOGPROB = -0.22;
const UNCLEAR_LOGPROB = -0.9;
const UNCLEAR_MARKER = /\[(?:inaudible|unclear|music|noise|\?)\]/i;

/** Knows which audio says what: the samples by their hash, and recordings that came with a transcript. */
export class TranscriptBook {
  readonly #told = new Map<string, Heard | Sample>();

  /** From now on these bytes are transcribed as this text, with these doubts, or as this sample is. */
  tell(bytes: Uint8Array, transcript: string | Heard | Sample): void {
    this.#told.set(sha256(bytes), typeof transcript === "string" ? { text: transcript.trim() } : transcript);
    const [oldest] = this.#told.keys();
    if (this.#told.size > KEPT_RECORDINGS && oldest !== undefined) this.#told.delete(oldest);
  }

  clear(): void {
    this.#told.clear();
  }

  /** @param prompt what the caller gave the model to go by */
  transcribe(bytes: Buffer, prompt: string): AudioTranscript {
    const hash = sha256(bytes);
    const told = this.#told.get(hash);
    const sample = told && "id" in told ? told : told ? undefined : findSampleByHash(hash);
    if (sample) {
      const { transcript: text, durationSeconds, segments } = sample;
      return { text, durationSeconds, segments, language: undefined };
    }
    const durationSeconds = audioSeconds(bytes);
    const heard: Heard = told && !("id" in told) ? told : { text: simulatedText(durationSeconds) };
    const text = typeof heard.text === "string" ? heard.text : prompt;
    const segments = splitIntoSegments(text, durationSeconds).map((segment) => ({
      ...segment,
      noSpeechProb: heard.noSpeechProb ?? segment.noSpeechProb,
      avgLogprob: heard.avgLogprob ?? segment.avgLogprob,
      compressionRatio: heard.compressionRatio,
    }));
    return { text, durationSeconds, segments, language: heard.language };
  }
}

const simulatedText = (seconds: number): string =>
  `This is a simulated transcript of a voice note of ${Math.max(1, Math.round(seconds))} seconds. The simulator does not listen to recordings.`;

/** One segment a sentence, each as long as its share of the characters. */
function splitIntoSegments(text: string, durationSeconds: number): SampleSegment[] {
  const sentences =
    text
      .match(/[^.!?]+[.!?]*/g)
      ?.map((sentence) => sentence.trim())
      .filter(Boolean) ?? [];
  if (sentences.length === 0) {
    return [{ start: 0, end: durationSeconds, text: "", avgLogprob: -1.4, noSpeechProb: 0.97 }];
  }
  const characters = sentences.reduce((sum, sentence) => sum + sentence.length, 0);
  let spoken = 0;
  return sentences.map((sentence) => {
    const start = at(spoken, characters, durationSeconds);
    spoken += sentence.length;
    return {
      start,
      end: at(spoken, characters, durationSeconds),
      text: sentence,
      avgLogprob: UNCLEAR_MARKER.test(sentence) ? UNCLEAR_LOGPROB : CLEAR_LOGPROB,
      noSpeechProb: 0.02,
    };
  });
}

const at = (characters: number, all: number, durationSeconds: number): number =>
  Math.round((characters / all) * durationSeconds * 100) / 100;
