import { STAGES } from "@voice-flow/domain/vocabulary/pipeline";
import type { StageRun, TimelineEvent } from "./stage-run";

/**
 * The way of the message with the note's result, in one attempt. It runs until the message is on the phone or has failed;
 * one whose report never came ends when the provider took it, and one that waits for the coach when it began to wait.
 */
export function deliveryRun(
  attempt: number,
  events: readonly TimelineEvent[],
  draftedAt: number,
): StageRun | undefined {
  const own = events.filter((event) => event.pipelineStage === "delivery" && event.metadata?.isResult);
  const { started, completed, failed } = STAGES.delivery.events;
  const queued = own.find(({ eventType }) => eventType === started);
  const newest = own.findLast(({ eventType }) => eventType !== "message_read");
  if (newest === undefined) {
    return undefined;
  }
  const startedAt = newest.stageStartedAt ?? queued?.timestamp ?? newest.timestamp;
  const base = {
    stage: "delivery" as const,
    attempt,
    queuedAt: Math.min(draftedAt, startedAt),
    startedAt,
    end: newest,
  };
  const endedAt = Math.max(startedAt, newest.stageCompletedAt ?? newest.timestamp);
  switch (newest.eventType) {
    case completed:
      return { ...base, endedAt, outcome: "completed" };
    case failed:
      return { ...base, endedAt, outcome: "failed" };
    case "message_sent":
      return { ...base, endedAt, outcome: "unreported" };
    case "message_waiting":
      return { ...base, endedAt, outcome: "waiting" };
    default:
      return { ...base, endedAt: undefined, end: undefined, outcome: "running" };
  }
}
