/** Long notes go to the model in parts, cut at sentences, each beginning with the end of the one before. */

export interface NotePart {
  /** Offset in the note. */
  start: number;
  text: string;
}

/** About four minutes of speech: what a model lists completely within the length of its answer. */
export const MAX_PART_CHARACTERS = 4_000;
/** Two or three sentences: "he" at the beginning of a part still has its name. */
export const OVERLAP_CHARACTERS = 300;
/** A cut-off answer about less than this is no matter of length. */
const LEAST_PART_CHARACTERS = 200;

/** Parts that together hold the whole note. One part for a short note; none for an empty one. */
export function splitNote(
  text: string,
  maxCharacters = MAX_PART_CHARACTERS,
  overlapCharacters = OVERLAP_CHARACTERS,
): NotePart[] {
  if (text.trim() === "") return [];
  const ends = cutPoints(text);
  const parts: NotePart[] = [];
  let start = 0;
  while (text.length - start > maxCharacters) {
    const end = lastUpTo(ends, start + maxCharacters, start + maxCharacters / 2) ?? start + maxCharacters;
    parts.push({ start, text: text.slice(start, end) });
    // A part begins after the sentence before the overlap, and always further on than the one before it.
    const next = lastUpTo(ends, end, end - overlapCharacters) ?? end;
    start = Math.max(firstFrom(ends, end - overlapCharacters, next), start + 1);
  }
  return [...parts, { start, text: text.slice(start) }];
}

/** Both halves of a part whose answer was cut off; null if it is too short for that to help. */
export function halves({ start, text }: NotePart): NotePart[] | null {
  if (text.length < 2 * LEAST_PART_CHARACTERS) return null;
  const half = Math.ceil(text.length / 2) + LEAST_PART_CHARACTERS / 2;
  const parts = splitNote(text, half, LEAST_PART_CHARACTERS / 2);
  return parts.map((part) => ({ start: start + part.start, text: part.text }));
}

/** Ends of sentences, and of words for those who never end one. In order. */
function cutPoints(text: string): { sentences: number[]; words: number[] } {
  const sentences: number[] = [];
  const words: number[] = [];
  for (const match of text.matchAll(/\s+/g)) {
    const before = text[match.index - 1] ?? "";
    const end = match.index + match[0].length;
    words.push(end);
    if (/[.!?…]/u.test(before) || match[0].includes("\n")) sentences.push(end);
  }
  return { sentences, words };
}

type CutPoints = ReturnType<typeof cutPoints>;

/** The last cut in (least, most]: at a sentence if there is one, else at a word. */
function lastUpTo({ sentences, words }: CutPoints, most: number, least: number): number | undefined {
  const within = (points: readonly number[]) => {
    const point = points[firstOver(points, most) - 1];
    return point !== undefined && point > least ? point : undefined;
  };
  return within(sentences) ?? within(words);
}

/** The first cut in [least, most]. */
function firstFrom({ sentences, words }: CutPoints, least: number, most: number): number {
  const within = (points: readonly number[]) => {
    const point = points[firstOver(points, least - 1)];
    return point !== undefined && point <= most ? point : undefined;
  };
  return within(sentences) ?? within(words) ?? most;
}

/** Index of the first of the ordered points that is greater than `limit`. */
function firstOver(points: readonly number[], limit: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
