"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useState } from "react";
import { useRoundedNow } from "@/lib/rounded-now";
import { useStaffArgs } from "@/lib/session/query-args";
import type { MetricsRange } from "./metrics-range";

export type Historical = FunctionReturnType<typeof api.models.voicePipelineMetrics.getHistoricalMetrics>;
export type MetricsPoint = Historical["points"][number];

/** The metrics of a range. While another range loads, the old metrics stay and `isOld` is true. */
export function useHistorical(
  range: MetricsRange,
  club: string | null,
): { metrics: Historical | undefined; isOld: boolean } {
  const now = useRoundedNow();
  const args = useStaffArgs({
    range,
    now: now ?? 0,
    utcOffsetMinutes: -new Date(now ?? 0).getTimezoneOffset(),
    ...(club === null ? {} : { organizationId: club }),
  });
  const answer = useQuery(
    api.models.voicePipelineMetrics.getHistoricalMetrics,
    now === undefined ? "skip" : args,
  );
  const key = `${range} ${club ?? ""}`;
  const [kept, setKept] = useState({ key, metrics: answer });
  if (answer !== undefined && (kept.metrics !== answer || kept.key !== key)) {
    setKept({ key, metrics: answer });
  }
  return {
    metrics: answer ?? kept.metrics,
    isOld: answer === undefined && kept.metrics !== undefined && kept.key !== key,
  };
}
