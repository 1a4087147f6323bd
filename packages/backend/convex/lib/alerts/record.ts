/**
 * What a health check makes of what it has found: one transaction per scope. It reads and writes the scope's own row, so
 * that of two checks at once one comes after the other, and sees what it did.
 */

import {
  evaluateAll,
  type RuleChange,
  type RuleOutcome,
  type RuleState,
} from "@voice-flow/domain/alerts/evaluate";
import { type Incident, isActive, severityRank } from "@voice-flow/domain/alerts/incident";
import type { AlertRule } from "@voice-flow/domain/alerts/rules";
import { parseScope } from "@voice-flow/domain/keys/scope";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { IncidentStep } from "../../tables/alerts";
import { readSettings } from "../foundation/settings";
import { errorName, type RuleCheck, type ScopeCheck } from "./gather";
import { findScope, incidentOf, type RuleMemory } from "./scopeRows";

/** Checks that follow one another by more are not "in a row": somewhat over two intervals of the cron, ms. */
const MAX_GAP_MS = 12 * 60_000;

export interface Recorded {
  /** False for a check that came right after another one of the same scope. */
  counted: boolean;
  /** Incidents that were opened, reopened, resolved or that grew worse. */
  news: number;
  /** Rules that failed themselves. */
  failedRules: number;
}

export async function recordScope(
  ctx: MutationCtx,
  scope: string,
  { checks, failures, disabled }: ScopeCheck,
  now: number,
): Promise<Recorded> {
  const row = await findScope(ctx.db, scope);
  // Checks that follow one another closely are one check.
  const { HEALTH_CHECK_MIN_GAP_SECONDS } = await readSettings(ctx.db);
  if (row && now - row.checkedAt < HEALTH_CHECK_MIN_GAP_SECONDS * 1000)
    return { counted: false, news: 0, failedRules: 0 };
  const inARow = row !== null && now - row.checkedAt <= MAX_GAP_MS;
  const before = new Map((row?.rules ?? []).map((memory) => [memory.type, memory]));
  const after: RuleMemory[] = [];
  let news = 0;
  for (const check of checks) {
    const { memory, change } = await recordRule(ctx, scope, check, before.get(check.rule.type), inARow, now);
    if (isNews(change)) news += 1;
    if (memory) after.push(memory);
  }
  for (const { type, failure } of failures) {
    console.error("An alert rule failed:", type, scope, failure);
    after.push({ breaches: 0, clears: 0, ...before.get(type), type, failedAt: now, failure });
  }
  for (const type of disabled) await resolveDisabled(ctx, before.get(type), now);
  const watched = await isWatched(ctx, after);
  const next = { scope, checkedAt: now, watched, rules: after };
  if (row) await ctx.db.replace("voicePipelineAlertScopes", row._id, next);
  else await ctx.db.insert("voicePipelineAlertScopes", next);
  return { counted: true, news, failedRules: after.filter(({ failedAt }) => failedAt === now).length };
}

const isNews = (change: RuleChange): boolean => change !== "none" && change !== "updated";

async function isWatched(ctx: MutationCtx, rules: readonly RuleMemory[]): Promise<boolean> {
  for (const { breaches, alertId } of rules) {
    if (breaches > 0) return true;
    const alert = alertId ? await ctx.db.get("voicePipelineAlerts", alertId) : null;
    if (alert && alert.status !== "resolved") return true;
  }
  return false;
}

async function recordRule(
  ctx: MutationCtx,
  scope: string,
  check: RuleCheck,
  memory: RuleMemory | undefined,
  inARow: boolean,
  now: number,
): Promise<{ memory: RuleMemory | null; change: RuleChange }> {
  const { rule, facts } = check;
  const alert = memory?.alertId ? await ctx.db.get("voicePipelineAlerts", memory.alertId) : null;
  const previous: RuleState = {
    breaches: inARow ? (memory?.breaches ?? 0) : 0,
    clears: inARow ? (memory?.clears ?? 0) : 0,
    ...(alert ? { incident: incidentOf(alert) } : {}),
  };
  const [outcome] = evaluateAll([rule], scope, facts, new Map([[rule.type, previous]]), now);
  if (!outcome?.ok) return { memory: failedMemory(rule, memory, outcome, now), change: "none" };
  const { state, change, reading } = outcome;
  // Evidence is of what is bad now: of a snooze that ends while it is not, the old one stays.
  const evidence = isNews(change) && reading.breached ? check : (alert ?? check);
  const stored = { check, evidence, alert, incident: state.incident, change };
  const alertId = await storeIncident(ctx, stored, now);
  return { memory: toRemember(rule, state, alertId, now), change };
}

function failedMemory(
  { type }: AlertRule,
  memory: RuleMemory | undefined,
  outcome: RuleOutcome | undefined,
  now: number,
): RuleMemory {
  const failure = errorName(outcome && !outcome.ok ? outcome.error : undefined);
  console.error("An alert rule failed:", type, failure);
  return { breaches: 0, clears: 0, ...memory, type, failedAt: now, failure };
}

