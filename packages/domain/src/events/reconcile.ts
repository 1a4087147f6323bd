/** Which events a note's state says must exist and do not: what reconciliation looks for. */
import {
  type ArtifactStage,
  type ArtifactStatus,
  type PipelineEventType,
  STAGES,
} from "../vocabulary/pipeline";

export interface ReconciledArtifact {
  status: ArtifactStatus;
  currentStage: ArtifactStage;
  attempt: number;
}

export interface SeenEvent {
  eventType: PipelineEventType;
  attempt?: number;
  newStatus?: string;
}

/**
 * Event types that are missing, in pipeline order; empty when events and state agree. Call it only for notes whose
 * last change is older than the grace period: an event is written after its change.
 */
export function missingEvents(
  artifact: ReconciledArtifact,
  events: readonly SeenEvent[],
): readonly PipelineEventType[] {
  const seen = (eventType: PipelineEventType, attempt = artifact.attempt): boolean =>
    events.some((event) => event.eventType === eventType && event.attempt === attempt);
  const missing: PipelineEventType[] = [];
  if (!seen("artifact_received", 1)) missing.push("artifact_received");
  missing.push(...stageOwes(artifact).filter((eventType) => !seen(eventType)));
  const told = events.some(
    (event) =>
      event.attempt === artifact.attempt &&
      event.eventType === "artifact_status_changed" &&
      event.newStatus === artifact.status,
  );
  // `artifact_received` stands for the first `received`; a full retry's change of status stands for later ones.
  const needsChange = artifact.status !== "received" || artifact.attempt > 1;
  if (needsChange && !told) missing.push("artifact_status_changed");
  return missing;
}

function stageOwes(artifact: ReconciledArtifact): readonly PipelineEventType[] {
  const { status, currentStage } = artifact;
  if (status === "completed") return ["artifact_completed"];
  if (status !== "failed") return [];
  if (currentStage === "ingestion" || currentStage === "confirmation") return ["artifact_failed"];
  return [STAGES[currentStage].events.failed, "artifact_failed"];
}
