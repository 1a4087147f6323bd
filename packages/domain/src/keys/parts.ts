/**
 * Keys of several parts. A part may hold any text: what would split it is escaped, so that two different lists of parts
 * never make the same key.
 */

const escapePart = (part: string): string => part.replaceAll("%", "%25").replaceAll(":", "%3A");
const unescapePart = (part: string): string => part.replaceAll("%3A", ":").replaceAll("%25", "%");

export const joinParts = (...parts: readonly (string | number)[]): string =>
  parts.map((part) => escapePart(String(part))).join(":");

export const splitParts = (key: string): string[] => key.split(":").map(unescapePart);

/** The first key after all that begin with these parts, for a range of an index. */
export function rangeOf(...parts: readonly (string | number)[]): { from: string; before: string } {
  const prefix = joinParts(...parts);
  // ";" is the character after ":".
  return { from: `${prefix}:`, before: `${prefix};` };
}

/** A whole number as `joinParts` writes it, or undefined for any other text. */
export function wholeNumber(part: string | undefined): number | undefined {
  if (part === undefined || !/^\d+$/.test(part)) return undefined;
  return Number(part);
}
