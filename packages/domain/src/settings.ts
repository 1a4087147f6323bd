/**
 * Every threshold of the product with its default, its bounds and what it means. Staff override them in a table;
 * `docs/settings.md` is generated from here.
 */
import { ALERT_SETTINGS } from "./alerts/registry";
import {
  SETTING_GROUP_TITLES,
  SETTING_GROUPS,
  type SettingDefinition,
  type SettingUnit,
} from "./settings/definition";
import { OPERATION_SETTINGS } from "./settings/operations";
import { PEOPLE_SETTINGS } from "./settings/people";
import { PIPELINE_SETTINGS } from "./settings/pipeline";
import { UPKEEP_SETTINGS } from "./settings/upkeep";
import { formatSetting, settingLabel } from "./settings/words";
import { MACHINE_STAGES, type MachineStage, STAGES } from "./vocabulary/stages";

export * from "./settings/definition";

export const SETTINGS = {
  ...ALERT_SETTINGS,
  ...OPERATION_SETTINGS,
  ...PIPELINE_SETTINGS,
  ...PEOPLE_SETTINGS,
  ...UPKEEP_SETTINGS,
} as const;
export type SettingKey = keyof typeof SETTINGS;
/** A complete set: one number per key, in the unit of its definition. */
export type Settings = Readonly<Record<SettingKey, number>>;

export const isSettingKey = (key: string): key is SettingKey => Object.hasOwn(SETTINGS, key);
export const SETTING_KEYS: readonly SettingKey[] = Object.keys(SETTINGS).filter(isSettingKey);

export interface SettingProblem {
  key: string;
  /** For staff: what is wrong and what would be right. */
  message: string;
}

/** Pairs whose first value must stay below (or, where equal is harmless, not above) the second. */
const ORDERED: readonly (readonly [lower: SettingKey, upper: SettingKey, strictly: boolean])[] = [
  ["FAILURE_RATE_WARNING_THRESHOLD", "FAILURE_RATE_CRITICAL_THRESHOLD", false],
  ["TRANSCRIPT_UNCERTAINTY_ASK_SHARE", "TRANSCRIPT_UNCERTAINTY_REJECT_SHARE", false],
  ["TEXT_MIN_MEAN_WORD_LENGTH", "TEXT_MAX_MEAN_WORD_LENGTH", true],
  ["MATCH_CANDIDATE_FLOOR", "MATCH_AUTO_THRESHOLD", false],
  ["CALIBRATION_MIN_THRESHOLD", "CALIBRATION_MAX_THRESHOLD", false],
  ["CALIBRATION_LOWER_BELOW_UNDO_SHARE", "CALIBRATION_RAISE_ABOVE_UNDO_SHARE", true],
  ["JOB_BACKOFF_BASE_MS", "JOB_BACKOFF_MAX_MS", false],
  ["TRANSCRIPTION_TIMEOUT_SECONDS", "TRANSCRIPTION_DEADLINE_SECONDS", true],
  ["CLAIMS_EXTRACTION_TIMEOUT_SECONDS", "CLAIMS_EXTRACTION_DEADLINE_SECONDS", true],
  ["RATE_LIMIT_MESSAGES_PER_HOUR", "RATE_LIMIT_MESSAGES_PER_DAY", false],
  ["RATE_LIMIT_COST_PER_HOUR", "RATE_LIMIT_COST_PER_DAY", false],
];

const defaults = (): Record<SettingKey, number> => {
  const values: Partial<Record<SettingKey, number>> = {};
  for (const key of SETTING_KEYS) values[key] = SETTINGS[key].default;
  // Every key has just been filled from SETTING_KEYS, which is the whole of SettingKey.
  return values as Record<SettingKey, number>;
};

export const DEFAULT_SETTINGS: Settings = Object.freeze(defaults());

/** What is wrong with one value on its own, or undefined if it may be stored. `label` is what the sentence calls it. */
export function settingProblem(
  key: string,
  value: unknown,
  label = settingLabel(key),
): SettingProblem | undefined {
  if (!isSettingKey(key)) return { key, message: `There is no setting "${key}".` };
  const definition: SettingDefinition = SETTINGS[key];
  const inWords = (amount: number) => formatSetting(amount, definition.unit);
  const range = `between ${inWords(definition.min)} and ${inWords(definition.max)}`;
  if (typeof value !== "number" || !Number.isFinite(value)) {
    return { key, message: `${label} must be a number ${range}.` };
  }
  if (definition.integer && !Number.isInteger(value)) {
    return { key, message: `${label} must be a whole number ${range}; it is ${value}.` };
  }
  if (value < definition.min || value > definition.max) {
    return { key, message: `${label} must be ${range}; it is ${inWords(value)}.` };
  }
  return undefined;
}

