/** CONFIRM and CANCEL in all their forms. An answer with a number that is not there changes nothing at all. */
import type { Intent, Selection } from "./intent";
import type { OpenItem } from "./open";
import type { Outcome } from "./outcome";
import type { Reading } from "./reading";
import { shownItems } from "./scope";
import { latestSave } from "./undo";

type Decision = Extract<Intent, { kind: "decide" }>;

export function decide(reading: Reading, intent: Decision): Outcome {
  const bare = isBare(intent);
  if (bare && reading.scope === null) return { kind: "ask", problem: { type: "not_shown" } };
  const byQuestion = bare ? answerQuestion(reading, intent) : null;
  if (byQuestion) return byQuestion;
  if (bare && intent.drop) {
    const afterSave = meansUndo(reading);
    if (afterSave) return afterSave;
  }
  return decideItems(reading, intent);
}

const isBare = ({ save, drop }: Decision): boolean =>
  (save === undefined || save.type === "shown") && (drop === undefined || drop.type === "shown");

/** What was asked last is a transcript or a club, which take the answer as a whole. */
function answerQuestion({ scope }: Reading, { save, isCancel }: Decision): Outcome | null {
  if (!scope || scope.items.length > 0) return null;
  const [question] = scope.questions;
  switch (question?.kind) {
    case "transcript":
      return { kind: "transcript", questionId: question.questionId, answer: save ? "confirm" : "cancel" };
    case "club":
      return isCancel
        ? { kind: "drop_club_notes", questionId: question.questionId }
        : { kind: "ask", problem: { type: "which_club", questionId: question.questionId } };
    case undefined:
      return null;
  }
}

/** CANCEL right after something was saved may mean that: then it says so, and touches nothing else. */
function meansUndo(reading: Reading): Outcome | null {
  const { scope, isQuoted, reply, conversation } = reading;
  const save = latestSave(conversation, reply);
  if (isQuoted || !save || !scope) return null;
  if (!scope.tellsSave && save.knownAt <= scope.shownAt) return null;
  const dropItemIds = scope.items.map(({ itemId }) => itemId);
  return { kind: "ask", problem: { type: "undo_or_drop", undoItemIds: save.itemIds, dropItemIds } };
}

/** A quoted answer reaches what it quotes; others reach every open item that was seen. */
const reachable = ({ isQuoted, scope, conversation, reply }: Reading): readonly OpenItem[] =>
  isQuoted && scope ? scope.items : shownItems(conversation, reply);

function decideItems(reading: Reading, { save, drop }: Decision): Outcome {
  const reach = reachable(reading);
  if (reach.length === 0) return { kind: "ask", problem: { type: "not_shown" } };
  const numbers = [save, drop].flatMap((selection) => namedNumbers(selection));
  const known = new Set(reach.map(({ number }) => number));
  const unknown = numbers.filter((number) => !known.has(number));
  if (unknown.length > 0) return { kind: "ask", problem: { type: "unknown_numbers", numbers: unknown } };
  const both = new Set(namedNumbers(onlyOf(save)).filter((n) => namedNumbers(onlyOf(drop)).includes(n)));
  if (both.size > 0) return { kind: "ask", problem: { type: "not_understood" } };
  const base = reading.scope?.items ?? reach;
  const saved = select(save, drop, reach, base);
  const dropped = select(drop, save, reach, base);
  const names = saved.filter(({ kind }) => kind === "name");
  // A name can't be saved. Named by its number it needs a player first; among others it just stays open.
  if (names.length > 0 && (save?.type === "only" || names.length === saved.length))
    return { kind: "ask", problem: { type: "choose_first", itemIds: names.map(({ itemId }) => itemId) } };
  const saveItemIds = saved.filter(({ kind }) => kind === "draft").map(({ itemId }) => itemId);
  const dropItemIds = dropped.map(({ itemId }) => itemId);
  return saveItemIds.length + dropItemIds.length > 0
    ? { kind: "decide", saveItemIds, dropItemIds }
    : { kind: "ask", problem: { type: "not_understood" } };
}

const namedNumbers = (selection: Selection | undefined): readonly number[] =>
  selection && "numbers" in selection ? selection.numbers : [];
const onlyOf = (selection: Selection | undefined): Selection | undefined =>
  selection?.type === "only" ? selection : undefined;

/** `reach` is everything that was seen; `base` what was shown last, or is quoted. */
function select(
  selection: Selection | undefined,
  other: Selection | undefined,
  reach: readonly OpenItem[],
  base: readonly OpenItem[],
): readonly OpenItem[] {
  switch (selection?.type) {
    case undefined:
      return [];
    case "shown":
      return base;
    case "all":
      return reach;
    case "only":
      return reach.filter(({ number }) => selection.numbers.includes(number));
    case "except":
      return around(selection.numbers, reach, base).filter(
        ({ number }) => !selection.numbers.includes(number),
      );
    case "rest": {
      const taken = namedNumbers(other);
      return around(taken, reach, base).filter(({ number }) => !taken.includes(number));
    }
  }
}

/** "All except 2" is about the list that 2 is in: the one that was shown last, or else everything. */
const around = (numbers: readonly number[], reach: readonly OpenItem[], base: readonly OpenItem[]) =>
  numbers.every((number) => base.some((item) => item.number === number)) ? base : reach;
