/** Changes of settings, flags, thresholds, budgets and switches: who, when, from what to what, and why. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";
import type { AuditChange } from "../../tables/monitoring";
import type { DbWriter } from "./context";

/** Those that the settings page lists. */
export const CHANGE_KINDS = [
  "setting_changed",
  "feature_flag_changed",
  "auto_apply_changed",
  "ai_model_chosen",
  "ai_model_changed",
] as const;
const RECORDED_KINDS = [
  ...CHANGE_KINDS,
  /** Key: the period. Micro-dollars. */
  "budget_changed",
  "emergency_mode_changed",
  /** Key: the id of the alert. */
  "cost_alert_acknowledged",
  /** Key: the provider. Whether its breaker let no call through. */
  "circuit_breaker_reset",
] as const;
export const changeKindValidator = literals(...CHANGE_KINDS);
export type ChangeKind = Infer<typeof changeKindValidator>;
type RecordedKind = (typeof RECORDED_KINDS)[number];

/** A member of staff by Better Auth's id, or a machine by a word. */
export interface Actor {
  authUserId: string;
  name: string;
}

export async function recordChange(
  db: DbWriter,
  entry: { kind: RecordedKind; actor: Actor; change: AuditChange; reason?: string; now: number },
): Promise<void> {
  await db.insert("auditLog", {
    actorAuthUserId: entry.actor.authUserId,
    actorName: entry.actor.name,
    action: entry.kind,
    detail: entry.reason,
    change: entry.change,
    at: entry.now,
  });
}
