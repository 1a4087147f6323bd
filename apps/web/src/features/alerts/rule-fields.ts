import type { api } from "@voice-flow/backend/api";
import { MINUTE_MS } from "@voice-flow/domain/time";
import type { FunctionArgs, FunctionReturnType } from "convex/server";
import { words } from "./words";

export type ListedRule = FunctionReturnType<typeof api.models.voicePipelineAlertRules.listRules>[number];
export type RuleField = ListedRule["fields"][number]["field"];
export type RuleChanges = FunctionArgs<typeof api.models.voicePipelineAlertRules.updateRule>["changes"];

/** The value of a field in the unit in which it is edited; undefined where the rule has none. */
export function fieldValue(rule: ListedRule["rule"], field: RuleField): number | undefined {
  switch (field) {
    case "deduplicationMinutes":
      return rule.deduplicationMs / MINUTE_MS;
    case "windowMinutes":
      return rule.windowMs / MINUTE_MS;
    default:
      return rule[field];
  }
}

/** What was typed, as far as it differs from the rule in force; a field that equals the built-in one follows it again. */
export function changesOf(rule: ListedRule, typed: ReadonlyMap<RuleField, string>): RuleChanges {
  const changes: RuleChanges = {};
  for (const [field, text] of typed) {
    const value = Number(text);
    if (value === fieldValue(rule.rule, field)) {
      continue;
    }
    changes[field] = value === fieldValue(rule.builtIn, field) ? null : value;
  }
  return changes;
}

/** Why a field can't be saved; undefined if it can. The bounds are the server's. */
export function fieldProblem(
  { min, max, integer }: ListedRule["fields"][number],
  text: string,
): string | undefined {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) {
    return words.fields.notANumber;
  }
  if (integer && !Number.isInteger(value)) {
    return words.fields.notWhole;
  }
  return value < min || value > max ? words.fields.outOfBounds(min, max) : undefined;
}
