import type { api } from "@voice-flow/backend/api";
import {
  ALERT_SEVERITY,
  ALERT_STATUS,
  type AlertSeverity,
  type AlertStatus,
} from "@voice-flow/domain/vocabulary/operations";
import type { FunctionReturnType } from "convex/server";
import {
  BellIcon,
  BellOffIcon,
  CircleAlertIcon,
  CircleCheckIcon,
  InfoIcon,
  OctagonAlertIcon,
  TriangleAlertIcon,
  UserCheckIcon,
} from "lucide-react";
import type { Label } from "@/lib/tone";

export type Incident = FunctionReturnType<
  typeof api.models.voicePipelineAlerts.getActiveAlerts
>["alerts"][number];
export type IncidentDetail = NonNullable<FunctionReturnType<typeof api.models.voicePipelineAlerts.getAlert>>;
export type IncidentStep = IncidentDetail["steps"][number];

export const SEVERITY_LABELS = {
  low: { ...ALERT_SEVERITY.low, icon: InfoIcon },
  medium: { ...ALERT_SEVERITY.medium, icon: CircleAlertIcon },
  high: { ...ALERT_SEVERITY.high, icon: TriangleAlertIcon },
  critical: { ...ALERT_SEVERITY.critical, icon: OctagonAlertIcon },
} as const satisfies Record<AlertSeverity, Label>;

export const ALERT_STATUS_LABELS = {
  open: { ...ALERT_STATUS.open, icon: BellIcon },
  acknowledged: { ...ALERT_STATUS.acknowledged, icon: UserCheckIcon },
  snoozed: { ...ALERT_STATUS.snoozed, icon: BellOffIcon },
  resolved: { ...ALERT_STATUS.resolved, icon: CircleCheckIcon },
} as const satisfies Record<AlertStatus, Label>;

export const STEP_WORDS = {
  opened: "Opened",
  reopened: "Came back",
  worsened: "Got worse",
  snooze_ended: "Snooze ended",
  acknowledged: "Acknowledged",
  snoozed: "Snoozed",
  resolved: "Recovered",
} as const satisfies Record<IncidentStep["step"], string>;

/** Whose incident it is: a club, or the whole platform. */
export const scopeOf = ({ organizationId, organizationName }: Incident): string =>
  organizationId === undefined ? "Whole platform" : (organizationName ?? "Unnamed club");
