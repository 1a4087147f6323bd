/** Durations, short for staff and in words for coaches and settings. */
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../time";
import { formatDecimal, pluralise } from "./number";
import { isKnown, UNKNOWN } from "./unknown";

/**
 * A duration in short form: "830 ms", "5.2 s", "41 s", "1 min 4 s", "2 h 10 min", "3 d 4 h". A negative one, from clocks
 * that disagree, is "0 ms".
 */
export function formatDuration(durationMs: number | undefined): string {
  if (!isKnown(durationMs)) return UNKNOWN;
  const ms = Math.max(0, durationMs);
  if (Math.round(ms) < SECOND_MS) return `${Math.round(ms)} ms`;
  // Rounding decides which form is used, so "60 s" cannot appear.
  const tenths = Math.round(ms / 100);
  if (tenths < 100) return `${tenths / 10} s`;
  const seconds = Math.round(ms / SECOND_MS);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < HOUR_MS / SECOND_MS) return pair(seconds, 60, "min", "s");
  const minutes = Math.round(ms / MINUTE_MS);
  if (minutes < DAY_MS / MINUTE_MS) return pair(minutes, 60, "h", "min");
  return pair(Math.round(ms / HOUR_MS), 24, "d", "h");
}

function pair(amount: number, perLarge: number, large: string, small: string): string {
  const rest = amount % perLarge;
  return `${Math.floor(amount / perLarge)} ${large}${rest === 0 ? "" : ` ${rest} ${small}`}`;
}

/** Largest first, and from how many of a unit it is used: people say "24 hours" and "2 days". */
const UNITS = [
  ["day", DAY_MS, 2],
  ["hour", HOUR_MS, 1],
  ["minute", MINUTE_MS, 1],
  ["second", SECOND_MS, 1],
] as const;

/** A duration in words, in at most two units: "45 minutes", "1 hour 30 minutes", "2 days", "250 ms". */
export function durationInWords(durationMs: number): string {
  const index = UNITS.findIndex(([, unitMs, from]) => durationMs >= unitMs * from);
  const unit = UNITS[index];
  if (unit === undefined) return `${formatDecimal(durationMs, 0)} ms`;
  const [name, unitMs] = unit;
  const next = UNITS[index + 1];
  if (next === undefined) {
    const amount = formatDecimal(durationMs / unitMs);
    return `${amount} ${name}${amount === "1" ? "" : "s"}`;
  }
  const [nextName, nextMs] = next;
  const total = Math.round(durationMs / nextMs);
  const perUnit = unitMs / nextMs;
  const rest = total % perUnit;
  const whole = pluralise(Math.floor(total / perUnit), name);
  return rest === 0 ? whole : `${whole} ${pluralise(rest, nextName)}`;
}

/** The window up to now: "in the last 30 minutes", "in the last hour". */
export const inTheLast = (windowMs: number): string =>
  `in the last ${durationInWords(windowMs).replace(/^1 (?=[a-z]+$)/, "")}`;

/** A position in a recording, in seconds: "0:07", "2:05", "1:02:09". */
export function formatPosition(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.max(0, Math.floor(seconds)) : 0;
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}
