/** Settings as people read and type them: labels, amounts with their units, and the unit of an input. */
import { durationInWords } from "../format/duration";
import { formatDecimal, pluralise } from "../format/number";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../time";
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

const DURATION_MS = {
  ms: 1,
  seconds: SECOND_MS,
  minutes: MINUTE_MS,
  hours: HOUR_MS,
} as const satisfies Partial<Record<SettingUnit, number>>;

const MIB = 1024 * 1024;

/** "16 MiB", "$50", "85 %", "10 minutes": an amount in the unit that people would use. */
export function formatSetting(value: number, unit: SettingUnit): string {
  switch (unit) {
    case "count":
      return formatDecimal(value, 4);
    case "share":
      return `${formatDecimal(value * 100, 4)} %`;
    case "multiplier":
      return `${formatDecimal(value, 4)}×`;
    case "micro-dollars":
      return `$${formatDecimal(value / 1_000_000, 6)}`;
    case "bytes":
      return value >= MIB ? `${formatDecimal(value / MIB, 4)} MiB` : `${formatDecimal(value / 1024, 4)} KiB`;
    case "characters":
    case "words":
      return pluralise(value, unit.slice(0, -1));
    case "days":
      return pluralise(value, "day");
    case "ms":
    case "seconds":
    case "minutes":
    case "hours":
      return durationInWords(value * DURATION_MS[unit]);
  }
}

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
