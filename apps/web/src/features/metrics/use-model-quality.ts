"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useRoundedNow } from "@/lib/rounded-now";
import { useStaffArgs } from "@/lib/session/query-args";
import { useKept } from "@/lib/use-kept";
import type { MetricsRange } from "./metrics-range";

export type ModelQuality = FunctionReturnType<typeof api.models.modelQuality.getModelQuality>;

/** While another range is loading, the old figures stay and `isOld` says so. */
export function useModelQuality(
  range: MetricsRange,
  club: string | null,
): { quality: ModelQuality | undefined; isOld: boolean } {
  const now = useRoundedNow();
  const args = useStaffArgs({ range, now: now ?? 0, ...(club === null ? {} : { organizationId: club }) });
  const answer = useQuery(api.models.modelQuality.getModelQuality, now === undefined ? "skip" : args);
  const { value: quality, isOld } = useKept(answer);
  return { quality, isOld };
}
