/** What the flow graph shows of each stage, put together from what the deployment answers. */

import type { api } from "@voice-flow/backend/api";
import { MACHINE_STAGES, type MachineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { providerOfStage } from "@voice-flow/domain/vocabulary/stages";
import type { FunctionReturnType } from "convex/server";
import {
  confirmationHealth,
  deliveryHealth,
  healthLimits,
  type StageHealth,
  stageHealth,
} from "./stage-health";

export type RealTime = FunctionReturnType<typeof api.models.voicePipelineMetrics.getRealTimeMetrics>;
export type StageLoads = FunctionReturnType<typeof api.models.voicePipelineEvents.getStageLoads>;
export type Waiting = FunctionReturnType<typeof api.models.waitingForCoaches.getWaiting>;
export type SettingRows = FunctionReturnType<typeof api.models.settings.getSettings>;

/** Notes in a stage. `isLeast`: there are more than were counted. */
export type Depth = { count: number; isLeast: boolean; oldestSince: number | undefined };

export type StageNode = {
  stage: MachineStage;
  /** Undefined while it is not known, null where it was not recorded: never shown as empty. */
  depth: Depth | undefined | null;
  /** Of sixty minutes. */
  lastHour: RealTime["stages"][number] | undefined;
  health: StageHealth;
};

/** The stage in which messages go to phones. */
export type DeliveryNode = {
  /** Messages of sixty minutes. */
  lastHour: RealTime["stages"][number] | undefined;
  /** From the note to the coach's phone, of sixty minutes; null where it was not recorded. */
  toCoach: RealTime["toCoach"] | undefined | null;
  health: StageHealth;
};

export function deliveryNode(
  realTime: RealTime | undefined,
  settings: SettingRows | undefined,
): DeliveryNode {
  const lastHour = realTime?.stages.find(({ stage }) => stage === "delivery");
  return { lastHour, toCoach: realTime?.toCoach, health: deliveryHealth(lastHour, settings) };
}

/** The stage that waits for people: its notes are answered or decided on, and no machine fails in it. */
export type ConfirmationNode = {
  /** Undefined while it is not known, null where it was not counted: before the first count, or at a moment gone by. */
  waiting: ConfirmationLoad | undefined | null;
  /** Drafts decided on in sixty minutes. */
  decided: RealTime["decided"] | undefined;
  health: StageHealth;
};
export type ConfirmationLoad = {
  /** Notes with drafts that nobody has decided on, or with an open question. */
  notes: number;
  drafts: number;
  /** Notes that ask which club they are for or what was said, and names to choose a player for. */
  questions: number;
  oldestSince: number | undefined;
  /** ms. */
  countedAt: number;
};

export function confirmationNode(
  waiting: Waiting | undefined,
  realTime: RealTime | undefined,
  settings: SettingRows | undefined,
  now: number,
): ConfirmationNode {
  // Before the first count there is no number, and nought would be one.
  const load = waiting && (waiting.countedAt === null ? null : loadOf(waiting, waiting.countedAt));
  return { waiting: load, decided: realTime?.decided, health: confirmationHealth(waiting, settings, now) };
}

function loadOf(waiting: Waiting, countedAt: number): ConfirmationLoad {
  const { notesWithDrafts, drafts, askedNotes, openNames, oldestDraftSince, oldestAskedSince } = waiting;
  const since = [oldestDraftSince, oldestAskedSince].filter((at) => at !== undefined);
  return {
    notes: notesWithDrafts + askedNotes,
    drafts,
    questions: askedNotes + openNames,
    oldestSince: since.length === 0 ? undefined : Math.min(...since),
    countedAt,
  };
}

type Answers = {
  loads: StageLoads | undefined;
  realTime: RealTime | undefined;
  settings: SettingRows | undefined;
};

export function stageNodes({ loads, realTime, settings }: Answers, now: number): StageNode[] {
  return MACHINE_STAGES.map((stage) => {
    const depth = depthOf(stage, loads, realTime);
    const lastHour = realTime?.stages.find((figures) => figures.stage === stage);
    const provider = providerOfStage(stage);
    const breaker = realTime?.aiServices.find(
      (service) => service.provider === provider,
    )?.circuitBreakerState;
    const facts = depth && lastHour && { ...depth, ...lastHour, breaker };
    const limits = settings && healthLimits(settings, stage);
    return { stage, depth, lastHour, health: stageHealth(facts, limits, now) };
  });
}

function depthOf(
  stage: MachineStage,
  loads: StageLoads | undefined,
  realTime: RealTime | undefined,
): Depth | undefined {
  const load = loads?.find((candidate) => candidate.stage === stage);
  if (!load) {
    return undefined;
  }
  const { count, capped, oldestSince } = load;
  const total = capped ? realTime?.inFlight[stage] : undefined;
  // The sums follow a moment later than the rows; what was counted is there in any case.
  return total !== undefined && total > count
    ? { count: total, isLeast: false, oldestSince }
    : { count, isLeast: capped, oldestSince };
}

/** What an open or half-open breaker stops: its stages, and the notes that are in them or on their way to them. */
export function heldBack(nodes: readonly StageNode[]): { stages: MachineStage[]; notes: Depth | undefined } {
  const stopped = nodes.filter(({ stage }) => providerOfStage(stage) !== undefined);
  const last = nodes.findLastIndex(({ stage }) => providerOfStage(stage) !== undefined);
  const before = nodes.slice(0, last + 1).map(({ depth }) => depth);
  const known = before.filter((depth) => depth !== undefined && depth !== null);
  return {
    stages: stopped.map(({ stage }) => stage),
    notes:
      known.length < before.length
        ? undefined
        : {
            count: known.reduce((sum, { count }) => sum + count, 0),
            isLeast: known.some(({ isLeast }) => isLeast),
            oldestSince: undefined,
          },
  };
}
