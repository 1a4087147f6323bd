/** Counts and shares. Written without `Intl`, so that every runtime writes the same. */
import { isKnown, UNKNOWN } from "./unknown";

const COMPACT_FROM = 100_000;
const COMPACT_UNITS = [
  [1e9, "b"],
  [1e6, "m"],
  [1e3, "k"],
] as const;

/** A count with thousands separators: "12,345"; from a hundred thousand on in short form: "123.4k". */
export function formatCount(count: number | undefined): string {
  if (!isKnown(count)) return UNKNOWN;
  const whole = Math.round(count);
  return Math.abs(whole) < COMPACT_FROM ? withSeparators(whole) : compact(whole);
}

function compact(count: number): string {
  // Rounding may carry into the next unit: 999,960 is "1m", not "1000k".
  for (const [unit, letter] of COMPACT_UNITS) {
    const amount = Math.round((count / unit) * 10) / 10;
    if (Math.abs(amount) >= 1) return `${withSeparators(amount)}${letter}`;
  }
  return withSeparators(count);
}

/** At most `maxDecimals` digits after the point, and none that say nothing: "2.4", "12,345". */
export const formatDecimal = (value: number, maxDecimals = 1): string =>
  withSeparators(Number(value.toFixed(maxDecimals)));

/** `text` of a number with a comma every three digits before the point. */
export function withSeparators(value: number | string): string {
  const [whole = "", decimals] = String(value).split(".");
  const separated = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return decimals === undefined ? separated : `${separated}.${decimals}`;
}

/** A share between 0 and 1 as a percentage: "0 %", "0.4 %", "12 %". */
export function formatShare(share: number | undefined): string {
  if (!isKnown(share)) return UNKNOWN;
  const percent = share * 100;
  return `${formatDecimal(percent, Math.abs(percent) < 9.95 ? 1 : 0)} %`;
}

/** "1 claim", "4 claims". */
export const pluralise = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;
