/** What a reply turns out to mean. The backend does it; the decision itself is `resolveReply`. */
import type { SnoozeSpan } from "./snooze";

/** `text` is for a search on the coach's roster: it names none of the candidates that were offered. */
export type NameAnswer =
  | { type: "player"; playerId: string }
  | { type: "text"; text: string }
  | { type: "nobody" };

/** `corrects`: the name was chosen before. */
export interface NameChoice {
  itemId: string;
  answer: NameAnswer;
  corrects: boolean;
}

export const TRANSCRIPT_ANSWERS = ["confirm", "retry", "cancel"] as const;
export type TranscriptAnswer = (typeof TRANSCRIPT_ANSWERS)[number];

/** Words that need something open, for the reply where nothing is. */
export const ANSWER_WORDS = ["confirm", "cancel", "list", "snooze", "retry", "undo", "name"] as const;
export type AnswerWord = (typeof ANSWER_WORDS)[number];

/** Why a reply is answered with a question. Nothing has changed. */
export type Problem =
  /** At least one number is not open, or was not shown yet. */
  | { type: "unknown_numbers"; numbers: readonly number[] }
  /** These are names: they need a player before they can be saved. */
  | { type: "choose_first"; itemIds: readonly string[] }
  /** Numbers without a word that says what to do with them. */
  | { type: "which_action"; numbers: readonly number[] }
  | { type: "which_player"; itemId: string }
  | { type: "which_name"; itemIds: readonly string[] }
  | { type: "which_club"; questionId: string }
  /** CANCEL after something was saved: UNDO takes that back, and these numbers are what is open. */
  | { type: "undo_or_drop"; undoItemIds: readonly string[]; dropItemIds: readonly string[] }
  /** The numbers are open: there is nothing to undo about them. */
  | { type: "undo_of_open"; numbers: readonly number[] }
  | { type: "undo_unknown"; numbers: readonly number[] }
  /** Something is open, but no message with it had been seen when the reply came. */
  | { type: "not_shown" }
  | { type: "snoozed_too_often" }
  | { type: "snooze_unclear" }
  /** RETRY for a typed note. */
  | { type: "nothing_to_hear"; questionId: string }
  | { type: "not_understood" };

export type Outcome =
  | { kind: "note" }
  /** NOTE: the short text that was asked about is a note. */
  | { kind: "note_after_all" }
  /** Thanks, or a thumb, with nothing open. */
  | { kind: "silence" }
  | { kind: "help" }
  | { kind: "switch_club" }
  | { kind: "stop" }
  | { kind: "start" }
  /** What is open: of the quoted question, or everything. */
  | { kind: "list"; questionIds?: readonly string[] }
  | { kind: "decide"; saveItemIds: readonly string[]; dropItemIds: readonly string[] }
  | { kind: "choose_names"; choices: readonly NameChoice[] }
  | { kind: "transcript"; questionId: string; answer: TranscriptAnswer }
  | { kind: "club"; questionId: string; organizationId: string }
  | { kind: "drop_club_notes"; questionId: string }
  | { kind: "snooze"; questionIds: readonly string[]; span: SnoozeSpan }
  | { kind: "undo"; itemIds: readonly string[] }
  | { kind: "ask"; problem: Problem }
  | { kind: "nothing_open"; word: AnswerWord }
  /** The quoted message, or the button's question, asks nothing any more. */
  | { kind: "quote_closed" };
export type OutcomeKind = Outcome["kind"];
