import type { PipelineEvent } from "@voice-flow/backend/convex/tables/monitoring";
import type { MeasuredStage } from "@voice-flow/domain/vocabulary/pipeline";

/** What the timeline needs of an event. */
export type TimelineEvent = Pick<
  PipelineEvent,
  | "eventId"
  | "eventType"
  | "pipelineStage"
  | "attempt"
  | "timestamp"
  | "stageStartedAt"
  | "stageCompletedAt"
  | "durationMs"
  | "errorCode"
  | "errorMessage"
  | "previousStatus"
  | "newStatus"
  | "metadata"
>;

/** `unreported`: sent, and nobody said whether it arrived. `waiting`: for the coach to write. */
export type RunOutcome = "running" | "completed" | "failed" | "abandoned" | "unreported" | "waiting";

/** One stage in one attempt. All times in ms. */
export type StageRun = {
  stage: MeasuredStage;
  attempt: number;
  /** When the stage before had ended, or the attempt began: from here the note waited. */
  queuedAt: number;
  startedAt: number;
  /** Undefined while it runs. */
  endedAt: number | undefined;
  outcome: RunOutcome;
  /** The event that ended it. */
  end: TimelineEvent | undefined;
};
