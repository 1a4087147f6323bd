/** What the words around a name say against a link that the roster alone would make. */
import { opensSentence, type Word } from "../text/words";
import type { AskReason } from "../vocabulary/notes";
import { groupOfGiven, type NameInNote } from "./find-names";
import type { NoteMention } from "./note-types";
import type { NoteView } from "./note-view";
import { placeInQuote } from "./place-in-quote";
import type { TeamSaid } from "./team-said";

/** Siblings and friends: "Sean's brother" is not Sean. A parent's words are about the child. */
const KIN = new Set(
  "brother brothers sister sisters twin cousin cousins friend friends pal mate son daughter sibling siblings".split(
    " ",
  ),
);
const TITLES = new Set(
  "coach mr mrs ms miss sir dr doctor ref referee manager physio teacher selector".split(" "),
);
const OTHERS = new Set(
  "other another their opposition second young wee little small big auld old baby".split(" "),
);

export interface NameAndPlace {
  name: NameInNote | null;
  /** Null where the words aren't said at the place that is given for them. */
  place: { first: number; last: number } | null;
  team: TeamSaid | undefined;
  view: Pick<NoteView, "words" | "names" | "takenBack">;
}

/** Undefined if nothing does. */
export function speaksAgainst(
  mention: NoteMention,
  { name, place, team, view }: NameAndPlace,
): AskReason | undefined {
  if (!place) return mention.quote.match === "missing" ? "unclear_quote" : "far_from_quote";
  if (team && team.teamIds.length === 0) return "other_team";
  if (name?.doubtful) return "also_a_word";
  if (name && isTakenBack(name, view.takenBack)) return "corrected";
  if (name && isSomebodyElse(view.words, name)) return "somebody_else";
  if (name && (isSpelledTwoWays(name, view.names) || hasRivalElsewhere(name, view))) return "rival_in_note";
  const found = placeInQuote(mention, name, view);
  return found === "in_quote" || found === "nearest_before" ? undefined : found;
}

function isSomebodyElse(words: readonly Word[], name: NameInNote): boolean {
  const first = words[name.first];
  const before = first && !opensSentence(first) && first.gap === "space" ? words[name.first - 1] : undefined;
  if (before && (TITLES.has(before.folded) || OTHERS.has(before.folded))) return true;
  const twoBefore = before?.folded === "of" ? words[name.first - 2] : undefined;
  if (twoBefore && KIN.has(twoBefore.folded)) return true;
  const after = words[name.last + 1];
  return words[name.last]?.possessive === true && after?.gap === "space" && KIN.has(after.folded);
}

function isTakenBack(name: NameInNote, takenBack: ReadonlySet<NameInNote>): boolean {
  return [...takenBack].some((each) => each === name || sameNames(each, name));
}

/** "Charlie scored three. Not our Charlie, their Charlie": what comes later says that it may not be ours. */
const RIVALS = new Set("their other another opposition".split(" "));

function hasRivalElsewhere(name: NameInNote, { words, names }: NameAndPlace["view"]): boolean {
  return names.some(
    (other) =>
      other.first > name.last && sameNames(other, name) && RIVALS.has(words[other.first - 1]?.folded ?? ""),
  );
}

/** "Seán Kelly is joining us; our own Shaun Kelly won't like it": who spells a full name two ways may mean two children. */
function isSpelledTwoWays(name: NameInNote, names: readonly NameInNote[]): boolean {
  if (name.family.length === 0 || name.given.length === 0) return false;
  return names.some(
    (other) => sameNames(name, other) && other.family.length > 0 && other.given.join() !== name.given.join(),
  );
}

/** Two mentions of one name: the same first name, and no surname that differs. */
function sameNames(a: NameInNote, b: NameInNote): boolean {
  const given = a.given.map(groupOfGiven).join(" ") === b.given.map(groupOfGiven).join(" ");
  const family = a.family.join(" ") === b.family.join(" ") || a.family.length === 0 || b.family.length === 0;
  return given && a.given.length > 0 && family;
}
