/** What the words around a name say against a link that the roster alone would make. */
import { opensSentence, type Word } from "../text/words";
import type { AskReason } from "../vocabulary/notes";
import { groupOfGiven, type NameInNote } from "./find-names";
import type { NoteMention } from "./note-types";
import type { NoteView } from "./note-view";
import { placeInQuote } from "./place-in-quote";
import type { TeamSaid } from "./team-said";
import { hasUnmarkedRival } from "./unmarked-rivals";

/** Siblings, friends and opponents: "Sean's brother" is not Sean. A parent's words are about the child. */
const KIN = new Set(
  "brother brothers sister sisters twin cousin cousins friend friends pal mate son daughter sibling siblings marker man opponent opposite replacement".split(
    " ",
  ),
);
const AGE_OF_KIN = new Set(
  "little big older younger old young wee baby twin small elder eldest youngest oldest other".split(" "),
);
/** Before a name in Irish: "deirfiúr Sheáin". */
const IRISH_KIN = new Set("deirfiur dearthair athair mathair cara".split(" "));
const TITLES = new Set(
  "coach mr mrs ms miss sir dr doctor ref referee manager physio teacher selector father fr uncle aunt auntie brother sister cousin mam mum dad".split(
    " ",
  ),
);
/** After a name: "Sarah, our physio". */
const TRADES = new Set(
  "coach manager ref referee umpire linesman physio teacher selector doctor nurse chairman chairperson secretary treasurer trainer mentor steward caretaker groundsman principal driver".split(
    " ",
  ),
);
const OTHERS = new Set(
  "other another their opposition second young wee little small big auld old baby different new".split(" "),
);
const ARTICLES = new Set("the our a an their my that".split(" "));
/** "The lad marking Luke" isn't Luke. */
const NEXT_TO = new Set(
  "marking beside behind opposite near against facing following chasing tackling".split(" "),
);
const UNNAMED = new Set(
  "lad girl boy fella player one man kid child whoever who someone somebody".split(" "),
);
const MAX_TO_TRADE = 5;
const MAX_TO_UNNAMED = 3;

export interface NameAndPlace {
  name: NameInNote | null;
  /** Null where the words aren't said at the place that is given for them. */
  place: { first: number; last: number } | null;
  team: TeamSaid | undefined;
  view: Pick<NoteView, "words" | "names" | "takenBack" | "rivals" | "isSurname">;
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
  if (name && (isSpelledTwoWays(name, view.names) || isRivalled(name, view))) return "rival_in_note";
  const found = placeInQuote(mention, name, view);
  return found === "in_quote" || found === "nearest_before" ? undefined : found;
}

function isSomebodyElse(words: readonly Word[], name: NameInNote): boolean {
  return isAfterOther(words, name) || isKinOf(words, name) || hasTrade(words, name);
}

/** "Coach Sarah", "the other Seán", "a cousin of Emma", "the lad marking Luke". */
function isAfterOther(words: readonly Word[], { first }: NameInNote): boolean {
  const word = words[first];
  const before = word && !opensSentence(word) && word.gap === "space" ? words[first - 1] : undefined;
  if (!before) return false;
  const { folded } = before;
  if (TITLES.has(folded) || OTHERS.has(folded) || IRISH_KIN.has(folded)) return true;
  if (folded === "of" && KIN.has(words[first - 2]?.folded ?? "")) return true;
  if (!NEXT_TO.has(folded)) return false;
  return words
    .slice(Math.max(0, first - 1 - MAX_TO_UNNAMED), first - 1)
    .some((each, index, all) => UNNAMED.has(each.folded) && !all.slice(index + 1).some(opensSentence));
}

/** "Ella's little sister". */
function isKinOf(words: readonly Word[], { last }: NameInNote): boolean {
  if (words[last]?.possessive !== true) return false;
  const next = words[last + 1];
  if (next?.gap !== "space") return false;
  return KIN.has(next.folded) || (AGE_OF_KIN.has(next.folded) && KIN.has(words[last + 2]?.folded ?? ""));
}

/** "John, the under fourteen manager". */
function hasTrade(words: readonly Word[], { last }: NameInNote): boolean {
  const article = words[last + 1];
  if (!article || opensSentence(article) || !ARTICLES.has(article.folded)) return false;
  for (let at = last + 2; at <= last + MAX_TO_TRADE; at += 1) {
    const word = words[at];
    if (!word || (word.gap !== "space" && word.gap !== "hyphen")) return false;
    if (TRADES.has(word.folded)) return !word.possessive;
  }
  return false;
}

function isTakenBack(name: NameInNote, takenBack: ReadonlySet<NameInNote>): boolean {
  return [...takenBack].some((each) => each === name || sameNames(each, name));
}

const isRivalled = (name: NameInNote, { words, rivals, isSurname }: NameAndPlace["view"]): boolean =>
  hasUnmarkedRival(name, words, rivals, isSurname);

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
