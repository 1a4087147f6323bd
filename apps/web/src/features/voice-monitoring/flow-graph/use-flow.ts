"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { useStaffArgs } from "@/features/platform/use-staff-args";
import { useNow } from "@/lib/clock";
import { startOfDay, useRoundedNow } from "@/lib/rounded-now";
import { useKept } from "@/lib/use-kept";
import { type RealTime, type StageNode, stageNodes } from "./stage-nodes";

/** Notes that are looked at of each stage; from there on the sums tell how many. Keeps the overview within its budget. */
const COUNTED_PER_STAGE = 3;

/** What is going on now and went on today, in the reader's zone; undefined until the first answer. */
export function useRealTime(): RealTime | undefined {
  const now = useRoundedNow();
  const args = useStaffArgs({ now: now ?? 0, dayStart: now === undefined ? 0 : startOfDay(now) });
  return useKept(
    useQuery(api.models.voicePipelineMetrics.getRealTimeMetrics, now === undefined ? "skip" : args),
  ).value;
}

/** The stages as the flow graph shows them. */
export function useStageNodes(): StageNode[] {
  const loads = useQuery(
    api.models.voicePipelineEvents.getStageLoads,
    useStaffArgs({ limitPerStage: COUNTED_PER_STAGE }),
  );
  const settings = useQuery(api.models.settings.getSettings, useStaffArgs({}));
  const realTime = useRealTime();
  return stageNodes({ loads, realTime, settings }, useNow(10_000));
}
