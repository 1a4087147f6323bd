import {
  MACHINE_STAGES,
  type MachineStage,
  type PipelineEventType,
  STAGES,
} from "@voice-flow/domain/vocabulary/pipeline";
import { deliveryRun } from "./delivery-run";
import type { StageRun, TimelineEvent } from "./stage-run";

export type Attempt<Event extends TimelineEvent = TimelineEvent> = {
  attempt: number;
  startedAt: number;
  /** When its last stage ended; undefined while one runs. */
  endedAt: number | undefined;
  runs: readonly StageRun[];
  /** In the order in which they happened. */
  events: readonly Event[];
};

/**
 * Sorts an artifact's events into its attempts and their stages. Attempt 1 is the first run and each retry adds one;
 * an event without a number belongs to the first.
 */
export function attemptsOf<Event extends TimelineEvent>(events: readonly Event[]): Attempt<Event>[] {
  const byAttempt = new Map<number, Event[]>();
  for (const event of [...events].sort((a, b) => a.timestamp - b.timestamp)) {
    const attempt = event.attempt ?? 1;
    const known = byAttempt.get(attempt);
    if (known) {
      known.push(event);
    } else {
      byAttempt.set(attempt, [event]);
    }
  }
  const numbers = [...byAttempt.keys()].sort((a, b) => a - b);
  const newest = numbers.at(-1);
  return numbers.map((attempt) => {
    const own = byAttempt.get(attempt) ?? [];
    return attemptFrom(attempt, own, attempt === newest);
  });
}

function attemptFrom<Event extends TimelineEvent>(
  attempt: number,
  events: readonly Event[],
  isNewest: boolean,
): Attempt<Event> {
  const startedAt = events[0]?.timestamp ?? 0;
  const runs: StageRun[] = [];
  let queuedAt = startedAt;
  for (const stage of MACHINE_STAGES) {
    const run = runFrom(stage, attempt, events, queuedAt, isNewest);
    if (run) {
      runs.push(run);
      queuedAt = run.endedAt ?? queuedAt;
    }
  }
  const delivery = deliveryRun(attempt, events, queuedAt);
  if (delivery) {
    runs.push(delivery);
  }
  const isRunning = runs.some((run) => run.outcome === "running");
  const endedAt = isRunning ? undefined : Math.max(startedAt, ...runs.map((run) => run.endedAt ?? startedAt));
  return { attempt, startedAt, endedAt, runs, events };
}

function runFrom(
  stage: MachineStage,
  attempt: number,
  events: readonly TimelineEvent[],
  queuedAt: number,
  isNewest: boolean,
): StageRun | undefined {
  const types = STAGES[stage].events;
  const started = events.find((event) => event.eventType === types.started);
  const end = events.findLast((event) => endsRun(event, stage, types));
  if (started === undefined && end === undefined) {
    return undefined;
  }
  const startedAt = end?.stageStartedAt ?? started?.timestamp ?? end?.timestamp ?? queuedAt;
  const base = { stage, attempt, startedAt, queuedAt: Math.min(queuedAt, startedAt), end };
  if (end !== undefined) {
    const endedAt = Math.max(startedAt, end.stageCompletedAt ?? end.timestamp);
    return { ...base, endedAt, outcome: end.eventType === types.completed ? "completed" : "failed" };
  }
  return stoppedAt(base, events, isNewest);
}

/** A stage without an end runs, unless the attempt is over: then it was abandoned when the attempt's last event came. */
function stoppedAt(
  base: Omit<StageRun, "endedAt" | "outcome">,
  events: readonly TimelineEvent[],
  isNewest: boolean,
): StageRun {
  const isOver = events.some(
    (event) => ENDS_ATTEMPT.has(event.eventType) && event.timestamp >= base.startedAt,
  );
  if (isNewest && !isOver) {
    return { ...base, endedAt: undefined, outcome: "running" };
  }
  const last = events.at(-1)?.timestamp ?? base.startedAt;
  return { ...base, endedAt: Math.max(base.startedAt, last), outcome: "abandoned" };
}

const ENDS_ATTEMPT: ReadonlySet<PipelineEventType> = new Set([
  "artifact_completed",
  "artifact_failed",
  "retry_succeeded",
  "retry_failed",
]);

function endsRun(
  event: TimelineEvent,
  stage: MachineStage,
  types: (typeof STAGES)[MachineStage]["events"],
): boolean {
  if (stage !== "ingestion") {
    return event.eventType === types.completed || event.eventType === types.failed;
  }
  // Ingestion has no events of its own: the change of status that leaves it carries its times.
  return (
    event.pipelineStage === "ingestion" &&
    event.stageCompletedAt !== undefined &&
    (event.eventType === types.completed || event.eventType === types.failed)
  );
}

/** How long the longest attempt took, in ms: the width of the axis that all attempts share. At least one second. */
export function axisLength(attempts: readonly Attempt[], now: number): number {
  const lengths = attempts.map((attempt) => (attempt.endedAt ?? now) - attempt.startedAt);
  return Math.max(1_000, ...lengths);
}

/** What the runs cost together, micro-dollars; undefined where none of them called a model. */
export function costOf(runs: readonly StageRun[]): number | undefined {
  const costs = runs.flatMap(({ end }) => end?.metadata?.aiCost ?? []);
  return costs.length === 0 ? undefined : costs.reduce((sum, cost) => sum + cost, 0);
}
