/** How many notes are in each stage. */
import { NOTHING_IN_FLIGHT } from "@voice-flow/domain/metrics/in-flight";
import type { DbReader } from "../foundation/context";
import { readStages, type StageCount, stageCount } from "../pipeline/artifactRows";
import { readRollup } from "./rollUpBatch";

/**
 * The counts alone: no names are read. Where a stage holds more than are read, what the events add up to is its count,
 * which may be seconds old.
 */
export async function readStageLoads(db: DbReader, limitPerStage: number): Promise<StageCount[]> {
  const counts = (await readStages(db, limitPerStage)).map(stageCount);
  if (!counts.some((one) => one.capped)) return counts;
  const inFlight = (await readRollup(db))?.inFlight ?? NOTHING_IN_FLIGHT;
  return counts.map((one) =>
    one.capped && inFlight[one.stage] > one.count
      ? { ...one, count: inFlight[one.stage], capped: false }
      : one,
  );
}
