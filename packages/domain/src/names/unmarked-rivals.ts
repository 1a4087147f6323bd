/**
 * Another child of the same name whom a note tells by no surname and no team, nor by a capital: "the other sean", "they had
 * an Emma too", "the Seans", "Seán, not Byrne", "Luke or Jack".
 */
import { opensSentence, type Word } from "../text/words";
import { COMMON_GIVEN_NAMES, COMMON_SURNAMES } from "./common-names";
import type { KnownNames } from "./known-names";
import { GIVEN_NAMES, SURNAMES } from "./known-spellings";
import { givenKey, groupOfFamily, groupOfGiven, type NameInNote } from "./name-in-note";
import { isAnotherOfTheName } from "./somebody-else";

/** Before a plural: "the Seans". */
const BEFORE_PLURAL = new Set("both two three four the all our these few".split(" "));
const POINTING = new Set("other new second different".split(" "));
const OWN = new Set(["our", "my", "own"]);
const NEGATIONS = new Set(["not", "isnt", "wasnt"]);
const ARTICLES = new Set(["the", "our", "my", "their"]);
/** What may stand between two names when the coach isn't sure which. */
const BETWEEN_ALTERNATIVES = new Set("or maybe possibly perhaps else was it that".split(" "));
const MAX_BETWEEN = 4;
/** Words after a name in which its surname may be denied, or another of the name pointed to. */
const MAX_AFTER = 8;

export interface UnmarkedRivals {
  /** Spelling groups of given names that the note gives to more than one. */
  givenKeys: ReadonlySet<string>;
  /** Names that the coach offered as alternatives. */
  alternatives: ReadonlySet<NameInNote>;
}

/** Read once for a note; linear in words and names. */
export function unmarkedRivals(words: readonly Word[], names: readonly NameInNote[]): UnmarkedRivals {
  const givenKeys = new Set<string>();
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    if (!before || opensSentence(word) || !BEFORE_PLURAL.has(before.folded)) continue;
    if (word.folded.endsWith("s")) givenKeys.add(groupOfGiven(word.folded.slice(0, -1)));
    if (word.folded.endsWith("es")) givenKeys.add(groupOfGiven(word.folded.slice(0, -2)));
  }
  for (const name of names) {
    if (name.given.length === 0) continue;
    const isEile = words[name.last + 1]?.folded === "eile";
    if (isEile || isAnotherOfTheName(words, name)) givenKeys.add(givenKey(name));
  }
  return { givenKeys, alternatives: alternativesOf(words, names) };
}

function alternativesOf(words: readonly Word[], names: readonly NameInNote[]): Set<NameInNote> {
  const found = new Set(names.filter((name) => isWondered(words, name)));
  for (const [index, name] of names.entries()) {
    const next = names[index + 1];
    if (!next || next.first - name.last - 1 > MAX_BETWEEN) continue;
    const between = words.slice(name.last + 1, next.first).map((word) => word.folded);
    if (!between.includes("or") || !between.every((word) => BETWEEN_ALTERNATIVES.has(word))) continue;
    found.add(name).add(next);
  }
  return found;
}

/** "Was it Luke?", "not sure if it was Luke". */
function isWondered(words: readonly Word[], { first }: NameInNote): boolean {
  const [third, second, last] = [3, 2, 1].map((back) => words[first - back]?.folded);
  if (second === "was" && last === "it") return true;
  return second === "it" && last === "was" && (third === "if" || third === "whether");
}

/** Whether another of the name is said in the note: not of "our Seán". */
export function hasUnmarkedRival(
  name: NameInNote,
  words: readonly Word[],
  rivals: UnmarkedRivals,
  isSurname: (word: string) => boolean,
): boolean {
  if (rivals.alternatives.has(name)) return true;
  if (name.given.length === 0 || name.family.length > 0) return false;
  if (isPointedAway(words, name, isSurname)) return true;
  return rivals.givenKeys.has(givenKey(name)) && !isOurs(words, name);
}

/** "our Seán", "our own Seán"; but not "not our Seán". */
function isOurs(words: readonly Word[], { first }: NameInNote): boolean {
  let at = first - 1;
  while (at >= 0 && first - at <= 2 && OWN.has(words[at]?.folded ?? "")) at -= 1;
  return at < first - 1 && !NEGATIONS.has(words[at]?.folded ?? "");
}

/** "Seán, not Byrne", "Seán, the other one": in the same sentence, or as the next. */
function isPointedAway(
  words: readonly Word[],
  { last }: NameInNote,
  isSurname: (word: string) => boolean,
): boolean {
  for (let at = last + 1; at <= last + MAX_AFTER && at < words.length; at += 1) {
    const word = words[at];
    const next = words[at + 1];
    const afterNext = words[at + 2];
    if (!word) return false;
    if (NEGATIONS.has(word.folded)) {
      const denied = next && ARTICLES.has(next.folded) ? afterNext : next;
      if (denied && denied.gap === "space" && !denied.possessive && isSurname(denied.folded)) return true;
    }
    if (word.folded === "surname") return true;
    if (word.folded === "or" && isSomebody(next, afterNext)) return true;
    if (word.gap === "space" || !ARTICLES.has(word.folded)) continue;
    if (POINTING.has(next?.folded ?? "") && afterNext?.folded === "one") return true;
  }
  return false;
}

const isSomebody = (next: Word | undefined, afterNext: Word | undefined): boolean =>
  next?.folded === "someone" ||
  next?.folded === "somebody" ||
  (next?.folded === "one" && afterNext?.folded === "of");

/** By the lists, or by the roster; a given name of the roster is that. */
export const surnameTest =
  ({ family, given }: Pick<KnownNames, "family" | "given">) =>
  (word: string): boolean => {
    if (given.has(groupOfGiven(word))) return false;
    if (family.has(groupOfFamily(word))) return true;
    const isGivenName = GIVEN_NAMES.groupOf.has(word) || COMMON_GIVEN_NAMES.has(word);
    return !isGivenName && (SURNAMES.groupOf.has(word) || COMMON_SURNAMES.has(word));
  };
