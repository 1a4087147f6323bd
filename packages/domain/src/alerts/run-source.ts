/** Which attempts are behind an incident. */
import { countsForBreaker } from "../errors/classify";
import {
  type MachineStage,
  type PipelineEventType,
  STAGE_ERROR_CODES,
  STAGES,
  type StageErrorCode,
} from "../vocabulary/pipeline";

export type RunSource =
  /** The events that ended them, within the incident's window. */
  | {
      kind: "events";
      eventType: PipelineEventType;
      stage?: MachineStage;
      errorCodes?: readonly StageErrorCode[];
      /** Only of these is it measured how long a note took from its receipt. */
      firstAttempts?: true;
    }
  /** Notes that were written down when the incident opened. */
  | { kind: "frozen" }
  /** No note is behind it: it is about the metrics, or about a background job. */
  | { kind: "none" };

/** @param stage where the incident was found, if it is about one stage */
export type RunsBehind = (stage: MachineStage | undefined) => RunSource;

/** @param errorCodes only failures with one of these; all of them when it is left out */
export const failedRuns =
  (errorCodes?: readonly StageErrorCode[]): RunsBehind =>
  () => ({ kind: "events", eventType: "artifact_failed", ...(errorCodes ? { errorCodes } : {}) });

export const finishedRuns: RunsBehind = (stage) =>
  stage === undefined
    ? { kind: "events", eventType: "artifact_completed" }
    : { kind: "events", eventType: STAGES[stage].events.completed, stage };

/** Those whose duration was measured. */
export const timedRuns: RunsBehind = (stage) =>
  stage === undefined
    ? { kind: "events", eventType: "artifact_completed", firstAttempts: true }
    : finishedRuns(stage);

export const frozenRuns: RunsBehind = () => ({ kind: "frozen" });
export const noRuns: RunsBehind = () => ({ kind: "none" });

/** How attempts fail that open a circuit breaker, and those that an open one refuses. */
export const BREAKER_CODES: readonly StageErrorCode[] = STAGE_ERROR_CODES.filter(
  (code) => code === "circuit_open" || countsForBreaker(code),
);
