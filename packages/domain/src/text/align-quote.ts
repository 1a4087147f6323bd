/**
 * Where a claim's quote was said. A model's quote and offsets are claims themselves, and models shorten what they quote: the
 * words are looked up in order, with gaps. One index per transcript; each quote then costs its own length.
 */
import { type Word, wordsOf } from "./words";

export interface Span {
  start: number;
  end: number;
}

/**
 * `exact`: word for word, whatever the case, marks and punctuation. `inexact`: in order with gaps, or with words that weren't
 * said. `segments` are the stretches that were really said, in order; none for `missing`.
 */
export type QuotePlace = { match: "exact" | "inexact" | "missing"; segments: readonly Span[] };

export const MISSING_QUOTE: QuotePlace = { match: "missing", segments: [] };

export interface QuoteFinder {
  words: readonly Word[];
  locate: (quote: string, hint: number) => QuotePlace;
  /** The longest run of these words that was said, nearest to a place; null if not even one was. */
  spokenPart: (text: string, near: QuotePlace, hint: number) => Span | null;
}

/** A longer quote is aligned by its first words; nobody reads a quote of that length. */
const MAX_QUOTE_WORDS = 400;
/** How far the next word of a quote may be from the one before it: two or three sentences. */
const MAX_GAP_WORDS = 40;
/** Places where the alignment is tried. */
const MAX_SEEDS = 8;
/** The share of a quote's words that must have been said in order. */
const MIN_SHARE = 0.6;
const SHORT_QUOTE_WORDS = 3;
const TELLING_LENGTH = 4;
/** How much longer than the quote the stretch may be in which its words were said. */
const MAX_STRETCH = 3;
const MAX_MENTION_WORDS = 6;
/** Occurrences of one word that are looked at: "the" stands a thousand times in a long note. */
const MAX_PLACES = 200;

type Index = ReadonlyMap<string, readonly number[]>;

export function quoteFinder(transcript: string): QuoteFinder {
  const words = wordsOf(transcript);
  const index = indexOf(words);
  return {
    words,
    locate: (quote, hint) => locateQuote({ words, index }, quote, hint),
    spokenPart: (text, near, hint) => spokenPart({ words, index }, text, near, hint),
  };
}

interface Said {
  words: readonly Word[];
  /** Where each word stands, in order. */
  index: Index;
}

function indexOf(words: readonly Word[]): Index {
  const index = new Map<string, number[]>();
  words.forEach((word, at) => {
    const places = index.get(word.folded);
    if (places) places.push(at);
    else index.set(word.folded, [at]);
  });
  return index;
}

function locateQuote(said: Said, quote: string, hint: number): QuotePlace {
  const wanted = wordsOf(quote)
    .slice(0, MAX_QUOTE_WORDS)
    .map((word) => word.folded);
  if (wanted.length === 0) return MISSING_QUOTE;
  const exact = nearestRun(said, wanted, hint);
  if (exact !== null) return { match: "exact", segments: [spanOf(said, exact, exact + wanted.length - 1)] };
  return inexact(said, wanted, hint);
}

const spanOf = ({ words }: Said, first: number, last: number): Span => ({
  start: words[first]?.start ?? 0,
  end: words[last]?.end ?? 0,
});

/** The occurrence of a run of words nearest to `hint`: found like a string, by the table of its own repetitions. */
function nearestRun({ words }: Said, wanted: readonly string[], hint: number): number | null {
  const back = repetitions(wanted);
  let matched = 0;
  let best: number | null = null;
  const distance = (at: number) => Math.abs((words[at]?.start ?? 0) - hint);
  for (const [at, word] of words.entries()) {
    while (matched > 0 && word.folded !== wanted[matched]) matched = back[matched - 1] ?? 0;
    if (word.folded === wanted[matched]) matched += 1;
    if (matched < wanted.length) continue;
    const start = at - wanted.length + 1;
    if (best === null || distance(start) < distance(best)) best = start;
    matched = back[matched - 1] ?? 0;
  }
  return best;
}

function repetitions(wanted: readonly string[]): number[] {
  const back = [0];
  let length = 0;
  for (let at = 1; at < wanted.length; at += 1) {
    while (length > 0 && wanted[at] !== wanted[length]) length = back[length - 1] ?? 0;
    if (wanted[at] === wanted[length]) length += 1;
    back.push(length);
  }
  return back;
}

/** Pairs of quote word and transcript word. */
type Alignment = readonly number[];

function inexact(said: Said, wanted: readonly string[], hint: number): QuotePlace {
  let best: Alignment = [];
  for (const seed of seedsOf(said, wanted, hint)) {
    const alignment = extend(said, wanted, seed);
    if (alignment.length > best.length) best = alignment;
  }
  return isEnough(said, best, wanted)
    ? { match: "inexact", segments: segmentsOf(said, best) }
    : MISSING_QUOTE;
}

