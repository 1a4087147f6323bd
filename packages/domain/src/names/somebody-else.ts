/** Whom a name means, by the words around it: a coach, a brother, an opponent. */
import { opensSentence, type Word } from "../text/words";
import type { NameInNote } from "./name-in-note";

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
  "coach mr mrs ms miss sir dr doctor ref referee manager physio teacher selector father fr uncle aunt auntie brother sister cousin nephew niece son daughter mam mum dad".split(
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
  "other another their opposition opposing visiting second young wee little small big auld old baby different new a an some".split(
    " ",
  ),
);
/** "The Kilmore lad Seán", "a lad called Seán". */
const PERSONS = new Set("lad girl boy fella fellow chap called named".split(" "));
const THEIRS = new Set("their opposition opposing another".split(" "));
const ROLES = new Set(
  "keeper goalie goalkeeper captain forward midfielder defender striker winger sub number no coach manager".split(
    " ",
  ),
);
/** "It's Luke" is no possession. */
const CONTRACTED = new Set("it that he she there here who what where let this".split(" "));
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

/** Whether the words around a name say that the player of this name isn't meant. */
export function isSomebodyElse(words: readonly Word[], name: NameInNote): boolean {
  return isAnotherOfTheName(words, name) || isBesideNamed(words, name) || isKinOf(words, name);
}

/** Somebody else has the name: "Coach Sarah", "the other Seán", "their keeper Seán", "Emma's Luke", "Sarah, our physio". */
export function isAnotherOfTheName(words: readonly Word[], name: NameInNote): boolean {
  if (hasTrade(words, name)) return true;
  const { first } = name;
  const before = words[first - 1];
  const word = words[first];
  if (!word || !before || opensSentence(word) || word.gap === "hyphen") return false;
  const { folded } = before;
  // "The ref, Luke, was a disgrace."
  if (word.gap === "pause") return TRADES.has(folded) && ARTICLES.has(words[first - 2]?.folded ?? "");
  if (TITLES.has(folded) || OTHERS.has(folded) || PERSONS.has(folded)) return true;
  if (before.possessive && !CONTRACTED.has(folded)) return true;
  return isTheirs(words, first);
}

/** "their keeper Seán", "their number 9 Seán". */
function isTheirs(words: readonly Word[], first: number): boolean {
  const role = /^\d+$/.test(words[first - 1]?.folded ?? "") ? first - 2 : first - 1;
  if (!ROLES.has(words[role]?.folded ?? "")) return false;
  return [role - 1, role - 2].some((at) => THEIRS.has(words[at]?.folded ?? ""));
}

const wordBefore = (words: readonly Word[], first: number): Word | undefined => {
  const word = words[first];
  return word && !opensSentence(word) && word.gap === "space" ? words[first - 1] : undefined;
};

/** "A cousin of Emma", "deirfiúr Emma", "the lad marking Luke": the name is right, the person is another. */
function isBesideNamed(words: readonly Word[], { first }: NameInNote): boolean {
  const before = wordBefore(words, first);
  if (!before) return false;
  const { folded } = before;
  if (IRISH_KIN.has(folded) || (folded === "of" && KIN.has(words[first - 2]?.folded ?? ""))) return true;
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
