/** How much of its time in a stage a note has used. */

export type Progress = {
  /** Of the time until the deadline, 0–1; undefined where the stage has none. */
  used: number | undefined;
  state: "on_time" | "slow" | "stalled";
};

/** A note past half of its time is slow; one past all of it is stalled, and the sweep is about to take it. Times in ms. */
export function stageProgress(
  { stageStartedAt, stageDeadlineAt }: { stageStartedAt: number; stageDeadlineAt?: number | undefined },
  now: number,
): Progress {
  if (stageDeadlineAt === undefined || stageDeadlineAt <= stageStartedAt) {
    return { used: undefined, state: "on_time" };
  }
  const used = Math.max(0, (now - stageStartedAt) / (stageDeadlineAt - stageStartedAt));
  if (used > 1) {
    return { used: 1, state: "stalled" };
  }
  return { used, state: used > 0.5 ? "slow" : "on_time" };
}
