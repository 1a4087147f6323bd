/** A speech model that has lost the thread says the same words over and over, until the recording ends. */
export interface Loop {
  unit: readonly string[];
  repeats: number;
  /** Share of all words that the loop takes up; 1 where there is nothing else. */
  share: number;
}

/** As often a person may say something in a row; a model that is caught in a loop goes on. */
const MIN_REPEATS_OF_ALL = 3;
const MIN_REPEATS_WITHIN = 4;
/** Longer sentences than this come back only where they are the whole text. */
const MAX_UNIT_WITHIN = 25;

/** The loop that a text consists of, or else the longest within it. Linear in the number of words. */
export function loopOf(words: readonly string[]): Loop | undefined {
  const all = words.length;
  const period = periodsOf(words)[all - 1];
  if (period !== undefined && all >= period * MIN_REPEATS_OF_ALL) {
    return { unit: words.slice(0, period), repeats: Math.floor(all / period), share: 1 };
  }
  return longestWithin(words);
}

function longestWithin(words: readonly string[]): Loop | undefined {
  let longest: { end: number; size: number; length: number } | undefined;
  for (let size = 1; size <= MAX_UNIT_WITHIN; size += 1) {
    let same = 0;
    for (let at = size; at <= words.length; at += 1) {
      if (at < words.length && words[at] === words[at - size]) {
        same += 1;
        continue;
      }
      const length = same + size;
      if (length >= size * MIN_REPEATS_WITHIN && length > (longest?.length ?? 0)) {
        longest = { end: at, size, length };
      }
      same = 0;
    }
  }
  if (!longest) return undefined;
  const { end, size, length } = longest;
  return {
    unit: words.slice(end - length, end - length + size),
    repeats: Math.floor(length / size),
    share: length / words.length,
  };
}

/** For each beginning of the text: after how many words it repeats itself (by the prefix function of Knuth, Morris and Pratt). */
function periodsOf(words: readonly string[]): number[] {
  const prefixes: number[] = [];
  for (const [index, word] of words.entries()) {
    let matched = index === 0 ? 0 : (prefixes[index - 1] ?? 0);
    while (matched > 0 && words[matched] !== word) matched = prefixes[matched - 1] ?? 0;
    prefixes.push(index > 0 && words[matched] === word ? matched + 1 : 0);
  }
  return prefixes.map((matched, index) => index + 1 - matched);
}
