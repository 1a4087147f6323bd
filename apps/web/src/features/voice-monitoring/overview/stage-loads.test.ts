import { expect, it } from "vitest";
import { stageLoadsOf, totalLoad } from "./stage-loads";

const figures = {
  artifacts: [
    { currentStage: "transcription", stageStartedAt: 300 },
    { currentStage: "transcription", stageStartedAt: 200 },
    { currentStage: "draft_generation", stageStartedAt: 900 },
  ],
  stages: [
    { stage: "transcription", count: 2, capped: true },
    { stage: "draft_generation", count: 1, capped: false },
  ],
} satisfies Parameters<typeof stageLoadsOf>[0];

it("says of each stage how many it holds and how long the oldest has been there", () => {
  const loads = stageLoadsOf(figures);
  expect(loads.transcription).toEqual({ count: 2, oldestSince: 200, isAtLeast: true });
  expect(loads.draft_generation).toEqual({ count: 1, oldestSince: 900, isAtLeast: false });
  expect(loads.ingestion).toEqual({ count: 0, oldestSince: undefined, isAtLeast: false });
});

it("does not call a total exact that holds an inexact part", () => {
  expect(totalLoad(stageLoadsOf(figures))).toEqual({ count: 3, isAtLeast: true });
});
