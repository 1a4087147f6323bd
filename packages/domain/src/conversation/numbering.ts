/** Which numbers new items get. Numbers are unique among a coach's open items and never change once shown. */

export interface NumberedItem {
  number: number;
  isOpen: boolean;
  /** It was shown and then withdrawn, lately: a coach who looks at the older message must not hit another item. */
  restsUntil?: number | undefined;
}

/** `count` numbers, from 1 where nothing is open, otherwise after the highest that is in use. */
export function nextNumbers(known: readonly NumberedItem[], count: number, now: number): number[] {
  const taken = known
    .filter(({ isOpen, restsUntil }) => isOpen || (restsUntil !== undefined && restsUntil > now))
    .map(({ number }) => number);
  const highest = Math.max(0, ...taken);
  return Array.from({ length: count }, (_, index) => highest + 1 + index);
}

export const letterOf = (index: number): string => String.fromCharCode("a".charCodeAt(0) + index);
/** From 0; -1 for what is no letter of a list. */
export const indexOfLetter = (letter: string): number =>
  /^[a-z]$/i.test(letter) ? letter.toLowerCase().charCodeAt(0) - "a".charCodeAt(0) : -1;
