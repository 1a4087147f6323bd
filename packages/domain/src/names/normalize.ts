/** How names are brought to one spelling before they are compared: never a judgement that two names are the same. */
import { foldedWords } from "../text/fold";

export { foldedWords, foldText } from "../text/fold";

/**
 * Prefixes of surnames that people write with or without a space ("O Brien", "Mc Carthy", "Ní Bhriain").
 * They are joined to the next word only where they stand alone: "Macy" and "Mack" are names of their own.
 */
const SURNAME_PREFIXES = new Set(["o", "mc", "mac", "mhic", "ni", "nic", "ui", "ua", "de", "fitz"]);

/** Joins the prefixes of surnames to what follows them: ["sean", "o", "brien"] → ["sean", "obrien"]. */
export function joinSurnamePrefixes(words: readonly string[]): string[] {
  const joined: string[] = [];
  let prefix = "";
  words.forEach((word, index) => {
    if (SURNAME_PREFIXES.has(word) && index < words.length - 1) prefix += word;
    else {
      joined.push(prefix + word);
      prefix = "";
    }
  });
  return joined;
}

/** The words of a name on a roster. */
export const nameWords = (name: string): string[] => joinSurnamePrefixes(foldedWords(name));

/** The words of a name as it was said: a possessive is not a part of the name ("Seán's hamstring"). */
export const mentionWords = (rawText: string): string[] =>
  foldedWords(rawText.replace(/['’]s(?=[^\p{L}\p{N}]|$)/giu, ""));

/**
 * The key under which a spoken name is remembered and compared: two texts with one key are the same words.
 * Stored with a coach's choice, so a change here needs a migration of stored aliases.
 */
export const mentionKey = (rawText: string): string => joinSurnamePrefixes(mentionWords(rawText)).join(" ");
