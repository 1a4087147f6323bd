import { expect, it } from "vitest";
import { stageProgress } from "./stage-progress";

const run = { stageStartedAt: 1_000, stageDeadlineAt: 2_000 };

it("is slow after half of the time, and stalled past the deadline", () => {
  expect(stageProgress(run, 1_500)).toEqual({ used: 0.5, state: "on_time" });
  expect(stageProgress(run, 1_501).state).toBe("slow");
  expect(stageProgress(run, 2_000).state).toBe("slow");
  expect(stageProgress(run, 2_001)).toEqual({ used: 1, state: "stalled" });
});

it("has used nothing by a clock that is behind the server's", () => {
  expect(stageProgress(run, 0)).toEqual({ used: 0, state: "on_time" });
});

it("does not call stalled what has no deadline", () => {
  expect(stageProgress({ stageStartedAt: 1_000 }, 1e12)).toEqual({ used: undefined, state: "on_time" });
});
