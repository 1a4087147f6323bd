/** What staff may change of an alert rule, in the words of the page: its labels, and the refusals that name them. */
import type { SettingUnit } from "../settings/definition";
import { formatSetting } from "../settings/words";
import type { AlertType } from "../vocabulary/operations";

export const RULE_NUMBER_FIELDS = [
  "threshold",
  "severeThreshold",
  "minSample",
  "raiseAfter",
  "resolveAfter",
  "hysteresisShare",
  "deduplicationMinutes",
  "windowMinutes",
] as const;
export type RuleNumberField = (typeof RULE_NUMBER_FIELDS)[number];

export const RULE_FIELD_WORDS = {
  threshold: "Fires beyond",
  severeThreshold: "Severe beyond",
  minSample: "Notes needed",
  raiseAfter: "Checks until it opens",
  resolveAfter: "Checks until it resolves",
  hysteresisShare: "Counts as gone at this share",
  deduplicationMinutes: "Reopens within (minutes)",
  windowMinutes: "Looks back (minutes)",
} as const satisfies Record<RuleNumberField, string>;

/** What the thresholds of a rule are counted in: of one, and of any other number. */
const UNITS = {
  HIGH_FAILURE_RATE: ["share of notes", "share of notes"],
  HIGH_LATENCY: ["times normal", "times normal"],
  QUEUE_DEPTH: ["note", "notes"],
  DISAMBIGUATION_BACKLOG: ["name", "names"],
  CIRCUIT_BREAKER: ["breaker", "breakers"],
  INACTIVITY: ["note expected", "notes expected"],
  YIELD_DROPPED: ["share of normal", "share of normal"],
  RUN_STALLED: ["run", "runs"],
  EVENTS_DISAGREE: ["note", "notes"],
  ROLLUP_BEHIND: ["second", "seconds"],
  HEALTH_CHECK_OVERDUE: ["minute", "minutes"],
} as const satisfies Record<AlertType, readonly [one: string, many: string]>;

export const thresholdUnit = (type: AlertType): string => UNITS[type][1];

/** What is a share of something, or a time, is said as people say it; everything else is a number of its unit. */
const AMOUNTS: Partial<Record<AlertType, { unit: SettingUnit; of?: string }>> = {
  HIGH_FAILURE_RATE: { unit: "share", of: "of notes" },
  YIELD_DROPPED: { unit: "share", of: "of normal" },
  ROLLUP_BEHIND: { unit: "seconds" },
  HEALTH_CHECK_OVERDUE: { unit: "minutes" },
};

/** "1 run", "50 notes", "10 % of notes", "5 minutes". */
export function thresholdWords(type: AlertType, threshold: number): string {
  const amount = AMOUNTS[type];
  if (amount === undefined) return `${threshold} ${UNITS[type][threshold === 1 ? 0 : 1]}`;
  const said = formatSetting(threshold, amount.unit);
  return amount.of === undefined ? said : `${said} ${amount.of}`;
}

/** The same beside the threshold, which has told what it is counted in: "25 %", "200". */
export function severeThresholdWords(type: AlertType, threshold: number): string {
  const amount = AMOUNTS[type];
  return amount === undefined ? String(threshold) : formatSetting(threshold, amount.unit);
}
