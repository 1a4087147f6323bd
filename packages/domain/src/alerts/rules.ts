/** The rules at the thresholds in force, and what they make of the facts. */
import type { Settings } from "../settings";
import { MINUTE_MS } from "../time";
import type { Reading, RuleNumbers } from "./define-rule";
import type { HealthFacts } from "./facts";
import { ALERT_RULES, type AlertType, ruleDefinition } from "./registry";

export interface AlertRule extends RuleNumbers {
  type: AlertType;
}

/** Every rule, at the thresholds that the settings give it. */
export const builtInRules = (settings: Settings): readonly AlertRule[] =>
  ALERT_RULES.map(({ type, numbers }) => ({
    type,
    ...numbers(settings),
    resolveAfter: settings.ALERT_RESOLVE_AFTER_EVALUATIONS,
    hysteresisShare: settings.ALERT_HYSTERESIS_SHARE,
    deduplicationMs: settings.ALERT_DEDUPLICATION_MINUTES * MINUTE_MS,
  }));

export const readCondition = (rule: AlertRule, facts: HealthFacts): Reading =>
  ruleDefinition(rule.type).condition(rule, facts);

/** The sentences of what an alert is not: the related conditions that were read and found in order. */
export function whatItIsNot(
  type: AlertType,
  rules: readonly AlertRule[],
  facts: HealthFacts,
): readonly string[] {
  const related: readonly AlertType[] = ruleDefinition(type).related;
  return rules
    .filter((rule) => related.includes(rule.type))
    .map((rule) => readCondition(rule, facts))
    .filter((reading) => reading.cleared && !reading.tooFew)
    .map((reading) => reading.sentence);
}
