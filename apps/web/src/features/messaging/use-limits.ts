"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useRoundedNow } from "@/lib/rounded-now";
import { useStaffArgs } from "@/lib/session/query-args";

export type Limits = FunctionReturnType<typeof api.models.rateLimits.getRateLimits>;

/** Limits and waiting messages; all windows begin at whole five minutes, so the rounded time is in the right one. */
export function useLimits(): Limits | undefined {
  const now = useRoundedNow();
  const args = useStaffArgs({ now: now ?? 0 });
  return useQuery(api.models.rateLimits.getRateLimits, now === undefined ? "skip" : args);
}
