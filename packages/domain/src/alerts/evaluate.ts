/** One health check of one rule: what it makes of the rule's state and of its incident. */
import { type Infer, v } from "convex/values";
import type { AlertStatus } from "../vocabulary/operations";
import type { Reading } from "./define-rule";
import type { HealthFacts } from "./facts";
import { type Incident, incidentValidator, isAcknowledged, isActive, severityRank, worse } from "./incident";
import type { AlertType } from "./registry";
import { type AlertRule, readCondition } from "./rules";

/** What is remembered between two health checks, per rule and scope. */
export const ruleStateValidator = v.object({
  /** Health checks in a row that found the condition, and that found it gone. */
  breaches: v.number(),
  clears: v.number(),
  /** The latest incident, resolved or not. */
  incident: v.optional(incidentValidator),
});
export type RuleState = Infer<typeof ruleStateValidator>;

export const QUIET: RuleState = { breaches: 0, clears: 0 };

/**
 * `opened`: a new incident. `reopened`: it came back soon, or its snooze ended. `worsened`: its severity rose; if
 * somebody had acknowledged or snoozed it, it is open again. Only these three are news to anybody.
 */
export type RuleChange = "none" | "opened" | "reopened" | "worsened" | "updated" | "resolved";

export interface RuleStep {
  state: RuleState;
  change: RuleChange;
  reading: Reading;
}

/**
 * @param scope `platform` or `org:<id>`
 * @param now time of the health check, ms since epoch
 */
export function evaluateRule(
  rule: AlertRule,
  scope: string,
  facts: HealthFacts,
  previous: RuleState,
  now: number,
): RuleStep {
  const reading = readCondition(rule, facts);
  const breaches = reading.breached ? previous.breaches + 1 : 0;
  const clears = reading.cleared ? previous.clears + 1 : 0;
  const { incident } = previous;
  const step = (change: RuleChange, next: Incident | undefined): RuleStep => ({
    state: next === undefined ? { breaches, clears } : { breaches, clears, incident: next },
    change,
    reading,
  });
  if (incident !== undefined && isActive(incident)) {
    if (reading.breached) return stillThere(rule, reading, incident, now, step);
    if (clears >= rule.resolveAfter) return step("resolved", resolve(incident, now));
    // Neither bad enough to open nor gone: it is there, and whoever put it off hears of it at the time that was said.
    if (!reading.cleared && isSnoozeOver(incident, now)) return step("reopened", wake(incident));
    return step("none", incident);
  }
  if (breaches < rule.raiseAfter) return step("none", incident);
  const returned = incident?.resolvedAt !== undefined && now - incident.resolvedAt <= rule.deduplicationMs;
  if (incident !== undefined && returned) return step("reopened", reopen(rule, reading, incident, now));
  return step("opened", open(rule, scope, reading, now));
}

/** What a reading says of an incident, whatever its status. */
function readInto(rule: AlertRule, reading: Reading, incident: Incident, now: number): Incident {
  const { stage, ...rest } = incident;
  return {
    ...rest,
    ...(reading.stage === undefined ? {} : { stage: reading.stage }),
    severity: worse(incident.severity, reading.severity),
    value: reading.value,
    threshold: rule.threshold,
    sentence: reading.sentence,
    windowTo: now,
    lastSeenAt: now,
  };
}

function open(rule: AlertRule, scope: string, reading: Reading, now: number): Incident {
  const blank: Incident = {
    type: rule.type,
    scope,
    status: "open",
    severity: reading.severity,
    value: reading.value,
    threshold: rule.threshold,
    sentence: reading.sentence,
    windowFrom: now - rule.windowMs,
    windowTo: now,
    openedAt: now,
    lastSeenAt: now,
    reopenedCount: 0,
  };
  return readInto(rule, reading, blank, now);
}

/** Whoever acknowledged it need not do so again because it was gone for a few minutes. */
function reopen(rule: AlertRule, reading: Reading, incident: Incident, now: number): Incident {
  const { resolvedAt, snoozedUntil, ...read } = readInto(rule, reading, incident, now);
  const rest = read.severity === incident.severity ? read : { ...read, worsenedAt: now };
  const status: AlertStatus = isAcknowledged(rest) ? "acknowledged" : "open";
  return { ...rest, status, reopenedCount: incident.reopenedCount + 1 };
}

function resolve(incident: Incident, now: number): Incident {
  const { snoozedUntil, ...rest } = incident;
  return { ...rest, status: "resolved", resolvedAt: now };
}

function stillThere(
  rule: AlertRule,
  reading: Reading,
  incident: Incident,
  now: number,
  step: (change: RuleChange, next: Incident) => RuleStep,
): RuleStep {
  const read = readInto(rule, reading, incident, now);
  if (severityRank(read.severity) > severityRank(incident.severity)) {
    const { snoozedUntil, ...rest } = read;
    return step("worsened", { ...rest, status: "open", worsenedAt: now });
  }
  return isSnoozeOver(incident, now) ? step("reopened", wake(read)) : step("updated", read);
}

const isSnoozeOver = ({ status, snoozedUntil }: Incident, now: number): boolean =>
  status === "snoozed" && snoozedUntil !== undefined && now >= snoozedUntil;

function wake({ snoozedUntil, ...rest }: Incident): Incident {
  return { ...rest, status: "open" };
}

export type RuleOutcome =
  | ({ ok: true; type: AlertType } & RuleStep)
  /** The rule itself failed: its state is kept as it was, and the others are not touched. */
  | { ok: false; type: AlertType; state: RuleState; error: unknown };

/** Every rule of one scope; one that throws does not stop the others. */
export function evaluateAll(
  rules: readonly AlertRule[],
  scope: string,
  facts: HealthFacts,
  previous: ReadonlyMap<AlertType, RuleState>,
  now: number,
): readonly RuleOutcome[] {
  return rules.map((rule) => {
    const state = previous.get(rule.type) ?? QUIET;
    try {
      return { ok: true, type: rule.type, ...evaluateRule(rule, scope, facts, state, now) };
    } catch (error) {
      return { ok: false, type: rule.type, state, error };
    }
  });
}
