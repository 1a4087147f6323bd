/** How names are brought to one spelling before they are compared: never a judgement that two names are the same. */

/** Letters that Unicode does not decompose into a base letter and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ß: "ss",
  ı: "i",
};

/**
 * Prefixes of surnames that people write with or without a space ("O Brien", "Mc Carthy", "Ní Bhriain").
 * They are joined to the next word only where they stand alone: "Macy" and "Mack" are names of their own.
 */
const SURNAME_PREFIXES = new Set(["o", "mc", "mac", "mhic", "ni", "nic", "ui", "ua", "de", "fitz"]);

/** Lower case, without diacritics and apostrophes; everything else that is no letter or digit becomes a space. */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[øłđðþæœßı]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/['’‘ʼ`´′＇]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The words of a folded text; none for an empty one. */
export const foldedWords = (text: string): string[] => foldText(text).split(" ").filter(Boolean);

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

/** The words of a name as it stands on a roster. */
export const nameWords = (name: string): string[] => joinSurnamePrefixes(foldedWords(name));

/** The words of a name as it was said: a possessive is not a part of the name ("Seán's hamstring"). */
export const mentionWords = (rawText: string): string[] =>
  foldedWords(rawText.replace(/['’]s(?=[^\p{L}\p{N}]|$)/giu, ""));

/**
 * The key under which a spoken name is remembered and compared: two texts with one key are the same words.
 * Stored with a coach's choice, so a change here needs a migration of stored aliases.
 */
export const mentionKey = (rawText: string): string => joinSurnamePrefixes(mentionWords(rawText)).join(" ");
