import type { Settings } from "@voice-flow/domain/settings";
import type { Transcription } from "../openai/transcription";

export type TranscriptVerdict =
  | { verdict: "accept" }
  | { verdict: "ask"; reason: string }
  | { verdict: "reject"; reason: string };

export function judgeTranscript(transcription: Transcription, _settings: Settings): TranscriptVerdict {
  if (transcription.text === "" || transcription.noSpeechProbability > 0.8) {
    return { verdict: "reject", reason: "no_speech" };
  }
  return { verdict: "accept" };
}
