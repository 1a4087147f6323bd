/** What a setting is. All settings are numbers: everything that is on or off is a feature flag. */

export const SETTING_UNITS = [
  "count",
  "share",
  "multiplier",
  "days",
  "hours",
  "minutes",
  "seconds",
  "ms",
  "bytes",
  "micro-dollars",
  "characters",
  "words",
] as const;
export type SettingUnit = (typeof SETTING_UNITS)[number];

export const SETTING_GROUPS = [
  "alerts",
  "deadlines",
  "retry",
  "breaker",
  "ai_calls",
  "rate_limits",
  "budgets",
  "quality_gates",
  "duplicates",
  "matching",
  "conversation",
  "drafts",
  "calibration",
  "media",
  "jobs",
  "rollup",
  "retention",
] as const;
export type SettingGroup = (typeof SETTING_GROUPS)[number];

export const SETTING_GROUP_TITLES = {
  alerts: "Alerts",
  deadlines: "Deadlines and the sweep",
  retry: "Retries",
  breaker: "Circuit breaker",
  ai_calls: "Calls to AI providers",
  rate_limits: "Rate limits of the platform",
  budgets: "Budgets",
  quality_gates: "Quality gates",
  duplicates: "Duplicates",
  matching: "Name matching",
  conversation: "Conversation with the coach",
  drafts: "Drafts",
  calibration: "Threshold calibration",
  media: "Media",
  jobs: "Jobs",
  rollup: "Metrics roll-up",
  retention: "Retention",
} as const satisfies Record<SettingGroup, string>;

export interface SettingDefinition {
  group: SettingGroup;
  unit: SettingUnit;
  default: number;
  /** Inclusive bounds of what staff may set. */
  min: number;
  max: number;
  /** Everything but shares, multipliers and mean lengths counts in whole numbers. */
  integer: boolean;
  description: string;
}

type Spec = readonly [defaultValue: number, min: number, max: number, description: string];

/** Shorthand for a group's definitions: whole numbers of `unit`. */
export const whole = (group: SettingGroup, unit: SettingUnit, spec: Spec): SettingDefinition => ({
  group,
  unit,
  default: spec[0],
  min: spec[1],
  max: spec[2],
  integer: true,
  description: spec[3],
});

/** Shorthand for a share (0–1), a multiplier or a mean: fractions are allowed. */
export const fraction = (group: SettingGroup, unit: SettingUnit, spec: Spec): SettingDefinition => ({
  ...whole(group, unit, spec),
  integer: false,
});
