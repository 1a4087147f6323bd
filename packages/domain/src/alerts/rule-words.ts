/** What staff may change of an alert rule, in the words of the page: its labels, and the refusals that name them. */
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

/** "1 run", "50 notes", "0.1 share of notes". */
export const thresholdWords = (type: AlertType, threshold: number): string =>
  `${threshold} ${UNITS[type][threshold === 1 ? 0 : 1]}`;
