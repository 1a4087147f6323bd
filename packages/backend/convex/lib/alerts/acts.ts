/** What staff do about an incident. The rules are the domain's; here they meet the row, its story and the audit log. */
import {
  type ActResult,
  acknowledge,
  type Incident,
  MAX_SNOOZE_MS,
  severityRank,
  snooze,
} from "@voice-flow/domain/alerts/incident";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader } from "../foundation/context";
import { functionError } from "../foundation/errors";
import type { Staff } from "../host/functions";
import { addStep } from "./record";
import { incidentOf } from "./scopeRows";

const MAX_NOTE = 500;

/** For ids that come from a URL: null for one that is none. */
export async function findAlert(db: DbReader, alertId: string): Promise<Doc<"voicePipelineAlerts"> | null> {
  const id = db.normalizeId("voicePipelineAlerts", alertId);
  return id ? await db.get("voicePipelineAlerts", id) : null;
}

/** Throws ConvexError `not_found`, or `invalid_argument` with the reason. */
export async function acknowledgeOrThrow(
  ctx: MutationCtx & { staff: Staff },
  alertId: Id<"voicePipelineAlerts">,
  note: string | undefined,
  now: number,
): Promise<void> {
  if (note !== undefined && note.length > MAX_NOTE) {
    throw functionError("invalid_argument", `A note has at most ${MAX_NOTE} characters.`);
  }
  const alert = await alertOrThrow(ctx.db, alertId);
  const { authUserId, name } = ctx.staff;
  const incident = doneOrThrow(acknowledge(incidentOf(alert), authUserId, note, now));
  await replaceIncident(ctx, alert, incident, { acknowledgedByName: name, snoozedUntilWorse: undefined });
  await addStep(ctx, alertId, incident, "acknowledged", now, {
    byAuthUserId: authUserId,
    byName: name,
    note: incident.acknowledgedNote,
  });
  await audit(ctx, "alert_acknowledged", alert, now);
}

/** Throws ConvexError `not_found`, or `invalid_argument` with the reason. */
export async function snoozeOrThrow(
  ctx: MutationCtx & { staff: Staff },
  alertId: Id<"voicePipelineAlerts">,
  until: number | "worse",
  now: number,
): Promise<void> {
  const alert = await alertOrThrow(ctx.db, alertId);
  // An incident that gets worse ends every snooze; without another end it is heard of again after the longest one.
  const snoozedUntil = until === "worse" ? now + MAX_SNOOZE_MS : until;
  const incident = doneOrThrow(snooze(incidentOf(alert), snoozedUntil, now));
  await replaceIncident(ctx, alert, incident, {
    acknowledgedByName: alert.acknowledgedByName,
    snoozedUntilWorse: until === "worse",
  });
  const { authUserId, name } = ctx.staff;
  await addStep(ctx, alertId, incident, "snoozed", now, {
    byAuthUserId: authUserId,
    byName: name,
    snoozedUntil,
  });
  await audit(ctx, "alert_snoozed", alert, now);
}

async function alertOrThrow(
  db: DbReader,
  alertId: Id<"voicePipelineAlerts">,
): Promise<Doc<"voicePipelineAlerts">> {
  const alert = await db.get("voicePipelineAlerts", alertId);
  if (!alert) throw functionError("not_found");
  return alert;
}

function doneOrThrow(result: ActResult): Incident {
  if (!result.ok) throw functionError("invalid_argument", result.message);
  return result.incident;
}

async function replaceIncident(
  ctx: MutationCtx,
  alert: Doc<"voicePipelineAlerts">,
  incident: Incident,
  by: Pick<Doc<"voicePipelineAlerts">, "acknowledgedByName" | "snoozedUntilWorse">,
): Promise<void> {
  const { notThis, errorGroups, organizationId } = alert;
  await ctx.db.replace("voicePipelineAlerts", alert._id, {
    ...incident,
    notThis,
    errorGroups,
    organizationId,
    severityRank: severityRank(incident.severity),
    ...by,
  });
}

async function audit(
  ctx: MutationCtx & { staff: Staff },
  action: string,
  { type, scope }: Doc<"voicePipelineAlerts">,
  at: number,
): Promise<void> {
  const detail = `${type} ${scope}`;
  await ctx.db.insert("auditLog", { actorAuthUserId: ctx.staff.authUserId, action, detail, at });
}
