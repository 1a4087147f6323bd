/**
 * How many notes are in progress at each stage, kept as running sums over the events. An event carries the stage
 * that its note was at; from that and the change of status follows where the note went.
 */
import { type Infer, v } from "convex/values";
import { IN_FLIGHT_STATUSES, MACHINE_STAGES, type MachineStage } from "../vocabulary/pipeline";
import type { AggregatedEvent } from "./aggregated-event";

export const inFlightValidator = v.object({
  ingestion: v.number(),
  transcription: v.number(),
  claims_extraction: v.number(),
  entity_resolution: v.number(),
  draft_generation: v.number(),
});
export type InFlight = Infer<typeof inFlightValidator>;

export const NOTHING_IN_FLIGHT: InFlight = Object.freeze({
  ingestion: 0,
  transcription: 0,
  claims_extraction: 0,
  entity_resolution: 0,
  draft_generation: 0,
});

type StageEvent = Pick<AggregatedEvent, "eventType" | "pipelineStage" | "previousStatus" | "newStatus">;

/** Where a note with this status is; a `processing` one is at one of several. */
const STAGE_OF_STATUS: Readonly<Record<string, MachineStage | undefined>> = {
  received: "ingestion",
  transcribing: "transcription",
  transcribed: "claims_extraction",
};

const isInFlight = (status: string | undefined): boolean =>
  IN_FLIGHT_STATUSES.some((inFlight) => inFlight === status);
const machineStage = (stage: string | undefined): MachineStage | undefined =>
  MACHINE_STAGES.find((machine) => machine === stage);

/** The sums after one more event. Every event counts once, in any order: a note that has ended adds up to zero. */
export function afterEvent(sums: InFlight, event: StageEvent): InFlight {
  const { from, to } = stageMove(event);
  if (from === to) return sums;
  const next = { ...sums };
  if (from !== undefined) next[from] -= 1;
  if (to !== undefined) next[to] += 1;
  return next;
}

interface Move {
  from?: MachineStage;
  to?: MachineStage;
}

/** Which stage the note of an event has left, and which it has entered; a stage that it stays in is neither. */
export function stageMove(event: StageEvent): Move {
  const { from, to } = moveOf(event);
  return from === to ? {} : { from, to };
}

function moveOf(event: StageEvent): Move {
  switch (event.eventType) {
    case "artifact_received":
      return { to: "ingestion" };
    case "artifact_status_changed":
      return moveOfStatus(event);
    case "claims_extracted":
      return { from: "claims_extraction", to: "entity_resolution" };
    case "entity_resolution_completed":
      return { from: "entity_resolution", to: "draft_generation" };
    case "retry_initiated": {
      // A retry into `processing` says here at which stage; into other statuses the change of status says it.
      const stage = machineStage(event.pipelineStage);
      return stage === "ingestion" || stage === "transcription" ? {} : { to: stage };
    }
    default:
      return {};
  }
}

function moveOfStatus({ pipelineStage, previousStatus, newStatus }: StageEvent): Move {
  const left = isInFlight(previousStatus) ? machineStage(pipelineStage) : undefined;
  const entered = newStatus === undefined ? undefined : STAGE_OF_STATUS[newStatus];
  // From `transcribed` into `processing`, and by a retry.
  if (newStatus === "processing") return {};
  if (newStatus === "completed") return { from: afterItsOwnEvent(left) };
  return { from: left, to: entered };
}

/** A note that is completed early has told that its stage is completed, which counts it at the next one. */
const afterItsOwnEvent = (stage: MachineStage | undefined): MachineStage | undefined => {
  if (stage === "claims_extraction") return "entity_resolution";
  return stage === "entity_resolution" ? "draft_generation" : stage;
};

/** Never below zero: while the events of a note are still on their way, an end may be known before its beginning. */
export const totalInFlight = (sums: InFlight): number =>
  Math.max(
    0,
    MACHINE_STAGES.reduce((total, stage) => total + sums[stage], 0),
  );
