/** A speech model that has lost the thread says the same words over and over, until the recording ends. */
export interface Loop {
  unit: readonly string[];
  repeats: number;
  /** Share of all words that the loop takes up; 1 where there is nothing else. */
  share: number;
}

/** As often a person may say something in a row; a model that is caught in a loop goes on. */
const MIN_REPEATS_OF_ALL = 3;
const MIN_REPEATS_AT_END = 4;

/** The loop that a text consists of or ends in. Linear in the number of words. */
export function loopOf(words: readonly string[]): Loop | undefined {
  const all = words.length;
  const period = periodsOf(words)[all - 1];
  if (period !== undefined && all >= period * MIN_REPEATS_OF_ALL) {
    return { unit: words.slice(0, period), repeats: Math.floor(all / period), share: 1 };
  }
  // The ends of a text are the beginnings of it read backwards.
  const periods = periodsOf([...words].reverse());
  const length = periods.findLastIndex((size, index) => index + 1 >= size * MIN_REPEATS_AT_END) + 1;
  const size = periods[length - 1];
  if (size === undefined) return undefined;
  return { unit: words.slice(all - size), repeats: Math.floor(length / size), share: length / all };
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
