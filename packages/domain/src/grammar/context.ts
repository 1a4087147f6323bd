/** What a short WhatsApp reply may be an answer to, and what it can turn out to mean. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../time";

export const grammarDefaults = {
  /** SNOOZE without a duration, in ms. */
  snoozeDefaultMs: 2 * HOUR_MS,
  snoozeMinMs: MINUTE_MS,
  snoozeMaxMs: DAY_MS,
  /** How often one summary may be snoozed. */
  snoozeMaxTimes: 3,
} as const;
export type GrammarSettings = { -readonly [Key in keyof typeof grammarDefaults]: number };

/** `questionId` is the asker's own id and comes back in the command; `askedAt` is in ms. */
type Asked = { questionId: string; askedAt: number };

/** "Which club is this note for?", its options in the order in which they were numbered from 1. */
export type ClubQuestion = Asked & {
  kind: "club";
  options: readonly { organizationId: string; name: string }[];
};
/** A summary that was sent; `numbers` are those of its drafts that still wait for an answer. */
export type SummaryQuestion = Asked & { kind: "summary"; numbers: readonly number[]; timesSnoozed: number };
/** "Is this what you said?" */
export type TranscriptQuestion = Asked & { kind: "transcript" };
/**
 * "Who is Alex?". `numbered` says whether the candidates were sent as a numbered list of their own; names
 * that a summary only lists are answered with `Alex = Alex Murphy`.
 */
export type NameQuestion = Asked & {
  kind: "name";
  spokenText: string;
  numbered: boolean;
  candidates: readonly { playerId: string; name: string }[];
};
export type OpenQuestion = ClubQuestion | SummaryQuestion | TranscriptQuestion | NameQuestion;

export type CommandContext = { openQuestions: readonly OpenQuestion[] };

/** `text` is for a search on the coach's roster: it names none of the candidates that were offered. */
export type NameAnswer =
  | { type: "player"; playerId: string }
  | { type: "text"; text: string }
  | { type: "nobody" };
export type ResolvedName = { questionId: string; spokenText: string; answer: NameAnswer };

export const SNOOZE_PROBLEMS = ["too_short", "too_long", "not_a_duration", "too_often"] as const;
export type SnoozeProblem = (typeof SNOOZE_PROBLEMS)[number];

/** Words that need an open question; they get an answer of their own where there is none. */
export const ANSWER_WORDS = ["confirm", "cancel", "summary", "snooze", "retry"] as const;
export type AnswerWord = (typeof ANSWER_WORDS)[number];

export type Command =
  | { kind: "note" }
  | { kind: "help" }
  | { kind: "switch_club" }
  | { kind: "choose_club"; questionId: string; organizationId: string }
  /** A reply to the club question that names none of its options: ask again. */
  | { kind: "repeat_club_question"; questionId: string }
  | { kind: "cancel_club_question"; questionId: string }
  | { kind: "confirm_drafts"; questionId: string; numbers: readonly number[] }
  /** At least one number is not in the summary, or is answered already: nothing may be confirmed. */
  | { kind: "unknown_numbers"; questionId: string; unknown: readonly number[]; known: readonly number[] }
  /** Numbers without a word that says what to do with them. */
  | { kind: "unclear_numbers"; questionId: string; known: readonly number[] }
  | { kind: "cancel_drafts"; questionId: string }
  | { kind: "send_summary"; questionId: string }
  | { kind: "snooze"; questionId: string; durationMs: number }
  | { kind: "invalid_snooze"; problem: SnoozeProblem }
  | { kind: "confirm_transcript"; questionId: string }
  | { kind: "retry_transcript"; questionId: string }
  | { kind: "cancel_transcript"; questionId: string }
  | { kind: "resolve_names"; names: readonly ResolvedName[] }
  | { kind: "repeat_name_question"; questionId: string }
  | { kind: "nothing_pending"; word: AnswerWord };
export type CommandKind = Command["kind"];
