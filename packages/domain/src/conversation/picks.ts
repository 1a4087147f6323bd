/** Bare numbers and letters: "2b", "b", "2", "1,3". */
import type { Pick } from "./intent";
import type { AskedNames, NameReading } from "./name-answers";
import { indexOfLetter } from "./numbering";
import type { NameItem } from "./open";
import type { NameChoice, Outcome } from "./outcome";
import type { Reading } from "./reading";
import { shownItems, shownQuestions } from "./scope";

/** Null where no letter chooses anything. All picks must be choices, or none is taken. */
export function readNamePicks({ names, inScope }: AskedNames, picks: readonly Pick[]): NameReading {
  const choices: NameChoice[] = [];
  for (const { number, letter } of picks) {
    if (letter === undefined) {
      const name = picks.length === 1 ? names.find((item) => item.number === number) : undefined;
      return name ? { type: "which_player", itemId: name.itemId } : null;
    }
    const fitting =
      number === undefined ? lettered(inScope, names) : names.filter((item) => item.number === number);
    const [item, ...more] = fitting;
    if (!item) return null;
    if (more.length > 0) return { type: "which_name", itemIds: fitting.map(({ itemId }) => itemId) };
    const candidate = item.candidates[indexOfLetter(letter)];
    if (!candidate) return { type: "which_player", itemId: item.itemId };
    const answer = { type: "player" as const, playerId: candidate.playerId };
    choices.push({ itemId: item.itemId, answer, corrects: false });
  }
  return choices.length > 0 ? { type: "choices", choices } : null;
}

const lettered = (inScope: readonly NameItem[], names: readonly NameItem[]): readonly NameItem[] =>
  inScope.length > 0 ? inScope : names;

/** Numbers that choose no name: a club, or items without a word that says what to do with them. */
export function readPicks(reading: Reading, picks: readonly Pick[]): Outcome {
  const { scope, conversation, reply } = reading;
  const numbers = picks.flatMap(({ number }) => number ?? []);
  const [first, ...more] = numbers;
  const hasLetters = picks.some(({ letter }) => letter !== undefined);
  const club = scope?.questions.find((question) => question.kind === "club");
  const items = reading.isQuoted && scope ? scope.items : shownItems(conversation, reply);
  if (club?.kind === "club" && first !== undefined && more.length === 0 && !hasLetters) {
    const option = club.options[first - 1];
    const { questionId } = club;
    return option
      ? { kind: "club", questionId, organizationId: option.organizationId }
      : { kind: "ask", problem: { type: "which_club", questionId } };
  }
  const unknown = numbers.filter((number) => !items.some((item) => item.number === number));
  if (numbers.length === 0 || (items.length === 0 && shownQuestions(conversation, reply).length === 0))
    return { kind: "ask", problem: { type: items.length === 0 ? "not_shown" : "not_understood" } };
  if (hasLetters || items.length === 0) return { kind: "ask", problem: { type: "not_understood" } };
  return unknown.length > 0
    ? { kind: "ask", problem: { type: "unknown_numbers", numbers: unknown } }
    : { kind: "ask", problem: { type: "which_action", numbers } };
}
