import { sha256 } from "../http/messages";
import { findSampleByHash, type Sample, type SampleSegment } from "../samples";
import { audioSeconds } from "./audio-duration";

/** What a transcriber makes of some audio. */
export interface AudioTranscript {
  readonly text: string;
  readonly durationSeconds: number;
  readonly segments: readonly SampleSegment[];
}

const KEPT_RECORDINGS = 2_000;
/** Confidence of plain speech and of a stretch that the transcriber could not make out. */
const CLEAR_LOGPROB = -0.22;
const UNCLEAR_LOGPROB = -1.2;
const UNCLEAR_MARKER = /\[(?:inaudible|unclear|music|noise|\?)\]/i;

/** Knows which audio says what: the samples by their hash, and recordings that came with a transcript. */
export class TranscriptBook {
  readonly #told = new Map<string, string | Sample>();

  /** From now on these bytes are transcribed as this text, or as this sample is. */
  tell(bytes: Uint8Array, transcript: string | Sample): void {
    this.#told.set(sha256(bytes), typeof transcript === "string" ? transcript.trim() : transcript);
    const [oldest] = this.#told.keys();
    if (this.#told.size > KEPT_RECORDINGS && oldest !== undefined) this.#told.delete(oldest);
  }

  clear(): void {
    this.#told.clear();
  }

  transcribe(bytes: Buffer): AudioTranscript {
    const hash = sha256(bytes);
    const told = this.#told.get(hash);
    const sample = typeof told === "object" ? told : findSampleByHash(hash);
    if (sample) {
      return { text: sample.transcript, durationSeconds: sample.durationSeconds, segments: sample.segments };
    }
    const durationSeconds = audioSeconds(bytes);
    const text = typeof told === "string" ? told : simulatedText(durationSeconds);
    return { text, durationSeconds, segments: splitIntoSegments(text, durationSeconds) };
  }
}

const simulatedText = (seconds: number): string =>
  `This is a simulated transcript of a voice note of ${Math.max(1, Math.round(seconds))} seconds. The simulator does not listen to recordings.`;

/** One segment a sentence, each as long as its share of the characters. */
export function splitIntoSegments(text: string, durationSeconds: number): SampleSegment[] {
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
