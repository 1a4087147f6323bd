/** The events that a settled artifact's state says must exist, made again from the state. */
import { eventsOfTransition, receivedEvent, retryEndedEvent } from "@voice-flow/domain/events/build";
import { missingEvents } from "@voice-flow/domain/events/reconcile";
import { RETRY_TARGET, type TransitionEvent } from "@voice-flow/domain/state-machine/artifact";
import {
  type ArtifactStatus,
  isAudioChannel,
  type PipelineEventType,
} from "@voice-flow/domain/vocabulary/pipeline";
import type { Doc } from "../../../_generated/dataModel";
import type { PipelineEvent } from "../../../tables/monitoring";
import { eventSubject } from "../../foundation/events";

type Artifact = Doc<"voiceNoteArtifacts">;
type Retry = Doc<"voicePipelineRetries">;

/** `retry` is the one that began the current attempt, if staff did. */
export function eventsToEmit(
  artifact: Artifact,
  retry: Retry | null,
  events: readonly PipelineEvent[],
): PipelineEvent[] {
  const missing = missingEvents(artifact, events);
  const received = missing.includes("artifact_received") ? [receivedEvent(eventSubject(artifact))] : [];
  const at = settledAt(artifact);
  const transition = missing
    .filter((eventType) => eventType !== "artifact_received")
    .map((eventType) => owed(artifact, eventType, events, at));
  const failure = { code: artifact.error?.code ?? "internal_error", message: "" } as const;
  const built = eventsOfTransition(eventSubject(artifact), transition, { failure }, at).map((event) =>
    // Of the message only its fingerprint was kept.
    event.errorFingerprint === undefined
      ? event
      : { ...event, errorFingerprint: artifact.error?.fingerprint ?? event.errorFingerprint },
  );
  return [
    ...received,
    ...beginOfRetry(artifact, retry, events),
    ...built,
    ...endOfRetry(artifact, retry, events),
  ];
}

/** When the artifact came to its status, ms. */
const settledAt = ({ status, error, stageStartedAt, updatedAt }: Artifact): number => {
  if (status === "failed") return error?.at ?? updatedAt;
  return status === "completed" || status === "awaiting_coach" ? stageStartedAt : updatedAt;
};

function owed(
  artifact: Artifact,
  eventType: PipelineEventType,
  events: readonly PipelineEvent[],
  at: number,
): TransitionEvent {
  const { currentStage, attempt, status, stageStartedAt } = artifact;
  const isStageEnd = eventType !== "artifact_status_changed" && !eventType.startsWith("artifact_");
  if (isStageEnd) {
    return { eventType, pipelineStage: currentStage, attempt, stageStartedAt, stageCompletedAt: at };
  }
  // A run that was completed ended with the stage before `confirmation`; which one that was, only its events told.
  const pipelineStage = status === "completed" ? "draft_generation" : currentStage;
  const previousStatus = statusBefore(artifact, events);
  // Ingestion has no event of its own that says how long it took.
  const timed = currentStage === "ingestion" ? { stageStartedAt, stageCompletedAt: at } : {};
  return { eventType, pipelineStage, attempt, previousStatus, newStatus: status, ...timed };
}

/** The status from which the artifact came, as far as its stage tells. */
function statusBefore(artifact: Artifact, events: readonly PipelineEvent[]): ArtifactStatus {
  const { status, currentStage, attempt, sourceChannel } = artifact;
  if (status === "completed") return "processing";
  if (status === "cancelled") return "awaiting_coach";
  switch (currentStage) {
    case "ingestion":
      return "received";
    case "transcription":
      return isAudioChannel(sourceChannel) ? "transcribing" : "received";
    case "claims_extraction": {
      const begun = events.some(
        (event) => event.attempt === attempt && event.eventType === "claims_extraction_started",
      );
      return begun ? "processing" : "transcribed";
    }
    default:
      return "processing";
  }
}

const isTold = (events: readonly PipelineEvent[], attempt: number, ...types: PipelineEventType[]): boolean =>
  events.some((event) => event.attempt === attempt && types.includes(event.eventType));

function beginOfRetry(
  artifact: Artifact,
  retry: Retry | null,
  events: readonly PipelineEvent[],
): PipelineEvent[] {
  if (!retry || isTold(events, retry.attempt, "retry_initiated")) return [];
  const { attempt, startedAt } = retry;
  const pipelineStage = RETRY_TARGET[retry.kind].stage;
  const begun: TransitionEvent = { eventType: "retry_initiated", pipelineStage, attempt };
  return [...eventsOfTransition(eventSubject(artifact), [begun], {}, startedAt)];
}

function endOfRetry(
  artifact: Artifact,
  retry: Retry | null,
  events: readonly PipelineEvent[],
): PipelineEvent[] {
  if (!retry || retry.outcome === "running") return [];
  if (isTold(events, retry.attempt, "retry_succeeded", "retry_failed")) return [];
  const { attempt, outcome, finishedAt = artifact.updatedAt } = retry;
  return [retryEndedEvent(eventSubject(artifact), attempt, artifact.currentStage, outcome, finishedAt)];
}
