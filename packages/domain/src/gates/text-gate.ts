/** Whether a typed note is worth working on. Every refusal has a reason of its own, so that its reply can say what to do. */

import type { Settings } from "../settings";
import type { TextGateReason } from "../vocabulary/gates";

type TextGateSettings = Pick<
  Settings,
  "TEXT_MIN_CHARACTERS" | "TEXT_MIN_WORDS" | "TEXT_MAX_MEAN_WORD_LENGTH" | "TEXT_MIN_MEAN_WORD_LENGTH"
>;

/** Share of words that look like keyboard mash from which the whole text does. */
const MAX_MASH_SHARE = 0.5;
/** Share of one character, spaces aside, from which a text is one key held down. */
const MAX_ONE_CHARACTER_SHARE = 0.8;

export type TextGateVerdict = { ok: true } | { ok: false; reason: TextGateReason };

const KEYBOARD_ROWS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"].flatMap((row) => [
  row,
  [...row].reverse().join(""),
]);
const KEYBOARD_RUN = 5;
/** Irish and English words stay under this: the longest are "dhbh" in "Sadhbh" and "ngths" in "strengths". */
const CONSONANT_RUN = /[bcdfghjklmnpqrstvwxz]{6,}/;

/** The words of a text: pieces between spaces that hold at least one letter or digit. */
export const spokenWords = (text: string): string[] =>
  text.split(/\s+/u).filter((piece) => /[\p{L}\p{N}]/u.test(piece));

const lettersOf = (word: string): string => word.replace(/[^\p{L}\p{N}]/gu, "");

function hasKeyboardRun(word: string): boolean {
  for (let start = 0; start + KEYBOARD_RUN <= word.length; start += 1) {
    const run = word.slice(start, start + KEYBOARD_RUN);
    if (KEYBOARD_ROWS.some((row) => row.includes(run))) return true;
  }
  return false;
}

/** Judges Latin words only, so that other scripts never count as mash. */
function isMash(rawWord: string): boolean {
  const word = lettersOf(rawWord).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  if (!/^[a-z]{4,}$/.test(word)) return false;
  const hasVowel = /[aeiouy]/.test(word);
  return (word.length >= 5 && !hasVowel) || hasKeyboardRun(word) || CONSONANT_RUN.test(word);
}

function isLanguage(words: readonly string[], settings: TextGateSettings): boolean {
  const letters = words.map(lettersOf);
  if (!letters.some((word) => /\p{L}/u.test(word))) return false;
  const meanLength = letters.reduce((sum, word) => sum + [...word].length, 0) / letters.length;
  if (meanLength > settings.TEXT_MAX_MEAN_WORD_LENGTH || meanLength < settings.TEXT_MIN_MEAN_WORD_LENGTH)
    return false;
  return words.filter(isMash).length / words.length <= MAX_MASH_SHARE;
}

function isOneCharacter(text: string): boolean {
  const characters = [...text.toLowerCase().replace(/\s/gu, "")];
  const counts = new Map<string, number>();
  for (const character of characters) counts.set(character, (counts.get(character) ?? 0) + 1);
  return Math.max(0, ...counts.values()) / Math.max(1, characters.length) >= MAX_ONE_CHARACTER_SHARE;
}

/** Judges a typed note. Lengths count characters as people see them, runs of spaces as one. */
export function checkText(rawText: string, settings: TextGateSettings): TextGateVerdict {
  const refuse = (reason: TextGateReason): TextGateVerdict => ({ ok: false, reason });
  const text = rawText
    .normalize("NFC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/\s+/gu, " ")
    .trim();
  const words = spokenWords(text);
  if (text === "") return refuse("empty");
  if ([...text].length < settings.TEXT_MIN_CHARACTERS) {
    // "ok ok" is better told that it has too few words: more letters would not help it.
    return refuse(words.length > 1 && words.length < settings.TEXT_MIN_WORDS ? "too_few_words" : "too_short");
  }
  const language = isLanguage(words, settings);
  // One long mash has too few words as well; that it cannot be read is the reason that helps.
  if (!language && (words.length >= settings.TEXT_MIN_WORDS || words.length <= 1))
    return refuse("not_language");
  if (isOneCharacter(text)) return refuse("spam");
  if (words.length < settings.TEXT_MIN_WORDS) return refuse("too_few_words");
  return { ok: true };
}