/** Pairs that contradict each other, as problems of the lower key. */
export function orderProblems(settings: Settings): readonly SettingProblem[] {
  return ORDERED.filter(([lower, upper, strictly]) => !inOrder(settings, lower, upper, strictly)).map(
    ([lower, upper, strictly]) => ({
      key: lower,
      message:
        `"${settingLabel(lower)}" (${inWords(settings, lower)}) must ${strictly ? "be below" : "not exceed"} ` +
        `"${settingLabel(upper)}" (${inWords(settings, upper)}).`,
    }),
  );
}

const inWords = (settings: Settings, key: SettingKey): string =>
  formatSetting(settings[key], SETTINGS[key].unit);

const inOrder = (settings: Settings, lower: SettingKey, upper: SettingKey, strictly: boolean): boolean =>
  strictly ? settings[lower] < settings[upper] : settings[lower] <= settings[upper];

/**
 * The settings in force. A stored value that is unknown, out of bounds or contradicts another never stops the
 * pipeline: its default holds instead, and `problems` says so. Refuse an edit whose result has problems.
 */
export function resolveSettings(overrides: Readonly<Record<string, unknown>>): {
  settings: Settings;
  problems: readonly SettingProblem[];
} {
  const settings = defaults();
  const problems: SettingProblem[] = [];
  for (const [key, value] of Object.entries(overrides)) {
    const problem = settingProblem(key, value);
    if (problem !== undefined) problems.push(problem);
    else if (isSettingKey(key) && typeof value === "number") settings[key] = value;
  }
  problems.push(...orderProblems(settings));
  // Putting a pair back can break another pair with one of its keys: repeat, each round settles at least one key.
  for (let broken = brokenPairs(settings); broken.length > 0; broken = brokenPairs(settings)) {
    for (const [lower, upper] of broken) {
      settings[lower] = SETTINGS[lower].default;
      settings[upper] = SETTINGS[upper].default;
    }
  }
  return { settings, problems };
}

const brokenPairs = (settings: Settings) =>
  ORDERED.filter(([lower, upper, strictly]) => !inOrder(settings, lower, upper, strictly));

/** How long a note may stay in a stage before the sweep marks it failed, ms. */
export const stageDeadlineMs = (settings: Settings, stage: MachineStage): number =>
  settings[STAGES[stage].deadlineSetting] * 1000;

/** The shortest deadline of all stages, ms: nothing younger than this can be overdue. */
export const shortestDeadlineMs = (settings: Settings): number =>
  Math.min(...MACHINE_STAGES.map((stage) => stageDeadlineMs(settings, stage)));

/** Shares, multipliers and counts have no unit that a sentence would name. */
const inUnit = (value: number, unit: SettingUnit): string =>
  unit === "count" || unit === "share" || unit === "multiplier" ? `${value}` : `${value} ${unit}`;

/** The page `docs/settings.md`. */
export function renderSettingsTable(): string {
  const sections = SETTING_GROUPS.map((group) => {
    const rows = SETTING_KEYS.filter((key) => SETTINGS[key].group === group).map((key) => {
      const { default: value, unit, min, max, description } = SETTINGS[key];
      return `| \`${key}\` | ${inUnit(value, unit)} | ${min}–${max} | ${description} |`;
    });
    const head = ["| setting | default | allowed | meaning |", "|---|---|---|---|"];
    return [`## ${SETTING_GROUP_TITLES[group]}`, "", ...head, ...rows].join("\n");
  });
  const intro =
    "Every threshold of the product. Staff change them on the settings page; a value that is missing or not allowed\n" +
    "falls back to its default. Shares are between 0 and 1; a micro-dollar is a millionth of a US dollar.\n" +
    "This page is generated from `packages/domain/src/settings.ts`: after a change there, run\n" +
    "`npx vitest run -u src/settings.test.ts` in `packages/domain`.";
  return `# Settings\n\n${intro}\n\n${sections.join("\n\n")}\n`;
}
