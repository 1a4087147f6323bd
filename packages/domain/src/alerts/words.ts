/** Numbers as people say them in a sentence. */

/** "12 %", "0.4 %". */
export const percent = (share: number): string => {
  const value = share * 100;
  return `${value !== 0 && value < 10 ? Number(value.toFixed(1)) : Math.round(value)} %`;
};

/** "850 ms", "41 s", "2 min 5 s", "3 h 10 min". */
export function durationWords(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 10) return `${Number((ms / 1000).toFixed(1))} s`;
  if (seconds < 120) return `${seconds} s`;
  const pair = (large: number, unit: string, small: number, part: string): string =>
    small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${part}`;
  if (seconds < 7200) return pair(Math.floor(seconds / 60), "min", seconds % 60, "s");
  const minutes = Math.round(seconds / 60);
  return pair(Math.floor(minutes / 60), "h", minutes % 60, "min");
}

export const counted = (count: number, word: string, many = `${word}s`): string =>
  `${count} ${count === 1 ? word : many}`;

/** "2.4". */
export const decimal = (value: number): string => `${Number(value.toFixed(1))}`;