/** Null when there is nothing that the next check would need to know. */
function toRemember(
  rule: AlertRule,
  { breaches, clears, incident }: RuleState,
  alertId: Id<"voicePipelineAlerts"> | undefined,
  now: number,
): RuleMemory | null {
  const active = incident !== undefined && isActive(incident);
  const mayReturn = incident?.resolvedAt !== undefined && now - incident.resolvedAt <= rule.deduplicationMs;
  const kept = active || mayReturn ? alertId : undefined;
  if (breaches === 0 && kept === undefined) return null;
  // More than what decides would only be written again and again.
  return {
    type: rule.type,
    breaches: Math.min(breaches, rule.raiseAfter),
    clears: active ? Math.min(clears, rule.resolveAfter) : 0,
    ...(kept ? { alertId: kept } : {}),
  };
}

interface ToStore {
  check: RuleCheck;
  evidence: Pick<RuleCheck, "notThis" | "errorGroups">;
  /** As it was. */
  alert: Doc<"voicePipelineAlerts"> | null;
  incident: Incident | undefined;
  change: RuleChange;
}

async function storeIncident(
  ctx: MutationCtx,
  { check, evidence, alert, incident, change }: ToStore,
  now: number,
): Promise<Id<"voicePipelineAlerts"> | undefined> {
  if (incident === undefined || change === "none") return alert?._id;
  const opened = change === "opened";
  const kept = opened ? null : alert;
  const row = {
    ...incident,
    // The window begins with a row of metrics: everything that was counted lies in it, and nothing else.
    windowFrom: opened ? check.windowFrom : incident.windowFrom,
    organizationId: parseScope(incident.scope),
    severityRank: severityRank(incident.severity),
    notThis: evidence.notThis,
    errorGroups: evidence.errorGroups,
    acknowledgedByName: kept?.acknowledgedByName,
    snoozedUntilWorse: incident.status === "snoozed" ? kept?.snoozedUntilWorse : undefined,
  };
  const alertId = kept ? kept._id : await ctx.db.insert("voicePipelineAlerts", row);
  if (kept) await ctx.db.replace("voicePipelineAlerts", alertId, row);
  if (isNews(change)) {
    if (change !== "resolved") await freezeRuns(ctx, alertId, check.artifactIds, now);
    await addStep(ctx, alertId, incident, stepOf(change, alert), now);
  }
  return alertId;
}

function stepOf(change: RuleChange, before: Doc<"voicePipelineAlerts"> | null): IncidentStep {
  if (change === "reopened") return before?.status === "snoozed" ? "snooze_ended" : "reopened";
  return change === "worsened" || change === "resolved" ? change : "opened";
}

/** Appends to the incident's story, and has the webhooks told of it. */
export async function addStep(
  ctx: MutationCtx,
  alertId: Id<"voicePipelineAlerts">,
  { severity, value, sentence }: Incident,
  step: IncidentStep,
  now: number,
  by: Partial<Pick<Doc<"voicePipelineAlertSteps">, "byAuthUserId" | "byName" | "note" | "snoozedUntil">> = {},
): Promise<void> {
  await ctx.db.insert("voicePipelineAlertSteps", {
    alertId,
    step,
    at: now,
    severity,
    value,
    sentence,
    ...by,
  });
  // In a transaction of its own: whatever is wrong with a webhook, the incident stands.
  if (step !== "acknowledged" && step !== "snoozed") {
    await ctx.scheduler.runAfter(0, internal.models.alertWebhooks.tellWebhooks, { alertId, step, at: now });
  }
}

const MAX_FROZEN = 1_000;

/** Writes down the notes behind an incident that are not written down yet. */
async function freezeRuns(
  ctx: MutationCtx,
  alertId: Id<"voicePipelineAlerts">,
  artifactIds: readonly Id<"voiceNoteArtifacts">[],
  now: number,
): Promise<void> {
  if (artifactIds.length === 0) return;
  const rows = await ctx.db
    .query("voicePipelineAlertRuns")
    .withIndex("by_alertId_and_at", (q) => q.eq("alertId", alertId))
    .take(MAX_FROZEN);
  const known = new Set(rows.map((row) => row.artifactId));
  const missing = artifactIds
    .filter((artifactId) => !known.has(artifactId))
    .slice(0, MAX_FROZEN - rows.length);
  for (const artifactId of missing)
    await ctx.db.insert("voicePipelineAlertRuns", { alertId, artifactId, at: now });
}

/** An incident of a rule that was switched off has nothing left that could resolve it. */
async function resolveDisabled(ctx: MutationCtx, memory: RuleMemory | undefined, now: number): Promise<void> {
  const alert = memory?.alertId ? await ctx.db.get("voicePipelineAlerts", memory.alertId) : null;
  if (!alert || alert.status === "resolved") return;
  await ctx.db.patch("voicePipelineAlerts", alert._id, {
    status: "resolved",
    resolvedAt: now,
    snoozedUntil: undefined,
    snoozedUntilWorse: undefined,
  });
  await addStep(ctx, alert._id, incidentOf(alert), "resolved", now);
}
