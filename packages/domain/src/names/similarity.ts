/** How alike two folded words are, by edit distance and by sound. Similarity ranks candidates; it never links. */
import { doubleMetaphone } from "double-metaphone";
import { distance } from "fastest-levenshtein";

/** What a word that differs by one slip is worth at least: SP-002 asks for more than 0.85. */
const ONE_SLIP = 0.86;
/** Shorter words change their identity with one letter ("Amy" and "Ada"). */
const ONE_SLIP_MIN_LENGTH = 4;
const SOUND_SHARE = 0.2;
/** Words that share less than half of their letters are two names, however they sound. */
const MIN_RATIO_FOR_SOUND = 0.5;

/** Edits between two words, where swapping two neighbours is one ("Aiofe"). */
function edits(a: string, b: string): number {
  const plain = distance(a, b);
  if (plain !== 2 || a.length !== b.length) return plain;
  const first = [...a].findIndex((letter, index) => letter !== b[index]);
  return a[first] === b[first + 1] && a[first + 1] === b[first] ? 1 : plain;
}

const ratio = (a: string, b: string): number => {
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 0 : 1 - edits(a, b) / longest;
};

const soundRatio = (a: string, b: string): number =>
  Math.max(
    ...doubleMetaphone(a).flatMap((codeOfA) => doubleMetaphone(b).map((codeOfB) => ratio(codeOfA, codeOfB))),
  );

/** 0 (nothing in common) to 1 (equal). */
export function wordSimilarity(a: string, b: string): number {
  if (a === b) return a === "" ? 0 : 1;
  const letters = ratio(a, b);
  const sound = letters < MIN_RATIO_FOR_SOUND ? 0 : soundRatio(a, b);
  const blended = (1 - SOUND_SHARE) * letters + SOUND_SHARE * sound;
  const isOneSlip = Math.min(a.length, b.length) >= ONE_SLIP_MIN_LENGTH && a[0] === b[0] && edits(a, b) === 1;
  return isOneSlip ? Math.max(blended, ONE_SLIP) : blended;
}

/** One letter apart, beginning with the same one. Cheap: the whole distance is measured only where it can be one. */
export const isOneSlip = (a: string, b: string): boolean =>
  a !== b &&
  a[0] === b[0] &&
  Math.min(a.length, b.length) >= ONE_SLIP_MIN_LENGTH &&
  Math.abs(a.length - b.length) <= 1 &&
  edits(a, b) === 1;
