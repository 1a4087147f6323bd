export type Segment = { start: number; end: number; text: string; confidence: number };

/** A segment with the place of its words in the full text (characters; `to` is exclusive). */
export type PlacedSegment = Segment & { from: number; to: number };

/**
 * Finds each segment's words in the full text, in order. Models differ in spaces and line breaks between the two, so
 * those are compared as one; a segment whose words are not there in this order is left out.
 */
export function placeSegments(fullText: string, segments: readonly Segment[]): PlacedSegment[] {
  const { folded, origin } = foldSpaces(fullText);
  const placed: PlacedSegment[] = [];
  let searchFrom = 0;
  for (const segment of segments) {
    const words = foldSpaces(segment.text).folded.trim();
    const at = words === "" ? -1 : folded.indexOf(words, searchFrom);
    const from = origin[at];
    const last = origin[at + words.length - 1];
    if (at === -1 || from === undefined || last === undefined) {
      continue;
    }
    placed.push({ ...segment, from, to: last + 1 });
    searchFrom = at + words.length;
  }
  return placed;
}

/** The text with every run of white space as one space, and where each of its characters came from. */
function foldSpaces(text: string): { folded: string; origin: number[] } {
  let folded = "";
  const origin: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    const isSpace = /\s/.test(character);
    if (isSpace && folded.endsWith(" ")) {
      continue;
    }
    folded += isSpace ? " " : character;
    origin.push(index);
  }
  return { folded, origin };
}

export type Span = { start: number; end: number };

/**
 * The seconds in which the characters `from`–`to` of the transcript were spoken. Within a segment the place of the words
 * gives an estimate, taken half a second early so that the first word is not cut. Undefined when the transcript has
 * no timings there.
 */
export function secondsOf(placed: readonly PlacedSegment[], from: number, to: number): Span | undefined {
  const touched = placed.filter((segment) => segment.from < to && segment.to > from);
  const first = touched[0];
  const last = touched.at(-1);
  if (first === undefined || last === undefined) {
    return undefined;
  }
  const start = momentIn(first, Math.max(from, first.from)) - LEAD_IN;
  const end = momentIn(last, Math.min(to, last.to)) + LEAD_OUT;
  return { start: Math.max(first.start, start), end: Math.min(last.end, end) };
}

/** Seconds. */
const LEAD_IN = 0.5;
const LEAD_OUT = 0.5;

function momentIn(segment: PlacedSegment, character: number): number {
  const share = (character - segment.from) / Math.max(1, segment.to - segment.from);
  return segment.start + share * (segment.end - segment.start);
}

/** Where a quote stands: at its offsets if the words there are the quote, else where the words are found. */
export function placeOfQuote(
  fullText: string,
  quote: { sourceText: string; sourceStart: number; sourceEnd: number },
): { from: number; to: number } | undefined {
  if (quote.sourceText === "") {
    return undefined;
  }
  if (fullText.slice(quote.sourceStart, quote.sourceEnd) === quote.sourceText) {
    return { from: quote.sourceStart, to: quote.sourceEnd };
  }
  const found = fullText.indexOf(quote.sourceText);
  return found === -1 ? undefined : { from: found, to: found + quote.sourceText.length };
}
