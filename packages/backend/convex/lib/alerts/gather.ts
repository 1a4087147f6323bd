/** What a health check finds in one scope. Reads only, so that it conflicts with no work of the pipeline. */

import { healthFactsValidator } from "@voice-flow/domain/alerts/facts";
import { alertTypeValidator } from "@voice-flow/domain/alerts/registry";
import { type AlertRule, readCondition, whatItIsNot } from "@voice-flow/domain/alerts/rules";
import { parseScope } from "@voice-flow/domain/keys/scope";
import { type Infer, v } from "convex/values";
import { errorGroupValidator } from "../../tables/alerts";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { type Checked, type FactsOfRule, factsOfRule } from "./facts";
import { readRules } from "./rules";
import { groupErrors } from "./runs";
import { scopeMetrics } from "./scopeMetrics";
import { findScope } from "./scopeRows";
import { appliesTo } from "./scopes";

export const alertRuleValidator = v.object({
  type: alertTypeValidator,
  threshold: v.number(),
  severeThreshold: v.optional(v.number()),
  minSample: v.number(),
  raiseAfter: v.number(),
  resolveAfter: v.number(),
  hysteresisShare: v.number(),
  deduplicationMs: v.number(),
  windowMs: v.number(),
});

/** What one rule has read, and what is to be frozen if an incident opens by it. */
export const ruleCheckValidator = v.object({
  rule: alertRuleValidator,
  facts: healthFactsValidator,
  windowFrom: v.number(),
  artifactIds: v.array(v.id("voiceNoteArtifacts")),
  notThis: v.array(v.string()),
  errorGroups: v.array(errorGroupValidator),
});
export type RuleCheck = Infer<typeof ruleCheckValidator>;

export const scopeCheckValidator = v.object({
  checks: v.array(ruleCheckValidator),
  /** Rules that failed themselves: `failure` is the name of the error, never its text. */
  failures: v.array(v.object({ type: alertTypeValidator, failure: v.string() })),
  /** Rules that staff have switched off. */
  disabled: v.array(alertTypeValidator),
  /** Nothing is found, and nothing is pending from before: there is nothing to record. */
  quiet: v.boolean(),
});
export type ScopeCheck = Infer<typeof scopeCheckValidator>;

type Read = FactsOfRule & { rule: AlertRule; breached: boolean };

/** @param now time of the health check, ms */
export async function gatherScope(db: DbReader, scope: string, now: number): Promise<ScopeCheck> {
  const organizationId = parseScope(scope);
  const settings = await readSettings(db);
  const row = await findScope(db, scope);
  const metrics = scopeMetrics(db, organizationId, now, settings);
  const checked: Checked = { db, organizationId, now, settings, metrics, checkedAt: row?.checkedAt };
  const stored = (await readRules(db)).filter(({ rule }) => appliesTo(rule.type, organizationId));
  const failures: ScopeCheck["failures"] = [];
  const reads: Read[] = [];
  for (const { rule, enabled } of stored) {
    if (!enabled) continue;
    try {
      const read = await factsOfRule(checked, rule);
      reads.push({ ...read, rule, breached: readCondition(rule, read.facts).breached });
    } catch (error) {
      failures.push({ type: rule.type, failure: errorName(error) });
    }
  }
  const checks: RuleCheck[] = [];
  for (const read of reads) {
    try {
      checks.push(await withEvidence(db, scope, now, read, reads));
    } catch (error) {
      failures.push({ type: read.rule.type, failure: errorName(error) });
    }
  }
  return {
    checks,
    failures,
    disabled: stored.filter(({ enabled }) => !enabled).map(({ rule }) => rule.type),
    quiet: row === null && failures.length === 0 && reads.every(({ breached }) => !breached),
  };
}

async function withEvidence(
  db: DbReader,
  scope: string,
  now: number,
  { breached, ...check }: Read,
  reads: readonly Read[],
): Promise<RuleCheck> {
  const { rule, facts, windowFrom } = check;
  // Of what is in order nothing is kept.
  if (!breached) return { ...check, artifactIds: [], notThis: [], errorGroups: [] };
  const { stage } = readCondition(rule, facts);
  const { type } = rule;
  return {
    ...check,
    notThis: reads.flatMap((other) => whatItIsNot(type, [other.rule], other.facts)),
    errorGroups: await groupErrors(db, { type, scope, stage, windowFrom, windowTo: now }),
  };
}

export const errorName = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
