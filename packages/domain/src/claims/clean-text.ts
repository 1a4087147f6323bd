/** What a model writes for people to read: bounded, without links, and without numbers that nobody said. Linear. */
import { foldedWords } from "../text/fold";

const UNITS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const ORDINALS =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split(
    " ",
  );
/** Smaller ones are parts of speech: "one of the lads", "the two of them", "second half". */
const LEAST_COUNTED_WORD = 3;

const VALUES = new Map<string, number>([
  ...UNITS.map((word, value): [string, number] => [word, value]),
  ...TENS.map((word, index): [string, number] => [word, (index + 2) * 10]),
  ...ORDINALS.map((word, index): [string, number] => [word, index + 1]),
  ...UNITS.slice(3).map((word, index): [string, number] => [`${word}s`, index + 3]),
  ["sixes", 6],
  ["twelves", 12],
  ["once", 1],
  ["twice", 2],
  ["couple", 2],
  ["pair", 2],
  ["half", 2],
  ["dozen", 12],
  ["hundred", 100],
]);

/** The numbers that were said, in digits or in words. */
export interface SaidNumbers {
  values: ReadonlySet<number>;
  /** All digits in a row: a phone number is said in groups. */
  digits: string;
}

export function numbersIn(text: string): SaidNumbers {
  const values = new Set<number>();
  let tens = 0;
  for (const word of foldedWords(text)) {
    for (const [digits] of word.matchAll(/\d{1,9}/g)) values.add(Number(digits));
    const value = VALUES.get(word);
    if (value !== undefined) {
      values.add(value);
      if (tens > 0 && value < 10) values.add(tens + value);
    }
    tens = TENS.includes(word) ? (value ?? 0) : 0;
  }
  return { values, digits: text.replace(/\D/g, "") };
}

const TOP_LEVEL =
  /\.(?:com|ie|net|org|info|io|co|uk|eu|app|dev|me|ly|link|site|online|xyz|biz|tv)(?:[/?#:].*)?$/i;
/** Longer than any word: looked at no further, and taken out. */
const MAX_WORD_CHARACTERS = 80;

function isLink(written: string): boolean {
  const word = written.replace(/^[([{"'<]+|[)\]}"'>.,;:!?]+$/g, "");
  if (word.length > MAX_WORD_CHARACTERS) return true;
  return word.includes("://") || /^www\./i.test(word) || /^\S+@\S+\.\S+$/.test(word) || TOP_LEVEL.test(word);
}

/** Whether a piece of text holds a number that wasn't said. */
function hasUnsaidNumber(written: string, said: SaidNumbers): boolean {
  for (const [digits] of written.matchAll(/\d+/g)) {
    const known = said.values.has(Number(digits)) || (digits.length >= 3 && said.digits.includes(digits));
    if (!known) return true;
  }
  return foldedWords(written).some((word) => {
    const value = VALUES.get(word);
    return value !== undefined && value >= LEAST_COUNTED_WORD && !said.values.has(value);
  });
}

/** `changed`: something was taken out that nobody said. */
export interface CleanText {
  text: string;
  changed: boolean;
}

/** Takes out links and numbers that weren't said, and cuts at a word. */
export function cleanText(written: string, maxCharacters: number, said: SaidNumbers): CleanText {
  // Twice the bound is read: what is taken out makes room, and nothing longer is worth reading.
  const words = written
    .slice(0, 2 * maxCharacters)
    .split(/\s+/)
    .filter(Boolean);
  const kept = words.filter((word) => !isLink(word) && !hasUnsaidNumber(word, said));
  return { text: cutAtWord(kept, maxCharacters), changed: kept.length < words.length };
}

function cutAtWord(words: readonly string[], maxCharacters: number): string {
  let text = "";
  for (const word of words) {
    if (text.length + word.length + 2 > maxCharacters) return `${text}…`;
    text = text === "" ? word : `${text} ${word}`;
  }
  return text;
}
