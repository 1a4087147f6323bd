/** What staff may change of a rule: which fields it has, and between which bounds. Pure. */
import { ruleDefinition } from "@voice-flow/domain/alerts/registry";
import {
  RULE_FIELD_WORDS,
  RULE_NUMBER_FIELDS,
  type RuleNumberField,
} from "@voice-flow/domain/alerts/rule-words";
import type { AlertRule } from "@voice-flow/domain/alerts/rules";
import { SETTINGS, type SettingKey, settingProblem } from "@voice-flow/domain/settings";
import { type Infer, v } from "convex/values";
import { type RuleOverride, withOverride } from "./rules";

const number = v.optional(v.union(v.number(), v.null()));

/** `null` takes a change back: the field follows the settings again. Times in minutes. */
export const ruleChangesValidator = v.object({
  enabled: v.optional(v.boolean()),
  threshold: number,
  severeThreshold: number,
  minSample: number,
  raiseAfter: number,
  resolveAfter: number,
  hysteresisShare: number,
  deduplicationMinutes: number,
  windowMinutes: number,
});
export type RuleChanges = Infer<typeof ruleChangesValidator>;

/** The setting whose bounds a field has, or null where the rule has no such field. */
function settingOf(rule: AlertRule, field: RuleNumberField): SettingKey | null {
  const threshold = ruleDefinition(rule.type).threshold.setting;
  const settings = {
    threshold,
    severeThreshold: rule.severeThreshold === undefined ? null : threshold,
    minSample: rule.minSample === 0 ? null : "ALERT_MIN_SAMPLE",
    raiseAfter: "ALERT_RAISE_AFTER_EVALUATIONS",
    resolveAfter: "ALERT_RESOLVE_AFTER_EVALUATIONS",
    hysteresisShare: "ALERT_HYSTERESIS_SHARE",
    deduplicationMinutes: "ALERT_DEDUPLICATION_MINUTES",
    windowMinutes: rule.windowMs === 0 ? null : "LATENCY_WINDOW_MINUTES",
  } as const satisfies Record<RuleNumberField, SettingKey | null>;
  return settings[field];
}

/** What a page needs to draw the field: absent where the rule has none. */
export interface FieldBounds {
  field: RuleNumberField;
  min: number;
  max: number;
  integer: boolean;
}

export const editableFields = (rule: AlertRule): FieldBounds[] =>
  RULE_NUMBER_FIELDS.flatMap((field) => {
    const key = settingOf(rule, field);
    if (key === null) return [];
    const { min, max, integer } = SETTINGS[key];
    return [{ field, min, max, integer }];
  });

export type ChangeResult = { ok: true; override: RuleOverride } | { ok: false; message: string };

const refuse = (message: string): ChangeResult => ({ ok: false, message });

/** The overrides after a change, or why it is refused. */
export function applyRuleChanges(
  builtIn: AlertRule,
  current: RuleOverride,
  changes: RuleChanges,
): ChangeResult {
  for (const field of RULE_NUMBER_FIELDS) {
    const value = changes[field];
    if (value === undefined || value === null) continue;
    const key = settingOf(builtIn, field);
    const label = `“${RULE_FIELD_WORDS[field]}”`;
    if (key === null) return refuse(`This rule has no ${label}.`);
    const problem = settingProblem(key, value, label);
    if (problem) return refuse(problem.message);
    if (field === "windowMinutes" && value % 5 !== 0) {
      return refuse(`${label} must be a multiple of 5: metrics are kept in five minutes.`);
    }
  }
  const minutes = (value: number | null | undefined) => (typeof value === "number" ? value * 60_000 : value);
  const { enabled, deduplicationMinutes, windowMinutes, ...rest } = changes;
  const next = merged(current, {
    ...rest,
    deduplicationMs: minutes(deduplicationMinutes),
    windowMs: minutes(windowMinutes),
  });
  if (enabled !== undefined) next.enabled = enabled;
  const problem = contradiction(withOverride(builtIn, next));
  return problem ? refuse(problem) : { ok: true, override: next };
}

type OverrideNumber = Exclude<keyof RuleOverride, "enabled">;

function merged(
  current: RuleOverride,
  changes: Partial<Record<OverrideNumber, number | null | undefined>>,
): RuleOverride {
  const pick = (field: OverrideNumber): number | undefined =>
    changes[field] === undefined ? current[field] : (changes[field] ?? undefined);
  return {
    enabled: current.enabled,
    threshold: pick("threshold"),
    severeThreshold: pick("severeThreshold"),
    minSample: pick("minSample"),
    raiseAfter: pick("raiseAfter"),
    resolveAfter: pick("resolveAfter"),
    hysteresisShare: pick("hysteresisShare"),
    deduplicationMs: pick("deduplicationMs"),
    windowMs: pick("windowMs"),
  };
}

const SEVERE = `“${RULE_FIELD_WORDS.severeThreshold}”`;
const FIRES = `“${RULE_FIELD_WORDS.threshold}”`;

/** A yield is bad when it is low, everything else when it is high. */
function contradiction({ type, threshold, severeThreshold }: AlertRule): string | undefined {
  if (severeThreshold === undefined) return undefined;
  if (ruleDefinition(type).threshold.badWhen === "low") {
    return severeThreshold > threshold
      ? `${SEVERE} (${severeThreshold}) must not exceed ${FIRES} (${threshold}): a yield is worse the lower it is.`
      : undefined;
  }
  return severeThreshold < threshold
    ? `${SEVERE} (${severeThreshold}) must not be below ${FIRES} (${threshold}).`
    : undefined;
}
