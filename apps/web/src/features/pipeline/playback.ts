/** The flow graph at an earlier moment: which moments there are, and what is known of one. */

import type { api } from "@voice-flow/backend/api";
import { PLAYBACK_REACH_MS, PLAYBACK_STEP_MS, playbackStep } from "@voice-flow/domain/metrics/playback";
import { MACHINE_STAGES } from "@voice-flow/domain/vocabulary/pipeline";
import { providerOfStage } from "@voice-flow/domain/vocabulary/stages";
import type { FunctionReturnType } from "convex/server";
import {
  deliveryHealth,
  healthLimits,
  type SettingValues,
  stageHealth,
} from "@/components/flow/stage-health";
import type { Flow } from "@/components/flow/use-flow";
import { words } from "./words";

export type FlowAt = FunctionReturnType<typeof api.models.voicePipelineMetrics.getFlowAt>;

/** The moments that can be shown, ms: the last 24 hours in steps of five minutes, both ends included. */
export type PlaybackRange = { from: number; to: number };

export const playbackRange = (now: number): PlaybackRange => ({
  from: playbackStep(now) - PLAYBACK_REACH_MS,
  to: playbackStep(now),
});

export const stepsOf = ({ from, to }: PlaybackRange): number => Math.round((to - from) / PLAYBACK_STEP_MS);
export const stepAt = ({ from }: PlaybackRange, at: number): number =>
  Math.round((at - from) / PLAYBACK_STEP_MS);
export const momentOf = ({ from }: PlaybackRange, step: number): number => from + step * PLAYBACK_STEP_MS;

/** The step that a moment of a link lies in; null for one that cannot be shown. */
export function momentInRange({ from, to }: PlaybackRange, wanted: number): number | null {
  const at = playbackStep(wanted);
  return at >= from && at <= to ? at : null;
}

/** The graph as it was. Since when notes waited, and what waited for coaches, is not kept, and is not made up. */
export function flowAt(past: FlowAt, settings: SettingValues | undefined): Flow {
  const { inFlight, stages, decided, breakerOpenedAt } = past;
  return {
    nodes: MACHINE_STAGES.map((stage) => {
      const depth =
        inFlight === null ? null : { count: inFlight[stage], isLeast: false, oldestSince: undefined };
      const lastHour = stages.find((figures) => figures.stage === stage);
      const isStopped = providerOfStage(stage) !== undefined && breakerOpenedAt !== null;
      const facts = depth &&
        lastHour && { ...depth, ...lastHour, breaker: isStopped ? ("open" as const) : ("closed" as const) };
      const limits = settings && healthLimits(settings, stage);
      return { stage, depth, lastHour, health: stageHealth(facts ?? undefined, limits, past.at) };
    }),
    delivery: deliveryAt(stages, settings),
    confirmation: {
      waiting: null,
      decided,
      health: { level: "unknown", sentence: words.playback.noWaiting },
    },
  };
}

/** How long notes took to reach a phone is not kept for moments gone by. */
function deliveryAt(stages: FlowAt["stages"], settings: SettingValues | undefined): Flow["delivery"] {
  const lastHour = stages.find(({ stage }) => stage === "delivery");
  return { lastHour, toCoach: null, health: deliveryHealth(lastHour, settings) };
}
