/**
 * An incident: one condition of one scope, from the moment it is believed until it is gone. open → acknowledged or
 * snoozed → resolved, and reopened when it returns soon. People acknowledge and snooze; only health checks open and
 * resolve.
 */

import { type Infer, v } from "convex/values";
import { DAY_MS } from "../time";
import {
  ALERT_SEVERITIES,
  type AlertSeverity,
  alertSeverityValidator,
  alertStatusValidator,
} from "../vocabulary/operations";
import { machineStageValidator } from "../vocabulary/pipeline";
import { alertTypeValidator } from "./registry";

/** Columns of a stored incident; times are ms since epoch. */
export const incidentFields = {
  type: alertTypeValidator,
  /** `platform` or `org:<id>`. */
  scope: v.string(),
  status: alertStatusValidator,
  /** The worst it has been: an incident does not become milder while it lasts. */
  severity: alertSeverityValidator,
  /** As last read, in the unit of the rule. */
  value: v.number(),
  threshold: v.number(),
  sentence: v.string(),
  stage: v.optional(machineStageValidator),
  /** The runs behind it came to an end in this time; `from` stays where the incident began. */
  windowFrom: v.number(),
  windowTo: v.number(),
  openedAt: v.number(),
  lastSeenAt: v.number(),
  /** How often it came back within the time of de-duplication. */
  reopenedCount: v.number(),
  /** When its severity last rose. An acknowledgement from before holds no longer, but is kept. */
  worsenedAt: v.optional(v.number()),
  acknowledgedAt: v.optional(v.number()),
  acknowledgedBy: v.optional(v.string()),
  acknowledgedNote: v.optional(v.string()),
  snoozedUntil: v.optional(v.number()),
  resolvedAt: v.optional(v.number()),
};
export const incidentValidator = v.object(incidentFields);
export type Incident = Infer<typeof incidentValidator>;

export const severityRank = (severity: AlertSeverity): number => ALERT_SEVERITIES.indexOf(severity);
export const worse = (left: AlertSeverity, right: AlertSeverity): AlertSeverity =>
  severityRank(left) >= severityRank(right) ? left : right;

export const isActive = (incident: Incident): boolean => incident.status !== "resolved";

/** Whether somebody has acknowledged it at the severity that it has. */
export const isAcknowledged = (incident: Incident): boolean =>
  incident.acknowledgedAt !== undefined && incident.acknowledgedAt >= (incident.worsenedAt ?? 0);

export type ActErrorCode = "already_resolved" | "already_acknowledged" | "snooze_in_past" | "snooze_too_long";
export type ActResult = { ok: true; incident: Incident } | { ok: false; code: ActErrorCode; message: string };

const ACT_MESSAGES = {
  already_resolved: "The incident is already resolved.",
  already_acknowledged: "The incident is already acknowledged.",
  snooze_in_past: "Choose a time in the future.",
  snooze_too_long: "An incident can be snoozed for at most seven days.",
} as const satisfies Record<ActErrorCode, string>;

const refuse = (code: ActErrorCode): ActResult => ({ ok: false, code, message: ACT_MESSAGES[code] });

/** @param by id of the member of staff */
export function acknowledge(
  incident: Incident,
  by: string,
  note: string | undefined,
  now: number,
): ActResult {
  if (!isActive(incident)) return refuse("already_resolved");
  if (incident.status === "acknowledged") return refuse("already_acknowledged");
  const { snoozedUntil, acknowledgedNote, ...rest } = incident;
  const text = note?.trim();
  return {
    ok: true,
    incident: {
      ...rest,
      status: "acknowledged",
      acknowledgedAt: now,
      acknowledgedBy: by,
      ...(text === undefined || text === "" ? {} : { acknowledgedNote: text }),
    },
  };
}

export const MAX_SNOOZE_MS = 7 * DAY_MS;

/** Quiet until `until`, or until it gets worse; it is then open again. */
export function snooze(incident: Incident, until: number, now: number): ActResult {
  if (!isActive(incident)) return refuse("already_resolved");
  if (until <= now) return refuse("snooze_in_past");
  if (until - now > MAX_SNOOZE_MS) return refuse("snooze_too_long");
  return { ok: true, incident: { ...incident, status: "snoozed", snoozedUntil: until } };
}
