/** Questions and items of a coach's conversation: their kinds, their states and the moves between them. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";
import type { StatusTable } from "../state-machine/status-tables";

/** `summary` asks about numbered items, `transcript` whether a note was heard right, `club` which club it is for. */
export const QUESTION_KINDS = ["summary", "transcript", "club"] as const;
export const questionKindValidator = literals(...QUESTION_KINDS);
export type QuestionKind = Infer<typeof questionKindValidator>;

/** `queued`: no message with it has been seen yet. `withdrawn`: there is nothing to ask any more. */
export const QUESTION_STATES = ["queued", "shown", "answered", "expired", "withdrawn"] as const;
export const questionStateValidator = literals(...QUESTION_STATES);
export type QuestionState = Infer<typeof questionStateValidator>;

export const ITEM_KINDS = ["draft", "name"] as const;
export const itemKindValidator = literals(...ITEM_KINDS);
export type ItemKind = Infer<typeof itemKindValidator>;

/**
 * A draft ends as saved (and perhaps undone) or dropped, a name as chosen or dropped. `withdrawn`: what it stood for is
 * gone, because staff retried the note or the coach chose another player.
 */
export const ITEM_STATES = ["open", "saved", "undone", "chosen", "dropped", "expired", "withdrawn"] as const;
export const itemStateValidator = literals(...ITEM_STATES);
export type ItemState = Infer<typeof itemStateValidator>;

export const QUESTION_TABLE: StatusTable<QuestionState> = {
  name: "question",
  initial: ["queued"],
  forward: {
    queued: ["shown", "answered", "expired", "withdrawn"],
    // Back to `queued`: what it asks has changed since, and the coach has not seen the change.
    shown: ["queued", "answered", "expired", "withdrawn"],
    // A summary whose name was answered asks again where drafts come of it, or where a choice is corrected.
    answered: ["queued"],
    expired: [],
    withdrawn: [],
  },
};

export const ITEM_TABLE: StatusTable<ItemState> = {
  name: "conversation item",
  // What was saved without asking starts as saved.
  initial: ["open", "saved"],
  forward: {
    // A draft that is saved and undone on the page, before its item was looked at, is undone.
    open: ["saved", "undone", "chosen", "dropped", "expired", "withdrawn"],
    saved: ["undone", "withdrawn"],
    chosen: ["withdrawn"],
    undone: [],
    dropped: [],
    expired: [],
    withdrawn: [],
  },
};

export const isOpenQuestion = (state: QuestionState): boolean => state === "queued" || state === "shown";
