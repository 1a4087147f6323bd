import { describe, expect, it } from "vitest";
import type { AggregatedEvent } from "../metrics/aggregated-event";
import { mergeAll } from "../metrics/bucket";
import { bucketDelta } from "../metrics/rollup";
import { RETRY_TARGET } from "../state-machine/artifact";
import { MACHINE_STAGES } from "../vocabulary/pipeline";
import { typicalStages } from "./facts";
import { countedRows } from "./messages";
import { recommendedRetry } from "./plan";
import { failed, plan, rows, typical } from "./testing";

describe("planRetry says what will happen", () => {
  it.each([
    [
      "retryTranscription",
      ["transcription", "claims_extraction", "entity_resolution", "draft_generation"],
      [
        "1 transcript",
        "4 claims",
        "3 name resolutions",
        "1 name chosen by the coach",
        "2 undecided drafts",
        "1 rejected draft",
      ],
      [],
      8000,
      10_300,
    ],
    [
      "retryClaimsExtraction",
      ["claims_extraction", "entity_resolution", "draft_generation"],
      [
        "4 claims",
        "3 name resolutions",
        "1 name chosen by the coach",
        "2 undecided drafts",
        "1 rejected draft",
      ],
      ["1 transcript"],
      6000,
      5300,
    ],
    [
      "retryEntityResolution",
      ["entity_resolution", "draft_generation"],
      ["3 name resolutions", "2 undecided drafts"],
      ["1 transcript", "4 claims", "1 name chosen by the coach", "1 rejected draft"],
      0,
      1300,
    ],
    [
      "retryDraftGeneration",
      ["draft_generation"],
      ["2 undecided drafts"],
      ["1 transcript", "4 claims", "3 name resolutions", "1 name chosen by the coach", "1 rejected draft"],
      0,
      800,
    ],
    [
      "retryFullPipeline",
      [...MACHINE_STAGES],
      [
        "1 transcript",
        "4 claims",
        "3 name resolutions",
        "1 name chosen by the coach",
        "2 undecided drafts",
        "1 rejected draft",
      ],
      [],
      8000,
      10_600,
    ],
  ] as const)("%s", (kind, stages, deletes, keeps, cost, ms) => {
    const result = plan(kind);
    expect(result).toMatchObject({
      allowed: true,
      stages,
      attempt: 2,
      destructive: true,
      estimatedCostMicros: cost,
      estimatedMs: ms,
      retriesLeft: 10,
    });
    if (!result.allowed) return;
    expect(result.deletes.map((row) => countedRows(row.kind, row.count))).toEqual(deletes);
    expect(result.keeps.map((row) => countedRows(row.kind, row.count))).toEqual(keeps);
  });

  it("is not destructive when there is nothing to delete", () => {
    const none = {
      ...rows,
      transcripts: 0,
      claims: 0,
      resolutions: 0,
      coachResolutions: 0,
      undecidedDrafts: 0,
      rejectedDrafts: 0,
    };
    const result = plan("retryTranscription", { currentStage: "transcription" }, { rows: none });
    expect(result).toMatchObject({ allowed: true, destructive: false, deletes: [], keeps: [] });
  });

  it("estimates nothing rather than a part", () => {
    const { claims_extraction, ...rest } = typical;
    const result = plan("retryFullPipeline", {}, { typical: rest });
    expect(result).not.toHaveProperty("estimatedCostMicros");
    expect(plan("retryDraftGeneration", {}, { typical: rest })).toHaveProperty("estimatedMs", 800);
    expect(claims_extraction.ms).toBe(4000);
  });

  it("says that a cure is needed first where the cause will be there again", () => {
    const result = plan("retryFullPipeline", { errorCode: "provider_quota_exhausted" });
    expect(result.allowed && result.notes.join(" ")).toContain("Add credit");
  });

  it("recommends the retry of the stage that failed", () => {
    for (const stage of MACHINE_STAGES) {
      const kind = recommendedRetry({ ...failed, currentStage: stage });
      expect(RETRY_TARGET[kind].stage).toBe(stage);
    }
  });
});

it("takes typical time and cost from measured buckets", () => {
  const completed = (durationMs: number, aiCost: number): AggregatedEvent => ({
    eventType: "claims_extracted",
    pipelineStage: "claims_extraction",
    timestamp: 0,
    durationMs,
    metadata: { aiCost },
  });
  const measured = typicalStages(
    mergeAll([completed(1000, 10), completed(4000, 20), completed(90_000, 33)].map(bucketDelta)),
  );
  expect(Object.keys(measured)).toEqual(["claims_extraction"]);
  expect(measured.claims_extraction?.costMicros).toBe(21);
  expect(measured.claims_extraction?.ms).toBeGreaterThan(3800);
  expect(measured.claims_extraction?.ms).toBeLessThan(4200);
});
