/** What staff may change of an alert rule, in the words of the page: its labels, and the refusals that name them. */
import { formatSetting } from "../settings/words";
import { type AlertType, ruleDefinition } from "./registry";

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

export const thresholdUnit = (type: AlertType): string => ruleDefinition(type).threshold.unit[1];

/** "1 run", "50 notes", "10 % of notes", "5 minutes". */
export function thresholdWords(type: AlertType, threshold: number): string {
  const { unit, said } = ruleDefinition(type).threshold;
  if (said === undefined) return `${threshold} ${unit[threshold === 1 ? 0 : 1]}`;
  const amount = formatSetting(threshold, said.unit);
  return said.of === undefined ? amount : `${amount} ${said.of}`;
}

/** The same beside the threshold, which has told what it is counted in: "25 %", "200". */
export function severeThresholdWords(type: AlertType, threshold: number): string {
  const { said } = ruleDefinition(type).threshold;
  return said === undefined ? String(threshold) : formatSetting(threshold, said.unit);
}
