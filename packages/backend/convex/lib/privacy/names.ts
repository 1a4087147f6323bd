/** Finding and removing a person's name in text, whatever its case, accents and punctuation. */
import type { ErasureNames } from "../../tables/privacy";

/** Stands where words about an erased player were. */
export const ERASED = "[erased]";

interface Person {
  firstName: string;
  lastName: string;
}

/**
 * What the player is called. A word of the name that another player of the club bears too identifies nobody by itself;
 * neither does an alias that is a part of another player's name.
 */
export function erasureNames(
  { firstName, lastName }: Person,
  others: readonly Person[],
  aliases: readonly string[],
): ErasureNames {
  const whole = lastName ? [`${firstName} ${lastName}`, `${lastName} ${firstName}`] : [firstName];
  const parts = [...new Set([firstName, lastName, ...aliases])].filter((part) => part.trim() !== "");
  const own = parts.filter(
    (part) => !others.some((other) => mentionsName(`${other.firstName} ${other.lastName}`, [part])),
  );
  return { full: whole, own: [...whole, ...own], any: [...whole, ...parts] };
}

/** The pattern of one name: letters with or without accents, any few signs between its words (O'Brien, O Brien). */
function patternOf(name: string): string {
  const words =
    name
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const spelled = words.map((word) => [...word].map((letter) => `${letter}\\p{M}*`).join(""));
  return spelled.join("[^\\p{L}\\p{N}]{0,3}");
}

function matcher(names: readonly string[]): RegExp | null {
  // Longest first, so that a full name goes as one.
  const patterns = [...names]
    .sort((a, b) => b.length - a.length)
    .map(patternOf)
    .filter((pattern) => pattern !== "");
  if (patterns.length === 0) return null;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join("|")})(?![\\p{L}\\p{N}])`, "giu");
}

export function mentionsName(text: string, names: readonly string[]): boolean {
  return matcher(names)?.test(text.normalize("NFD")) ?? false;
}

/**
 * As `mentionsName`, but one word alone counts only where it is written as a name is: "Will was late", and not "he will be
 * late".
 */
export function namesSomebody(text: string, names: readonly string[]): boolean {
  const pattern = matcher(names);
  if (!pattern) return false;
  return [...text.normalize("NFD").matchAll(pattern)].some(([found]) => /^\p{Lu}|[^\p{L}\p{M}]/u.test(found));
}

/** The text without the names; the same text where there are none. */
export function withoutNames(text: string, names: readonly string[]): string {
  const pattern = matcher(names);
  if (!pattern || !mentionsName(text, names)) return text;
  return text.normalize("NFD").replace(pattern, ERASED).normalize("NFC");
}
