/** Where something was said. A model's quote and offsets are claims themselves: they are looked up in the transcript. */

export interface Span {
  start: number;
  end: number;
}

/**
 * The quote's place in the transcript, nearest to `hint` if it occurs several times: as it stands, or else without regard
 * to case, spaces, punctuation and marks. Null if it was not said.
 */
export function locateQuote(transcript: string, quote: string, hint: number): Span | null {
  const trimmed = quote.trim();
  if (trimmed === "") return null;
  const exact = nearest(occurrences(transcript, trimmed), hint);
  if (exact !== null) return { start: exact, end: exact + trimmed.length };
  const folded = foldWithOffsets(transcript);
  const wanted = foldWithOffsets(trimmed).text.trim();
  if (wanted === "") return null;
  const places = occurrences(folded.text, wanted)
    .filter((at) => isWordEdge(folded.text, at - 1) && isWordEdge(folded.text, at + wanted.length))
    .map(
      (at): Span => ({
        start: folded.starts[at] ?? 0,
        end: folded.ends[at + wanted.length - 1] ?? transcript.length,
      }),
    );
  const start = nearest(
    places.map((place) => place.start),
    hint,
  );
  return places.find((place) => place.start === start) ?? null;
}

/**
 * The words of `rawText` that were really spoken, as they were spoken, and where: all of them, or the longest run of them.
 * A model that writes "Alex Murphy" where "Alex" was said has chosen a child by itself; "Alex" is what is matched.
 */
export function spokenPart(
  transcript: string,
  rawText: string,
  near: Span,
): (Span & { text: string }) | null {
  const words = rawText.trim().split(/\s+/).filter(Boolean);
  for (let length = words.length; length > 0; length -= 1) {
    for (let from = 0; from + length <= words.length; from += 1) {
      const span = locateWords(transcript, words.slice(from, from + length).join(" "), near.start);
      if (span) return { ...span, text: transcript.slice(span.start, span.end) };
    }
  }
  return null;
}

/** Like `locateQuote`, but never inside a word: "Al" is not a part of "Alex". */
function locateWords(transcript: string, text: string, hint: number): Span | null {
  const places = occurrences(transcript, text).filter(
    (at) => isWordEdge(transcript, at - 1) && isWordEdge(transcript, at + text.length),
  );
  const exact = nearest(places, hint);
  if (exact !== null) return { start: exact, end: exact + text.length };
  const found = locateQuote(transcript, text, hint);
  const whole =
    found && isWordEdge(transcript, found.start - 1) && isWordEdge(transcript, found.end) ? found : null;
  return whole;
}

function occurrences(text: string, part: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) found.push(at);
  return found;
}

function nearest(places: readonly number[], hint: number): number | null {
  let best: number | null = null;
  for (const place of places) {
    if (best === null || Math.abs(place - hint) < Math.abs(best - hint)) best = place;
  }
  return best;
}

const isWordEdge = (text: string, at: number): boolean => !/[\p{L}\p{N}]/u.test(text.charAt(at));

const APOSTROPHE = /^['’‘ʼ`´]/;
const POSSESSIVE = /^['’‘ʼ`´]s(?![\p{L}\p{N}])/iu;

/** Folded text with, for each of its characters, where the character that it came from starts and ends. */
function foldWithOffsets(text: string): { text: string; starts: number[]; ends: number[] } {
  let folded = "";
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    const letters = character.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
    // "O'Brien" is one word; "Seán's" is a name and a possessive.
    const joins = APOSTROPHE.test(character) && !POSSESSIVE.test(text.slice(at, at + 3));
    const plain = joins ? "" : letters.replace(/[^\p{L}\p{N}]/gu, " ");
    for (const unit of plain === " " && folded.endsWith(" ") ? "" : plain) {
      folded += unit;
      for (let half = 0; half < unit.length; half += 1) {
        starts.push(at);
        ends.push(at + character.length);
      }
    }
    at += character.length;
  }
  return { text: folded, starts, ends };
}
