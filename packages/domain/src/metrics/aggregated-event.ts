import type { PipelineEventDraft } from "../events/event";

/** The part of an event that is aggregated; a stored row is one. */
export type AggregatedEvent = Pick<
  PipelineEventDraft,
  | "eventType"
  | "timestamp"
  | "organizationId"
  | "pipelineStage"
  | "durationMs"
  | "previousStatus"
  | "newStatus"
  | "attempt"
  | "metadata"
>;
