/** How the spoken words compare with one part of a player's name: the given names, or the surname. */

import { type SpellingGroups, SURNAMES } from "./known-spellings";
import { isPetFormOfSurname, isShortFormOf } from "./nicknames";
import { wordSimilarity } from "./similarity";

/**
 * Scores by kind of match. Kinds that may be linked stand above `fuzzyCap` by more than the margin that a link
 * needs, short forms stand within it: a Samantha on the roster makes "Sam" a question, a Joan does not make
 * "John" one.
 */
export const nameScores = {
  fullExact: 1,
  fullKnown: 0.98,
  reversedPenalty: 0.02,
  givenExact: 0.99,
  givenKnown: 0.97,
  familyExact: 0.96,
  familyKnown: 0.96,
  shortForm: 0.9,
  fuzzyCap: 0.86,
  /** Less alike than this is another name: half of "Emma" is in "Ella". */
  fuzzyFloor: 0.6,
  /** The given name is right, the surname is another: perhaps misheard, perhaps a child whom nobody listed. */
  surnameContradicted: 0.5,
} as const;

/** `other` is another name altogether and has the score 0. */
export type PartMatch = { kind: "exact" | "known" | "short" | "fuzzy" | "other"; score: number };

const canonical = (words: readonly string[], { groupOf }: SpellingGroups): string =>
  groupOf.get(words.join("")) ?? words.map((word) => groupOf.get(word) ?? word).join("");

/** "MacCarthy" and "McCarthy"; what follows must be long enough to be a name of its own, as in no "Macy" or "Mack". */
const sameAfterMac = (a: string, b: string): boolean =>
  [
    [a, b],
    [b, a],
  ].some(([mac = "", mc = ""]) => /^mac.{4,}$/.test(mac) && mc === `mc${mac.slice(3)}`);

/** "Sullivan" may be the O'Sullivan of the team, and is a surname of its own. */
const sameAfterO = (a: string, b: string): boolean =>
  a.length >= 4 && b.length >= 4 && (a === `o${b}` || b === `o${a}`);

function isShortPart(
  spoken: readonly string[],
  roster: readonly string[],
  spellings: SpellingGroups,
): boolean {
  const said = canonical(spoken, spellings);
  const isOneOfSeveral = roster.length > 1 && roster.some((word) => canonical([word], spellings) === said);
  const initials = roster.map((word) => word[0] ?? "").join("");
  return (
    isOneOfSeveral ||
    sameAfterO(spoken.join(""), roster.join("")) ||
    (spellings === SURNAMES && isPetFormOfSurname(spoken.join(""), roster.join(""))) ||
    isShortFormOf(spoken.join(""), roster.join("")) ||
    isShortFormOf(said, canonical(roster, spellings)) ||
    (roster.length > 1 && spoken.join("") === initials)
  );
}

function similarity(said: string, listed: string, { groupOf, spellingsOf }: SpellingGroups): number {
  const listedSpellings = spellingsOf.get(groupOf.get(listed) ?? listed) ?? [];
  return Math.max(...[listed, ...listedSpellings].map((spelling) => wordSimilarity(said, spelling)));
}

export type ComparePart = typeof comparePart;

/** Compares every two parts once: on a roster the same names come again and again. */
export function rememberingComparePart(): ComparePart {
  const known = new Map<SpellingGroups, Map<string, PartMatch>>();
  return (spoken, roster, spellings) => {
    const parts = known.get(spellings) ?? new Map<string, PartMatch>();
    known.set(spellings, parts);
    const key = `${spoken.join(" ")}|${roster.join(" ")}`;
    const match = parts.get(key) ?? comparePart(spoken, roster, spellings);
    parts.set(key, match);
    return match;
  };
}

/** Compares the words that were said with one part of a name. */
export function comparePart(
  spoken: readonly string[],
  roster: readonly string[],
  spellings: SpellingGroups,
): PartMatch {
  const said = spoken.join("");
  const listed = roster.join("");
  if (said === "" || listed === "") return { kind: "other", score: 0 };
  if (said === listed) return { kind: "exact", score: 1 };
  if (canonical(spoken, spellings) === canonical(roster, spellings) || sameAfterMac(said, listed)) {
    return { kind: "known", score: 1 };
  }
  if (isShortPart(spoken, roster, spellings)) return { kind: "short", score: nameScores.shortForm };
  // Words run together are like any of them: "Emma Murphy" is no misspelt "Murphy".
  const score = spoken.length > roster.length ? 0 : similarity(said, listed, spellings);
  return score < nameScores.fuzzyFloor
    ? { kind: "other", score: 0 }
    : { kind: "fuzzy", score: Math.min(score, nameScores.fuzzyCap) };
}
