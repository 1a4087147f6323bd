import type { api } from "@voice-flow/backend/api";
import { MACHINE_STAGES, type MachineStage } from "@voice-flow/domain/vocabulary/pipeline";
import type { FunctionReturnType } from "convex/server";

export type StageLoad = {
  count: number;
  /** When the note that has been in the stage longest entered it, in ms. Undefined when there is none. */
  oldestSince: number | undefined;
  /** There are more than were counted. */
  isAtLeast: boolean;
};

export type StageLoads = Readonly<Record<MachineStage, StageLoad>>;

type Active = FunctionReturnType<typeof api.models.voicePipelineEvents.getActiveArtifacts>;
type ActiveFigures = {
  artifacts: readonly Pick<Active["artifacts"][number], "currentStage" | "stageStartedAt">[];
  stages: Active["stages"];
};

const NOTHING: StageLoad = { count: 0, oldestSince: undefined, isAtLeast: false };

/** How many notes each stage holds and since when the oldest of them has been there. */
export function stageLoadsOf({ artifacts, stages }: ActiveFigures): StageLoads {
  const loads: Record<MachineStage, StageLoad> = {
    ingestion: NOTHING,
    transcription: NOTHING,
    claims_extraction: NOTHING,
    entity_resolution: NOTHING,
    draft_generation: NOTHING,
  };
  for (const { stage, count, capped } of stages) {
    const since = artifacts
      .filter((artifact) => artifact.currentStage === stage)
      .map((artifact) => artifact.stageStartedAt);
    loads[stage] = {
      count,
      oldestSince: since.length === 0 ? undefined : Math.min(...since),
      isAtLeast: capped,
    };
  }
  return loads;
}

/** All notes in flight, and whether there are more than were counted. */
export function totalLoad(loads: StageLoads): { count: number; isAtLeast: boolean } {
  const all = MACHINE_STAGES.map((stage) => loads[stage]);
  return {
    count: all.reduce((sum, load) => sum + load.count, 0),
    isAtLeast: all.some((load) => load.isAtLeast),
  };
}
