import type { api } from "@voice-flow/backend/api";
import type { AlertSeverity, AlertStatus } from "@voice-flow/domain/vocabulary/operations";
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
  low: { label: "Low", icon: InfoIcon, tone: "neutral" },
  medium: { label: "Medium", icon: CircleAlertIcon, tone: "warning" },
  high: { label: "High", icon: TriangleAlertIcon, tone: "danger" },
  critical: { label: "Critical", icon: OctagonAlertIcon, tone: "danger" },
} as const satisfies Record<AlertSeverity, Label>;

export const ALERT_STATUS_LABELS = {
  open: { label: "Open", icon: BellIcon, tone: "danger" },
  acknowledged: { label: "Acknowledged", icon: UserCheckIcon, tone: "attention" },
  snoozed: { label: "Snoozed", icon: BellOffIcon, tone: "neutral" },
  resolved: { label: "Resolved", icon: CircleCheckIcon, tone: "success" },
} as const satisfies Record<AlertStatus, Label>;

export const STEP_WORDS = {
  opened: "Opened",
  reopened: "Came back",
  worsened: "Got worse",
  snooze_ended: "Snooze ended",
  acknowledged: "Acknowledged",
  snoozed: "Snoozed",
  resolved: "Resolved by itself",
} as const satisfies Record<IncidentStep["step"], string>;

/** Whose incident it is: a club, or the whole platform. */
export const scopeOf = ({ organizationId, organizationName }: Incident): string =>
  organizationId === undefined ? "Whole platform" : (organizationName ?? "A club without a name");
