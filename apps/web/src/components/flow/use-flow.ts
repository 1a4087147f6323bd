"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { useIsCurrent } from "@/components/live/live-provider";
import { useNow } from "@/lib/clock";
import { startOfDay, useRoundedNow } from "@/lib/rounded-now";
import { useStaffArgs } from "@/lib/session/query-args";
import { useKept } from "@/lib/use-kept";
import type { StageHealth } from "./stage-health";
import {
  type ConfirmationNode,
  confirmationNode,
  type DeliveryNode,
  deliveryNode,
  type RealTime,
  type SettingRows,
  type StageNode,
  stageNodes,
} from "./stage-nodes";

/** Notes that are looked at of each stage; from there on the sums tell how many. Keeps the overview within its budget. */
const COUNTED_PER_STAGE = 2;

/** What is going on now and went on today, in the reader's zone; undefined until the first answer. */
export function useRealTime(): RealTime | undefined {
  const now = useRoundedNow();
  const args = useStaffArgs({ now: now ?? 0, dayStart: now === undefined ? 0 : startOfDay(now) });
  return useKept(
    useQuery(api.models.voicePipelineMetrics.getRealTimeMetrics, now === undefined ? "skip" : args),
  ).value;
}

export const useSettings = (): SettingRows | undefined =>
  useQuery(api.models.settings.getSettings, useStaffArgs({}));

/** What waits for coaches; undefined until the first answer. */
export const useWaiting = () => useQuery(api.models.waitingForCoaches.getWaiting, useStaffArgs({}));

/** What the flow graph shows: the stages that machines work through, the messages, and the stage that waits for people. */
export type Flow = { nodes: readonly StageNode[]; delivery: DeliveryNode; confirmation: ConfirmationNode };

/** The flow as it is now. */
export function useFlow(): Flow {
  const loads = useQuery(
    api.models.voicePipelineEvents.getStageLoads,
    useStaffArgs({ limitPerStage: COUNTED_PER_STAGE }),
  );
  const settings = useSettings();
  const realTime = useRealTime();
  const waiting = useWaiting();
  const now = useNow(10_000);
  const isCurrent = useIsCurrent();
  const confirmation = confirmationNode(waiting, realTime, settings, now);
  return {
    nodes: stageNodes({ loads, realTime, settings }, now).map((node) => knownOnlyIf(isCurrent, node)),
    delivery: knownOnlyIf(isCurrent, deliveryNode(realTime, settings)),
    confirmation: knownOnlyIf(isCurrent, confirmation),
  };
}

/** The numbers stay, with since when they are old beside them; "healthy" would be said of now. */
function knownOnlyIf<Node extends { health: StageHealth }>(isCurrent: boolean, node: Node): Node {
  return isCurrent ? node : { ...node, health: { level: "unknown", sentence: "Unknown: connection lost." } };
}

export const isLoading = ({ nodes }: Flow): boolean => nodes.every(({ depth }) => depth === undefined);
