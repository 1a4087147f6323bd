/** The words of a note with their places: the ground on which quotes and names are looked up. Linear in the text. */
import { foldText } from "./fold";

/** What stands between a word and the one before it. */
export type Gap = "start" | "space" | "hyphen" | "pause" | "sentence";

export interface Word {
  /** Offsets in the text, in UTF-16 units; a possessive 's is outside. */
  start: number;
  end: number;
  /** Lower case, without marks and apostrophes. */
  folded: string;
  /** "Seán's", which is as often "Seán is". */
  possessive: boolean;
  capital: boolean;
  gap: Gap;
}

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’‘ʼ`´′＇][\p{L}\p{N}\p{M}]+)*/gu;
const POSSESSIVE = /['’‘ʼ`´′＇]s$/iu;
const SENTENCE_END = /[.!?…\n\r]/u;
/** Titles and initials whose full stop ends no sentence: "St. Mary's", "J. Murphy". */
const ABBREVIATED = /^(?:st|mr|mrs|ms|dr|fr|no|vs|\p{L})$/u;

function gapBetween(between: string, before: Word): Gap {
  if (SENTENCE_END.test(between)) {
    return between.trim() === "." && ABBREVIATED.test(before.folded) ? "space" : "sentence";
  }
  // A plural's possessive: "the under 14s' Alex".
  if (between.replace(/^['’]/, "").trim() === "") return "space";
  return between === "-" || between === "‐" || between === "‑" ? "hyphen" : "pause";
}

/** Every word of a text in order. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let previousEnd = 0;
  for (const match of text.matchAll(WORD)) {
    const [written] = match;
    const possessive = POSSESSIVE.test(written);
    const name = possessive ? written.slice(0, -2) : written;
    const folded = foldText(name).replaceAll(" ", "");
    if (folded === "") continue;
    const previous = words.at(-1);
    words.push({
      start: match.index,
      end: match.index + name.length,
      folded,
      possessive,
      capital: /^\p{Lu}/u.test(written),
      gap: previous ? gapBetween(text.slice(previousEnd, match.index), previous) : "start",
    });
    previousEnd = match.index + written.length;
  }
  return words;
}

/** Whether a word opens a sentence, so that its capital says nothing. */
export const opensSentence = (word: Word): boolean => word.gap === "start" || word.gap === "sentence";

/** Index of the first word that ends after `offset`; `words.length` if there is none. */
export function wordIndexAt(words: readonly Word[], offset: number): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
