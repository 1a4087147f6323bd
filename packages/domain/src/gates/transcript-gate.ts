/** Whether a transcript is good enough to draw claims from, must be shown to the coach first, or holds no speech. */
import { foldText } from "../names/normalize";
import type { TranscriptGateReason } from "../vocabulary/gates";
import { SPORT_WORDS, TRAINING_WORDS } from "./sports-words";
import { spokenWords } from "./text-gate";

export const transcriptGateDefaults = {
  /** Share of uncertainty markers among words and markers: over it the transcript is refused … */
  rejectUncertainShare: 0.5,
  /** … and over it the coach is asked. */
  askUncertainShare: 0.2,
  /** Fewer words than this are asked about … */
  askBelowWords: 5,
  /** … and fewer than this are refused. */
  rejectBelowWords: 3,
  /** A recording shorter than this (seconds) with fewer characters than `briefCharacters` is brief. */
  briefSeconds: 3,
  briefCharacters: 20,
} as const;
export type TranscriptGateSettings = { -readonly [Key in keyof typeof transcriptGateDefaults]: number };

/** `confidence` is 0–1 and for people who watch: the verdict follows from the rules alone. */
export type TranscriptGateVerdict =
  | { verdict: "process"; confidence: number }
  | { verdict: "ask" | "reject"; reason: TranscriptGateReason; confidence: number };

const MARKER =
  /[[(*]\s*(?:inaudible|unclear|unintelligible|crosstalk|music|noise|silence|blank[_ ]audio|applause|laughter|\?+)\s*[\])*]/giu;
/** What speech models write down for silence, where it is all that they wrote. */
const SILENCE_PHRASES = new Set([
  "you",
  "thank you",
  "thanks for watching",
  "thank you for watching",
  "thank you so much for watching",
  "please subscribe",
  "subtitles by the amara org community",
]);
const SPORT_VOCABULARY = [...Object.values(SPORT_WORDS).flat(), ...TRAINING_WORDS].map(
  (word) => ` ${foldText(word)} `,
);
const FULL_CONFIDENCE_WORDS = 12;
const SPORT_BONUS = 0.1;

/** Clear words raise it, uncertain ones lower it, and a word of the field is a sign that it was heard well. */
function confidenceOf(text: string, words: number, uncertainShare: number): number {
  const folded = ` ${foldText(text)} `;
  const bonus = SPORT_VOCABULARY.some((word) => folded.includes(word)) ? SPORT_BONUS : 0;
  const length = Math.min(1, words / FULL_CONFIDENCE_WORDS);
  const base = (1 - SPORT_BONUS) * (1 - uncertainShare) * (0.5 + length / 2);
  return words === 0 ? 0 : Math.round((base + bonus) * 100) / 100;
}

/** Judges a transcript. `durationSeconds` is left out where the model did not tell it. */
export function checkTranscript(
  transcript: { text: string; durationSeconds?: number },
  overrides: Partial<TranscriptGateSettings> = {},
): TranscriptGateVerdict {
  const settings = { ...transcriptGateDefaults, ...overrides };
  const markers = [...transcript.text.matchAll(MARKER)].length;
  const heard = transcript.text.replace(MARKER, " ").trim();
  const words = spokenWords(heard).length;
  const uncertainShare = markers + words === 0 ? 1 : markers / (markers + words);
  const confidence = confidenceOf(heard, words, uncertainShare);

  if (words === 0 || SILENCE_PHRASES.has(foldText(heard))) {
    return { verdict: "reject", reason: "no_speech", confidence: 0 };
  }
  if (uncertainShare > settings.rejectUncertainShare) {
    return { verdict: "reject", reason: "mostly_unclear", confidence };
  }
  if (words < settings.rejectBelowWords) return { verdict: "reject", reason: "too_brief", confidence };
  if (uncertainShare > settings.askUncertainShare) {
    return { verdict: "ask", reason: "partly_unclear", confidence };
  }
  const { durationSeconds = settings.briefSeconds } = transcript;
  const isBrief = durationSeconds < settings.briefSeconds && [...heard].length < settings.briefCharacters;
  return words < settings.askBelowWords || isBrief
    ? { verdict: "ask", reason: "too_brief", confidence }
    : { verdict: "process", confidence };
}
