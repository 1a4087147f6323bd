/** Whether a name belongs to a quote: said within it, or the nearest name before it. */
import type { NameInNote } from "./name-in-note";
import type { NoteMention } from "./note-types";
import type { NoteView } from "./note-view";
import { introducesPerson } from "./person-introduced";

/** Further than this before the quote, "he" may be anybody. */
const MAX_DISTANCE_CHARACTERS = 400;

export type PlaceInQuote = "in_quote" | "nearest_before" | "far_from_quote" | "unclear_quote";

export function placeInQuote(
  { rawText, position, quote }: NoteMention,
  name: NameInNote | null,
  view: Pick<NoteView, "names" | "words">,
): PlaceInQuote {
  const start = name?.start ?? position;
  const end = name?.end ?? position + rawText.length;
  const isOther = (each: NameInNote) => !each.doubtful && !mayBeOne(each, name);
  if (quote.match === "missing") return view.names.some(isOther) ? "unclear_quote" : "nearest_before";
  const overlaps = (each: { start: number; end: number }) => start < each.end && end > each.start;
  if (quote.segments.some(overlaps)) return "in_quote";
  const quoteStart = quote.segments[0]?.start ?? 0;
  const quoteEnd = quote.segments.at(-1)?.end ?? 0;
  if (end > quoteStart || quoteStart - end > MAX_DISTANCE_CHARACTERS) return "far_from_quote";
  const isAnybodyBetween =
    view.names.some((each) => each.start >= end && each.start < quoteEnd && isOther(each)) ||
    introducesPerson(view.words, end, quoteEnd);
  return isAnybodyBetween ? "far_from_quote" : "nearest_before";
}

/** The same person said again: "Seán Murphy" and "Seán". */
function mayBeOne(a: NameInNote, b: NameInNote | null): boolean {
  if (!b) return false;
  const share = (one: readonly string[], other: readonly string[]) =>
    one.length === 0 || other.length === 0 || one.join(" ") === other.join(" ");
  const named = a.given.length > 0 && b.given.length > 0 ? true : a.family.length > 0 && b.family.length > 0;
  return named && share(a.given, b.given) && share(a.family, b.family);
}
