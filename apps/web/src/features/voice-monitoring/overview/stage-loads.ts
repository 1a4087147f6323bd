import type { api } from "@voice-flow/backend/api";
import { MACHINE_STAGES, type MachineStage } from "@voice-flow/domain/vocabulary/pipeline";
import type { FunctionReturnType } from "convex/server";

type StageCount = FunctionReturnType<typeof api.models.voicePipelineEvents.getStageLoads>[number];

/**
 * How many notes a stage holds and since when (ms) the one that is longest in it has been there. `capped`: there are more
 * than were counted.
 */
export type StageLoad = Omit<StageCount, "stage">;

/** The stages in their order; one that the deployment says nothing of is not known, and is not shown as empty. */
export function inStageOrder(
  counts: readonly StageCount[],
): { stage: MachineStage; load: StageLoad | undefined }[] {
  return MACHINE_STAGES.map((stage) => ({ stage, load: counts.find((count) => count.stage === stage) }));
}
