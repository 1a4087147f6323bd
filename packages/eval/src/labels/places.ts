/** Where a note says what a label expects: the quote and the name that a careful reader would mark. */
import type { ExpectedClaim } from "@voice-flow/domain/quality/labelled-note";

export interface Place {
  start: number;
  end: number;
}

/** A name further away than this isn't quoted along: the quote would be half the note. */
const LONGEST_QUOTE = 250;
/** A name before the words is likelier theirs than one behind them. */
const COST_OF_LATER_NAME = 3;

export interface ClaimPlaces {
  quote: Place;
  /** The name or group that the claim is about, where it was said. */
  said?: Place;
}

/** Null for words that the note doesn't hold; the test of the labels finds those. */
export function placesOf(text: string, { words, subject }: ExpectedClaim): ClaimPlaces | null {
  const matters = words.flatMap((each) => occurrences(text, each, "any_case"));
  const names = subject.said ? occurrences(text, subject.said, "as_written") : [];
  const [first] = matters;
  if (!first) return null;
  const pairs = matters.flatMap((matter) =>
    names.map((name) => ({ matter, name, cost: costOf(matter, name) })),
  );
  const best = pairs.reduce<(typeof pairs)[number] | null>(
    (known, pair) => (known === null || pair.cost < known.cost ? pair : known),
    null,
  );
  if (!best) return { quote: toWords(text, first) };
  const whole = {
    start: Math.min(best.matter.start, best.name.start),
    end: Math.max(best.matter.end, best.name.end),
  };
  const quote = whole.end - whole.start > LONGEST_QUOTE ? best.matter : whole;
  return { quote: toWords(text, quote), said: best.name };
}

function costOf(matter: Place, name: Place): number {
  if (name.start > matter.end) return (name.start - matter.end) * COST_OF_LATER_NAME;
  return Math.max(0, matter.start - name.end);
}

function occurrences(text: string, part: string, casing: "any_case" | "as_written"): Place[] {
  const [where, what] = casing === "any_case" ? [text.toLowerCase(), part.toLowerCase()] : [text, part];
  const found: Place[] = [];
  for (let at = where.indexOf(what); at !== -1; at = where.indexOf(what, at + 1)) {
    const place = { start: at, end: at + what.length };
    if (casing === "any_case" || isWhole(text, place)) found.push(place);
  }
  return found;
}

const isWhole = (text: string, { start, end }: Place): boolean =>
  !/[\p{L}\p{N}]/u.test(text.charAt(start - 1)) && !/[\p{L}\p{N}]/u.test(text.charAt(end));

/** Grows a place to whole words. */
function toWords(text: string, { start, end }: Place): Place {
  const before = /[\p{L}\p{M}\p{N}'’-]*$/u.exec(text.slice(0, start))?.[0].length ?? 0;
  const behind = /^[\p{L}\p{M}\p{N}'’-]*/u.exec(text.slice(end))?.[0].length ?? 0;
  return { start: start - before, end: end + behind };
}
