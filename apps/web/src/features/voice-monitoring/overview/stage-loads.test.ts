import { expect, it } from "vitest";
import { inStageOrder } from "./stage-loads";

it("keeps the order of the pipeline, and does not take an unknown stage for an empty one", () => {
  const ordered = inStageOrder([
    { stage: "draft_generation", count: 1, capped: false, oldestSince: 900 },
    { stage: "ingestion", count: 0, capped: false },
  ]);
  expect(ordered.map(({ stage, load }) => [stage, load?.count])).toEqual([
    ["ingestion", 0],
    ["transcription", undefined],
    ["claims_extraction", undefined],
    ["entity_resolution", undefined],
    ["draft_generation", 1],
  ]);
});
