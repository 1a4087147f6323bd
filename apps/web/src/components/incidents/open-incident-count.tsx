"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { useStaffArgs } from "@/lib/session/query-args";

/** What is not resolved, the worst first, as much as badge and messages need; undefined until the first answer. */
export function useActiveAlerts() {
  return useQuery(api.models.voicePipelineAlerts.getActiveAlerts, useStaffArgs({}));
}

/** The number of unacknowledged incidents, beside the tab's name. */
export function OpenIncidentCount() {
  const active = useActiveAlerts();
  const open = (active?.alerts ?? []).filter(({ status }) => status === "open").length;
  if (open === 0) {
    return null;
  }
  const count = active?.truncated === true ? `${open}+` : `${open}`;
  return (
    <span
      data-slot="incident-count"
      className="relative ml-1.5 inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-full border border-tone-danger-border bg-tone-danger-subtle px-1 text-xs font-medium text-tone-danger tabular"
    >
      {count}
      <span className="sr-only"> open</span>
    </span>
  );
}
