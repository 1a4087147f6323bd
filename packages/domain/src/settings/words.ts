/** Settings as people read and type them: labels, amounts with their units, and the unit of an input. */
import type { SettingDefinition, SettingUnit } from "./definition";

/** Ends of keys that the amount says already. */
const SAID_BY_UNIT = /_(BYTES|MS|SECONDS|MINUTES|HOURS|DAYS)$/;
const WORDS: Readonly<Record<string, string>> = { max: "maximum", min: "minimum", auto: "automatic" };

/** "Failure rate window" of `FAILURE_RATE_WINDOW_MINUTES`. */
export function settingLabel(key: string): string {
  const words = key
    .replace(SAID_BY_UNIT, "")
    .toLowerCase()
    .split("_")
    .map((word) => WORDS[word] ?? word);
  const label = words.join(" ");
  return label.charAt(0).toUpperCase() + label.slice(1);
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const DURATION_MS = {
  ms: 1,
  seconds: SECOND_MS,
  minutes: MINUTE_MS,
  hours: HOUR_MS,
} as const satisfies Partial<Record<SettingUnit, number>>;
/** Largest first; "24 hours" is what people say, not "1 day". */
const SPANS = [
  ["day", DAY_MS, 2],
  ["hour", HOUR_MS, 1],
  ["minute", MINUTE_MS, 1],
  ["second", SECOND_MS, 1],
] as const;

const MIB = 1024 * 1024;

/** "16 MiB", "$50", "85 %", "10 minutes": an amount in the unit that people would use. */
export function formatSetting(value: number, unit: SettingUnit): string {
  switch (unit) {
    case "count":
      return plain(value);
    case "share":
      return `${plain(value * 100)} %`;
    case "multiplier":
      return `${plain(value)}×`;
    case "micro-dollars":
      return `$${plain(value / 1_000_000, 6)}`;
    case "bytes":
      return value >= MIB ? `${plain(value / MIB)} MiB` : `${plain(value / 1024)} KiB`;
    case "characters":
    case "words":
      return counted(value, unit.slice(0, -1));
    case "days":
      return counted(value, "day");
    case "ms":
    case "seconds":
    case "minutes":
    case "hours":
      return duration(value * DURATION_MS[unit]);
  }
}

function duration(ms: number): string {
  for (const [name, length, from] of SPANS) {
    const amount = ms / length;
    // Halves are said; "1.1667 hours" is not.
    if (amount >= from && Number.isInteger(amount * 2)) return counted(amount, name);
  }
  return ms >= SECOND_MS ? counted(ms / SECOND_MS, "second") : `${plain(ms)} ms`;
}

const counted = (amount: number, noun: string): string =>
  `${plain(amount)} ${noun}${amount === 1 ? "" : "s"}`;

const plain = (value: number, digits = 4): string =>
  new Intl.NumberFormat("en-US", { maximumFractionDigits: digits }).format(value);

/** "1 % to 100 %" */
export const formatRange = ({ min, max, unit }: Pick<SettingDefinition, "min" | "max" | "unit">): string =>
  `${formatSetting(min, unit)} to ${formatSetting(max, unit)}`;

/** The unit in which a setting is typed: `perUnit` of it are one of the setting's own. */
export interface InputUnit {
  label: string;
  perUnit: number;
}

export function inputUnit(unit: SettingUnit): InputUnit {
  switch (unit) {
    case "share":
      return { label: "%", perUnit: 100 };
    case "micro-dollars":
      return { label: "US dollars", perUnit: 1 / 1_000_000 };
    case "bytes":
      return { label: "MiB", perUnit: 1 / MIB };
    case "multiplier":
      return { label: "times", perUnit: 1 };
    case "count":
      return { label: "", perUnit: 1 };
    case "ms":
      return { label: "milliseconds", perUnit: 1 };
    default:
      return { label: unit, perUnit: 1 };
  }
}

/** What stands in the input for a value. */
export const toInput = (value: number, unit: SettingUnit): string =>
  String(Number((value * inputUnit(unit).perUnit).toPrecision(12)));

/** The value that was typed, in the setting's own unit; undefined for what is no number. A decimal comma is one. */
export function fromInput(text: string, { unit, integer }: Pick<SettingDefinition, "unit" | "integer">) {
  const trimmed = text.trim().replace(/^(-?\d+),(\d+)$/, "$1.$2");
  if (!/^-?\d*\.?\d+(e[+-]?\d+)?$/i.test(trimmed)) return undefined;
  const { perUnit } = inputUnit(unit);
  const value = Number((Number(trimmed) / perUnit).toPrecision(12));
  // "1.5 MiB" is a whole number of bytes; "1.5 retries" stays what it is, to be refused.
  return integer && perUnit !== 1 ? Math.round(value) : value;
}
