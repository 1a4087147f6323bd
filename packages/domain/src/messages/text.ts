/** Building blocks of WhatsApp replies: short, on one line each, and never longer than the provider delivers. */

export { durationInWords as formatDuration } from "../format/duration";
export { pluralise as plural } from "../format/number";

export const messageDefaults = {
  /** The provider refuses longer bodies; counted in UTF-16 units, as it counts them. */
  maxCharacters: 1600,
  maxQuoteCharacters: 500,
  maxNameCharacters: 48,
} as const;

const ELLIPSIS = "…";

/** Whatever was said, on one line. */
export const oneLine = (text: string): string =>
  text
    .replace(/\p{Cc}+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();

/** At most `max` UTF-16 units, cut between words where that loses little, and never within a character. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < ELLIPSIS.length) return "";
  let end = 0;
  for (const character of text) {
    if (end + character.length > max - ELLIPSIS.length) break;
    end += character.length;
  }
  const cut = text.slice(0, end);
  const lastSpace = cut.lastIndexOf(" ");
  return (lastSpace > max * 0.6 ? cut.slice(0, lastSpace) : cut).trimEnd() + ELLIPSIS;
}

export const clipName = (name: string): string => clip(oneLine(name), messageDefaults.maxNameCharacters);
export const quote = (text: string, max: number = messageDefaults.maxQuoteCharacters): string =>
  `"${clip(oneLine(text), max)}"`;

/** "Emma", "Emma or Seán", "Emma, Seán or Alex". */
export function joinWith(word: "and" | "or", items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length < 2 ? last : `${items.slice(0, -1).join(", ")} ${word} ${last}`;
}

/** Numbers as CONFIRM takes them: [1, 2, 3, 5] → "1-3, 5". */
export function formatNumbers(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const open = ranges.at(-1);
    if (open && number === open[1] + 1) open[1] = number;
    else ranges.push([number, number]);
  }
  return ranges
    .map(([from, to]) => (from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}-${to}`))
    .join(", ");
}

/** Lines as one message; empty ones are left out. The last guard against a body that would not be delivered. */
export const message = (...lines: readonly (string | undefined)[]): string =>
  clip(lines.filter(Boolean).join("\n"), messageDefaults.maxCharacters);

/** A numbered list that keeps whole entries, as many as fit beside the rest of the message. */
export function numberedLines(entries: readonly string[], max: number): string[] {
  const lines: string[] = [];
  let used = 0;
  for (const [index, entry] of entries.entries()) {
    const line = `${index + 1}. ${clipName(entry)}`;
    used += line.length + 1;
    if (used > max) break;
    lines.push(line);
  }
  return lines;
}