/** Small words in order are said somewhere in every note: a short quote needs them all, and any quote some longer ones. */
function isEnough({ words }: Said, alignment: Alignment, wanted: readonly string[]): boolean {
  const stretch = (alignment.at(-1) ?? 0) - (alignment[0] ?? 0) + 1;
  const isShort = wanted.length <= SHORT_QUOTE_WORDS;
  const telling = alignment.filter((at) => isTelling(words[at]?.folded ?? "")).length;
  return (
    alignment.length >= Math.max(2, Math.ceil(wanted.length * (isShort ? 1 : MIN_SHARE))) &&
    telling >= Math.max(1, wanted.filter(isTelling).length / 2) &&
    stretch <= MAX_STRETCH * wanted.length + (isShort ? 0 : MAX_GAP_WORDS)
  );
}

const isTelling = (word: string): boolean => word.length >= TELLING_LENGTH;

interface Seed {
  quoteAt: number;
  saidAt: number;
}

/** Places to start from: pairs of neighbours that were said together, else single words, the rarest first. */
function seedsOf({ words, index }: Said, wanted: readonly string[], hint: number): Seed[] {
  const rare = wanted
    .map((word, quoteAt) => ({ quoteAt, places: index.get(word) ?? [] }))
    .filter(({ places }) => places.length > 0)
    .sort((a, b) => a.places.length - b.places.length || a.quoteAt - b.quoteAt)
    .slice(0, MAX_SEEDS);
  const seeds = rare.flatMap(({ quoteAt, places }) =>
    places.slice(0, MAX_PLACES).map((saidAt) => ({
      quoteAt,
      saidAt,
      pairs:
        Number(words[saidAt + 1]?.folded === wanted[quoteAt + 1]) +
        Number(quoteAt > 0 && words[saidAt - 1]?.folded === wanted[quoteAt - 1]),
      distance: Math.abs((words[saidAt]?.start ?? 0) - hint),
    })),
  );
  return seeds.sort((a, b) => b.pairs - a.pairs || a.distance - b.distance).slice(0, MAX_SEEDS);
}

/** From a seed in both directions: each next word of the quote is looked for within the gap that is allowed. */
function extend({ words }: Said, wanted: readonly string[], { quoteAt, saidAt }: Seed): Alignment {
  const before: number[] = [];
  const after: number[] = [];
  for (let at = saidAt, next = quoteAt - 1; next >= 0; next -= 1) {
    const found = seek(words, wanted[next] ?? "", at, -1);
    if (found === null) continue;
    at = found;
    before.push(at);
  }
  for (let at = saidAt, next = quoteAt + 1; next < wanted.length; next += 1) {
    const found = seek(words, wanted[next] ?? "", at, 1);
    if (found === null) continue;
    at = found;
    after.push(at);
  }
  return [...before.reverse(), saidAt, ...after];
}

function seek(words: readonly Word[], wanted: string, from: number, step: 1 | -1): number | null {
  for (let gap = 1; gap <= MAX_GAP_WORDS; gap += 1) {
    if (words[from + step * gap]?.folded === wanted) return from + step * gap;
  }
  return null;
}

function segmentsOf(said: Said, alignment: Alignment): Span[] {
  const segments: Span[] = [];
  let first: number | undefined;
  alignment.forEach((at, position) => {
    first ??= at;
    if (alignment[position + 1] === at + 1) return;
    segments.push(spanOf(said, first, at));
    first = undefined;
  });
  return segments;
}

function spokenPart(said: Said, text: string, near: QuotePlace, hint: number): Span | null {
  const wanted = wordsOf(text)
    .slice(0, MAX_MENTION_WORDS)
    .map((word) => word.folded);
  for (let length = wanted.length; length > 0; length -= 1) {
    const runs: Span[] = [];
    for (let from = 0; from + length <= wanted.length; from += 1) {
      runs.push(...runsOf(said, wanted.slice(from, from + length)));
    }
    const best = bestPlace(runs, near, hint);
    if (best) return best;
  }
  return null;
}

function runsOf(said: Said, run: readonly string[]): Span[] {
  const places = (said.index.get(run[0] ?? "") ?? []).slice(0, MAX_PLACES);
  return places
    .filter((at) => run.every((word, offset) => said.words[at + offset]?.folded === word))
    .map((at) => spanOf(said, at, at + run.length - 1));
}

/** Within the quote, else the last one before it, else the nearest to the hint. */
function bestPlace(runs: readonly Span[], { segments }: QuotePlace, hint: number): Span | null {
  const inside = runs.find((run) => segments.some((each) => run.start >= each.start && run.end <= each.end));
  if (inside) return inside;
  const start = segments[0]?.start;
  const before = start === undefined ? [] : runs.filter((run) => run.end <= start);
  if (before.length > 0) return before.reduce((a, b) => (b.start > a.start ? b : a));
  return runs.reduce<Span | null>(
    (best, run) => (best === null || Math.abs(run.start - hint) < Math.abs(best.start - hint) ? run : best),
    null,
  );
}

/** From the first to the last word of a quote that was said. */
export const spanOfQuote = ({ segments }: QuotePlace): Span | null => {
  const [first] = segments;
  const last = segments.at(-1);
  return first && last ? { start: first.start, end: last.end } : null;
};
