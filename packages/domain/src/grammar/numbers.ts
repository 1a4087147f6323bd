/** Numbers as people type them after CONFIRM: "1,3", "1-3", "1 and 3". */

const LIST = /^\d{1,3}(?:\s*-\s*\d{1,3})?(?:(?:\s*[,;&]\s*|\s+and\s+|\s+)\d{1,3}(?:\s*-\s*\d{1,3})?)*$/;
/** More numbers than any summary has: a longer range is a slip. */
const MAX_NUMBERS = 200;

/** The numbers in ascending order without repetition, or null where the text is no list of numbers. */
export function parseNumberList(text: string): number[] | null {
  const trimmed = text.trim().toLowerCase().replace(/[–—]/g, "-");
  if (!LIST.test(trimmed)) return null;
  const numbers = new Set<number>();
  for (const [, from, to] of trimmed.matchAll(/(\d{1,3})(?:\s*-\s*(\d{1,3}))?/g)) {
    const first = Number(from);
    const last = to === undefined ? first : Number(to);
    if (last < first || last - first >= MAX_NUMBERS) return null;
    for (let number = first; number <= last; number += 1) numbers.add(number);
  }
  return [...numbers].sort((a, b) => a - b);
}
