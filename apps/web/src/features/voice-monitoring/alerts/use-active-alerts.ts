"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { useStaffArgs } from "@/features/platform/use-staff-args";

/** What is not resolved, the worst first, as much as badge and messages need; undefined until the first answer. */
export function useActiveAlerts() {
  return useQuery(api.models.voicePipelineAlerts.getActiveAlerts, useStaffArgs({}));
}
