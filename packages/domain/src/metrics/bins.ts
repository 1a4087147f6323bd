/**
 * Counts per bin as a short text: what a histogram keeps in a database row. Ascending bins, each as its distance to
 * the bin before, base 36, with its count after `*` where that is not 1: bins 100 (twice) and 101 are "2s*2,1".
 * Equal counts give equal texts.
 */

export type Bins = ReadonlyMap<number, number>;

export function encodeBins(bins: Bins): string {
  let previous = 0;
  const parts: string[] = [];
  for (const [bin, count] of [...bins].sort(([a], [b]) => a - b)) {
    if (count === 0) continue;
    const gap = (bin - previous).toString(36);
    parts.push(count === 1 ? gap : `${gap}*${count.toString(36)}`);
    previous = bin;
  }
  return parts.join(",");
}

/** @throws Error if the text is none that `encodeBins` writes: a damaged row must not pass for an empty one */
export function decodeBins(text: string): Map<number, number> {
  const bins = new Map<number, number>();
  if (text === "") return bins;
  let bin = 0;
  for (const part of text.split(",")) {
    const match = /^([0-9a-z]+)(?:\*([0-9a-z]+))?$/.exec(part);
    if (match?.[1] === undefined) throw new Error("A stored histogram is damaged: its bins cannot be read.");
    bin += Number.parseInt(match[1], 36);
    bins.set(bin, match[2] === undefined ? 1 : Number.parseInt(match[2], 36));
  }
  return bins;
}

/** Sum of two encoded texts. */
export function mergeBins(left: string, right: string): string {
  if (left === "") return right;
  if (right === "") return left;
  const sum = decodeBins(left);
  for (const [bin, count] of decodeBins(right)) sum.set(bin, (sum.get(bin) ?? 0) + count);
  return encodeBins(sum);
}
