/** Text as it is compared: without case, diacritics and punctuation. */

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
