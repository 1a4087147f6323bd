import { checkTranscript } from "@voice-flow/domain/gates/transcript-gate";
import type { Settings } from "@voice-flow/domain/settings";
import type { TranscriptGateReason } from "@voice-flow/domain/vocabulary/gates";
import type { Transcription } from "../ai/transcription";

export type TranscriptVerdict =
  | { verdict: "process" }
  | { verdict: "ask" | "reject"; reason: TranscriptGateReason };

/** From here on the transcriber itself says that nobody spoke: what it wrote down it made up. */
const SURELY_NO_SPEECH = 0.9;

/** The domain's gate with the settings in force, and what only the transcriber knows. */
export function judgeTranscript(
  { text, duration, noSpeechProbability }: Pick<Transcription, "text" | "duration" | "noSpeechProbability">,
  settings: Settings,
): TranscriptVerdict {
  if (noSpeechProbability >= SURELY_NO_SPEECH) return { verdict: "reject", reason: "no_speech" };
  return checkTranscript(
    // A model that tells no duration reports 0.
    { text, durationSeconds: duration > 0 ? duration : undefined },
    {
      rejectUncertainShare: settings.TRANSCRIPT_UNCERTAINTY_REJECT_SHARE,
      askUncertainShare: settings.TRANSCRIPT_UNCERTAINTY_ASK_SHARE,
      askBelowWords: settings.TRANSCRIPT_MIN_WORDS,
      briefSeconds: settings.TRANSCRIPT_SHORT_AUDIO_SECONDS,
      briefCharacters: settings.TRANSCRIPT_SHORT_AUDIO_MIN_CHARACTERS,
    },
  );
}
