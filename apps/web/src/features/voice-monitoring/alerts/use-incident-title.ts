"use client";

import { api } from "@voice-flow/backend/api";
import { useStaffArgs } from "@/features/platform/use-staff-args";
import { useQuietQuery } from "@/lib/use-quiet-query";
import { scopeOf } from "./incident-scope";

/** What an incident is called where it is only mentioned; its id until that is known, or if there is none. */
export function useIncidentTitle(alertId: string | null): string {
  const args = useStaffArgs({ alertId: alertId ?? "" });
  const detail = useQuietQuery(api.models.voicePipelineAlerts.getAlert, alertId === null ? "skip" : args);
  if (detail === null) {
    return "no longer kept";
  }
  return detail === undefined ? (alertId ?? "") : `${detail.alert.title}, ${scopeOf(detail.alert)}`;
}
