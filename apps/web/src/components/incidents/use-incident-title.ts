"use client";

import { api } from "@voice-flow/backend/api";
import { scopeOf } from "@/features/vocabulary/incidents";
import { useStaffArgs } from "@/lib/session/query-args";
import { useQuietQuery } from "@/lib/use-quiet-query";

/** What an incident is called where it is only mentioned; its id until that is known, or if there is none. */
export function useIncidentTitle(alertId: string | null): string {
  const args = useStaffArgs({ alertId: alertId ?? "" });
  const detail = useQuietQuery(api.models.voicePipelineAlerts.getAlert, alertId === null ? "skip" : args);
  if (detail === null) {
    return "deleted";
  }
  return detail === undefined ? (alertId ?? "") : `${detail.alert.title}, ${scopeOf(detail.alert)}`;
}
