/**
 * Whether a transcript is what a coach said: worth drawing claims from, to be shown to the coach first, or made up by the
 * transcriber over silence. The one judge of transcripts; linear in the length of the text.
 */
import { SPORT_WORDS, TRAINING_WORDS } from "../gates/sports-words";
import { spokenWords } from "../gates/text-gate";
import { foldedWords, foldText } from "../names/normalize";
import type { TranscriptDoubt, TranscriptRefusal } from "../vocabulary/gates";
import { withoutFarewells } from "./farewells";
import { type ClubLanguage, isAnotherLanguage } from "./languages";
import { type Loop, loopOf } from "./loops";
import { type PromptEcho, promptEchoOf } from "./prompt-echo";
import { type HeardSegment, type ProviderSignals, signalsOf } from "./provider-signals";

export const transcriptDefaults = {
  /** Share of uncertainty markers among words and markers: over it the transcript is refused … */
  refuseUncertainShare: 0.5,
  /** … and over it the coach is asked; the same share applies to words the transcriber itself is unsure about. */
  askUncertainShare: 0.2,
  /** Fewer words than this are asked about … */
  askBelowWords: 5,
  /** … and fewer than this are refused. */
  refuseBelowWords: 3,
  /** A recording shorter than this (seconds) with fewer characters than `briefCharacters` is brief. */
  briefSeconds: 3,
  briefCharacters: 20,
} as const;
export type TranscriptSettings = { -readonly [Key in keyof typeof transcriptDefaults]: number };

/** `confidence` is 0–1, stored with the transcript and shown to staff: the verdict follows from the rules alone. */
export type TranscriptVerdict =
  | { verdict: "accept"; confidence: number }
  | { verdict: "ask"; reason: TranscriptDoubt; confidence: number }
  | { verdict: "refuse"; reason: TranscriptRefusal; confidence: number };

export interface HeardTranscript {
  text: string;
  segments?: readonly HeardSegment[];
  /** Of the recording, in seconds; absent where nothing tells it. */
  durationSeconds?: number;
  /** As the transcriber reports it. */
  language?: string;
}

export interface Expectation {
  language: ClubLanguage;
  /** What the transcriber was given to go by. */
  prompt: string;
}

const MARKER =
  /[[(*]\s*(?:inaudible|unclear|unintelligible|crosstalk|music|noise|silence|blank[_ ]audio|applause|laughter|\?+)\s*[\])*]/giu;

/** What all rules look at, read once. */
interface Reading {
  /** Without uncertainty markers. */
  heard: string;
  words: readonly string[];
  folded: readonly string[];
  /** Consists of farewells and credits alone. */
  isFarewell: boolean;
  uncertainShare: number;
  signals: ProviderSignals;
  loop: Loop | undefined;
  echo: PromptEcho | undefined;
}

export function judgeTranscript(
  transcript: HeardTranscript,
  expected: Expectation,
  overrides: Partial<TranscriptSettings> = {},
): TranscriptVerdict {
  const settings = { ...transcriptDefaults, ...overrides };
  const reading = read(transcript, expected.prompt);
  const confidence = confidenceOf(reading);
  if (isMadeUp(reading)) return { verdict: "refuse", reason: "no_speech", confidence: 0 };
  const refusal = refusalOf(reading, settings);
  if (refusal) return { verdict: "refuse", reason: refusal, confidence };
  const doubt = doubtOf(reading, transcript, expected, settings);
  return doubt ? { verdict: "ask", reason: doubt, confidence } : { verdict: "accept", confidence };
}

function read({ text, segments = [] }: HeardTranscript, prompt: string): Reading {
  const markers = [...text.matchAll(MARKER)].length;
  const heard = text.replace(MARKER, " ").trim();
  const words = spokenWords(heard);
  const folded = foldedWords(heard);
  const said = withoutFarewells(heard);
  const all = markers + words.length;
  return {
    heard,
    words,
    folded,
    isFarewell: said === "",
    uncertainShare: all === 0 ? 1 : markers / all,
    signals: signalsOf(segments),
    loop: loopOf(folded),
    echo: promptEchoOf(foldedWords(said), prompt),
  };
}

/** A loop of so many words may be an exclamation; a longer one is a sentence that somebody may have said. */
const SHORT_LOOP_WORDS = 3;

/** Nobody spoke: what is written there comes from the model. */
function isMadeUp({ words, isFarewell, signals, loop, echo }: Reading): boolean {
  if (words.length === 0 || isFarewell || signals.silent === 1) return true;
  const isAllLoop = loop?.share === 1;
  if (
    isAllLoop &&
    (loop.unit.length <= SHORT_LOOP_WORDS || signals.doubtful === 1 || signals.repetitive === 1)
  ) {
    return true;
  }
  return echo?.kind === "nothing_else" && (echo.inOrder || signals.doubtful === 1);
}

function refusalOf(
  { words, uncertainShare }: Reading,
  settings: TranscriptSettings,
): TranscriptRefusal | undefined {
  if (uncertainShare > settings.refuseUncertainShare) return "mostly_unclear";
  return words.length < settings.refuseBelowWords ? "too_brief" : undefined;
}

function doubtOf(
  reading: Reading,
  { text, language, durationSeconds }: HeardTranscript,
  expected: Expectation,
  settings: TranscriptSettings,
): TranscriptDoubt | undefined {
  const { heard, words, folded, uncertainShare } = reading;
  if (isAnotherLanguage({ text, words: folded, reported: language }, expected.language)) {
    return "another_language";
  }
  if (uncertainShare > settings.askUncertainShare) return "partly_unclear";
  if (isDoubtful(reading, settings)) return "doubtful";
  const isBrief =
    (durationSeconds ?? settings.briefSeconds) < settings.briefSeconds &&
    [...heard].length < settings.briefCharacters;
  return words.length < settings.askBelowWords || isBrief ? "too_brief" : undefined;
}

/** Somebody may have spoken, but part of it was not heard or was made up. */
function isDoubtful(
  { words, signals, loop, echo }: Reading,
  { askUncertainShare }: TranscriptSettings,
): boolean {
  // Figures say nothing of anybody.
  if (!words.some((word) => /\p{L}/u.test(word))) return true;
  if (signals.silent > askUncertainShare || signals.doubtful > 0.5 || signals.repetitive > 0.5) return true;
  // A loop of farewells at the end is the silence after the note.
  const isFarewell = loop !== undefined && withoutFarewells(loop.unit.join(" ")) === "";
  if (loop && !isFarewell && loop.share > askUncertainShare) return true;
  return echo !== undefined;
}

const SPORT_VOCABULARY = [...Object.values(SPORT_WORDS).flat(), ...TRAINING_WORDS].map(
  (word) => ` ${foldText(word)} `,
);
const FULL_CONFIDENCE_WORDS = 12;
const SPORT_BONUS = 0.1;

/** Clear words raise it, uncertain ones lower it, a word of the field is a sign that it was heard well; the transcriber's own counts half. */
function confidenceOf({ words, folded, uncertainShare, signals }: Reading): number {
  if (words.length === 0) return 0;
  const text = ` ${folded.join(" ")} `;
  const bonus = SPORT_VOCABULARY.some((word) => text.includes(word)) ? SPORT_BONUS : 0;
  const length = Math.min(1, words.length / FULL_CONFIDENCE_WORDS);
  const ofText = (1 - SPORT_BONUS) * (1 - uncertainShare) * (0.5 + length / 2) + bonus;
  const confidence = signals.confidence === undefined ? ofText : (ofText + signals.confidence) / 2;
  return Math.round(confidence * 100) / 100;
}
