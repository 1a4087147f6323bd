/** What a reply is read against: the coach's open questions and items, and the messages that showed them. */

/** One of the players whom a name may mean; its letter is its place in the list. */
export interface Candidate {
  playerId: string;
  name: string;
  /** Told where two candidates have one name. */
  team?: string | undefined;
}

interface Item {
  itemId: string;
  questionId: string;
  number: number;
  /** ms: when a message with it was first seen; absent while none was. */
  shownAt?: number | undefined;
}
export interface DraftItem extends Item {
  kind: "draft";
  /** The name item whose answer the draft came of. */
  nameItemId?: string | undefined;
}
export interface NameItem extends Item {
  kind: "name";
  /** As the coach said it; empty where the note names nobody. */
  spokenText: string;
  candidates: readonly Candidate[];
}
export type OpenItem = DraftItem | NameItem;

export interface SummaryQuestion {
  kind: "summary";
  questionId: string;
  timesSnoozed: number;
}
export interface TranscriptQuestion {
  kind: "transcript";
  questionId: string;
  timesSnoozed: number;
  shownAt?: number | undefined;
  /** False of a typed note: there is nothing to listen to again. */
  canRetry: boolean;
}
export interface ClubQuestion {
  kind: "club";
  questionId: string;
  timesSnoozed: number;
  shownAt?: number | undefined;
  /** In the order of their numbers, from 1. */
  options: readonly { organizationId: string; name: string }[];
}
export type OpenQuestion = SummaryQuestion | TranscriptQuestion | ClubQuestion;

/** A message of ours that shows something open. */
export interface CarryingMessage {
  messageId: string;
  /** ms; absent while nobody has seen it. */
  shownAt?: number | undefined;
  questionIds: readonly string[];
  itemIds: readonly string[];
  /** It says that something was saved, so that a bare CANCEL after it may mean that. */
  tellsSave: boolean;
}

export interface SavedItem {
  itemId: string;
  number: number;
  /** Items of one answer, or of one note's automatic saves. */
  batch: string;
  /** ms from which the coach knows of it: the answer itself, or when the coach saw its message. */
  knownAt: number;
}

/** A name that was chosen lately, and may be corrected. */
export interface ChosenName {
  itemId: string;
  number: number;
  spokenText: string;
  candidates: readonly Candidate[];
}

export interface Conversation {
  questions: readonly OpenQuestion[];
  items: readonly OpenItem[];
  messages: readonly CarryingMessage[];
  /** Newest first. */
  saved: readonly SavedItem[];
  chosen: readonly ChosenName[];
  /** A short text was asked about a moment ago, and NOTE makes it a note. */
  canBecomeNote: boolean;
}

export const EMPTY_CONVERSATION: Conversation = {
  questions: [],
  items: [],
  messages: [],
  saved: [],
  chosen: [],
  canBecomeNote: false,
};

/** What the message that a reply quotes had shown, open or not. Without `messageId` it is none of ours that we know. */
export interface Quoted {
  messageId?: string | undefined;
  questionIds: readonly string[];
  itemIds: readonly string[];
  /** Items that it said were saved. */
  savedItemIds: readonly string[];
}

export interface Reply {
  text: string;
  /** ms: when the webhook arrived, however late it is handled. */
  receivedAt: number;
  quoted?: Quoted | undefined;
  buttonPayload?: string | undefined;
}
