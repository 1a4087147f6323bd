/** The rules in force: the built-in ones at the thresholds of the settings, with what staff have changed of each. */
import { ALERT_TYPES, type AlertType } from "@voice-flow/domain/alerts/registry";
import { type AlertRule, builtInRules } from "@voice-flow/domain/alerts/rules";
import { type Infer, v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import { ruleOverrideFields } from "../../tables/alerts";
import type { DbReader } from "../foundation/context";
import { functionError } from "../foundation/errors";
import { readSettings } from "../foundation/settings";

const ruleOverrideValidator = v.object(ruleOverrideFields);
export type RuleOverride = Infer<typeof ruleOverrideValidator>;

export interface StoredRule {
  /** As the settings have it. */
  builtIn: AlertRule;
  /** With what staff have changed. */
  rule: AlertRule;
  enabled: boolean;
  override: Doc<"voicePipelineAlertRules"> | null;
}

export function withOverride(builtIn: AlertRule, override: RuleOverride): AlertRule {
  const { severeThreshold = builtIn.severeThreshold } = override;
  return {
    type: builtIn.type,
    threshold: override.threshold ?? builtIn.threshold,
    ...(severeThreshold === undefined ? {} : { severeThreshold }),
    minSample: override.minSample ?? builtIn.minSample,
    raiseAfter: override.raiseAfter ?? builtIn.raiseAfter,
    resolveAfter: override.resolveAfter ?? builtIn.resolveAfter,
    hysteresisShare: override.hysteresisShare ?? builtIn.hysteresisShare,
    deduplicationMs: override.deduplicationMs ?? builtIn.deduplicationMs,
    windowMs: override.windowMs ?? builtIn.windowMs,
  };
}

/** Every rule, in the order of the registry. */
export async function readRules(db: DbReader): Promise<StoredRule[]> {
  const settings = await readSettings(db);
  const overrides = await db.query("voicePipelineAlertRules").take(ALERT_TYPES.length);
  return builtInRules(settings).map((builtIn) => {
    const override = overrides.find(({ type }) => type === builtIn.type) ?? null;
    const rule = override ? withOverride(builtIn, override) : builtIn;
    return { builtIn, rule, enabled: override?.enabled ?? true, override };
  });
}

export async function findRuleOrThrow(db: DbReader, type: AlertType): Promise<StoredRule> {
  const found = (await readRules(db)).find(({ rule }) => rule.type === type);
  // Every type has a built-in rule.
  if (!found) throw functionError("not_found");
  return found;
}

/** The changes alone, without what the row says of who made them. */
export function overrideOf(row: Doc<"voicePipelineAlertRules"> | null): RuleOverride {
  if (!row) return {};
  const { _id, _creationTime, type, updatedBy, updatedByName, updatedAt, ...override } = row;
  return override;
}
