/** The events of a move, in order: the stage's own, then the change of status. */
import { type PipelineEventType, type PipelineStage, STAGES } from "../vocabulary/pipeline";
import type { ArtifactMove, ArtifactState, ArtifactSubject } from "./artifact-moves";

/** What one event of a transition says; `events/` adds the identity, the note and the measurements. */
export interface TransitionEvent {
  eventType: PipelineEventType;
  pipelineStage: PipelineStage;
  /** The attempt that the event belongs to (a retry's events belong to the new one). */
  attempt: number;
  /** Only on events that report a change of status. */
  previousStatus?: ArtifactState["status"];
  newStatus?: ArtifactState["status"];
  /** Only on `*_completed` and `*_failed`; both or neither (ms since epoch). */
  stageStartedAt?: number;
  stageCompletedAt?: number;
}

export function eventsOf(
  current: ArtifactSubject,
  patch: ArtifactState,
  move: ArtifactMove,
  now: number,
): readonly TransitionEvent[] {
  const events: TransitionEvent[] = [...stageEventsOf(current, patch, move, now)];
  if (patch.status !== current.status) {
    const change = {
      pipelineStage: current.currentStage,
      attempt: patch.attempt,
      previousStatus: current.status,
      newStatus: patch.status,
    };
    const ingested = endsIngestion(current, move) ? measured(current, now) : {};
    events.push({ eventType: "artifact_status_changed", ...change, ...ingested });
    if (patch.status === "completed") events.push({ eventType: "artifact_completed", ...change });
    if (patch.status === "failed") {
      const timed = current.currentStage === "ingestion" ? measured(current, now) : {};
      events.push({ eventType: "artifact_failed", ...change, ...timed });
    }
  }
  return events;
}

const measured = (current: ArtifactState, now: number) => ({
  stageStartedAt: current.stageStartedAt,
  stageCompletedAt: Math.max(now, current.stageStartedAt),
});

/** Ingestion has no `*_completed` of its own: the change of status that leaves it says so and carries its times. */
const endsIngestion = (current: ArtifactState, move: ArtifactMove): boolean =>
  current.currentStage === "ingestion" &&
  (move.type === "begin_transcription" || move.type === "accept_text" || move.type === "ask_coach");

/** The events of the stage itself: started, completed, failed. They come before the change of status they cause. */
function stageEventsOf(
  current: ArtifactSubject,
  patch: ArtifactState,
  move: ArtifactMove,
  now: number,
): readonly TransitionEvent[] {
  const stage = current.currentStage;
  const done = { pipelineStage: stage, attempt: current.attempt, ...measured(current, now) };
  switch (move.type) {
    case "begin_transcription":
      return [{ eventType: "transcription_started", pipelineStage: "transcription", attempt: patch.attempt }];
    case "begin_stage":
      return [
        {
          eventType: STAGES[move.stage].events.started,
          pipelineStage: move.stage,
          attempt: patch.attempt,
        },
      ];
    case "finish_transcription":
      return [{ eventType: "transcription_completed", ...done }];
    case "reject":
    case "ask_coach":
      // A gate that judges a transcript judges one that exists: the stage itself has done its work.
      return current.status === "transcribing" ? [{ eventType: "transcription_completed", ...done }] : [];
    case "finish_stage":
    case "complete":
      return completionEvents(stage, done, move.needsDisambiguation === true);
    case "fail":
      return stage === "ingestion" || stage === "confirmation"
        ? []
        : [{ eventType: STAGES[stage].events.failed, ...done }];
    case "retry":
      return [{ eventType: "retry_initiated", pipelineStage: patch.currentStage, attempt: patch.attempt }];
    default:
      return [];
  }
}

function completionEvents(
  stage: PipelineStage,
  done: Omit<TransitionEvent, "eventType">,
  needsDisambiguation: boolean,
): readonly TransitionEvent[] {
  if (stage === "ingestion" || stage === "confirmation") return [];
  const completed: TransitionEvent = { eventType: STAGES[stage].events.completed, ...done };
  if (stage !== "entity_resolution" || !needsDisambiguation) return [completed];
  const { pipelineStage, attempt } = done;
  return [completed, { eventType: "entity_needs_disambiguation", pipelineStage, attempt }];
}
