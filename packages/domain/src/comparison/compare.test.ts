import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MACHINE_STAGES, type MachineStage } from "../vocabulary/pipeline";
import { compareRuns, nearestInLength, type RunFigures, type StageFigures } from "./compare";

const stages = (change: Partial<Record<MachineStage, StageFigures>> = {}): RunFigures["stages"] => ({
  ingestion: { outcome: "completed", durationMs: 800 },
  transcription: {
    outcome: "completed",
    durationMs: 4_000,
    costMicros: 3_000,
    model: "whisper-1",
    confidence: 0.95,
  },
  claims_extraction: {
    outcome: "completed",
    durationMs: 3_000,
    costMicros: 5_000,
    model: "gpt-4o",
    confidence: 0.9,
  },
  entity_resolution: { outcome: "completed", durationMs: 500, confidence: 0.97 },
  draft_generation: { outcome: "completed", durationMs: 400, confidence: 0.9 },
  ...change,
});
const GOOD: RunFigures = {
  stages: stages(),
  totalMs: 9_000,
  costMicros: 8_000,
  claims: 4,
  openNames: 0,
  drafts: 4,
  length: 40,
  attempt: 1,
};
const aRun = (change: Partial<RunFigures>): RunFigures => ({ ...GOOD, ...change });

const stageOf = (run: RunFigures, stage: MachineStage) => {
  const found = compareRuns(run, GOOD).stages.find((each) => each.stage === stage);
  if (!found) throw new Error("Every stage is compared.");
  return found;
};
const verdict = (run: RunFigures, measure: string) =>
  compareRuns(run, GOOD).figures.find((figure) => figure.measure === measure)?.verdict;

describe("comparing a run with a good one", () => {
  it("points nothing out where they are alike, or differ as good runs do", () => {
    const all = (run: RunFigures) => {
      const { stages: compared, figures } = compareRuns(run, GOOD);
      return [...figures, ...compared.flatMap((stage) => stage.figures)].map((figure) => figure.verdict);
    };
    expect(new Set(all(GOOD))).toEqual(new Set(["same"]));
    expect(new Set(all(aRun({ totalMs: 9_900, costMicros: 9_500, claims: 5, length: 43 })))).toEqual(
      new Set(["same"]),
    );
  });

  it("says which is worse and which is better", () => {
    expect(verdict(aRun({ totalMs: 60_000 }), "totalMs")).toBe("worse");
    expect(verdict(aRun({ totalMs: 2_000 }), "totalMs")).toBe("better");
    expect(verdict(aRun({ costMicros: 30_000 }), "costMicros")).toBe("worse");
    expect(verdict(aRun({ openNames: 3 }), "openNames")).toBe("worse");
    expect(verdict(aRun({ attempt: 2 }), "attempt")).toBe("worse");
    expect(verdict(aRun({ claims: 0 }), "claims")).toBe("other");
    const transcription = { ...GOOD.stages.transcription, confidence: 0.6, model: "another" };
    const { figures } = stageOf(aRun({ stages: stages({ transcription }) }), "transcription");
    expect(figures.map(({ measure, verdict: said }) => [measure, said])).toEqual([
      ["durationMs", "same"],
      ["costMicros", "same"],
      ["model", "other"],
      ["confidence", "worse"],
    ]);
  });

  it("takes the first stage that ended otherwise for the difference; what is missing further on follows from it", () => {
    const run = aRun({
      stages: stages({
        claims_extraction: { outcome: "failed", durationMs: 30_000 },
        entity_resolution: { outcome: "not_reached" },
        draft_generation: { outcome: "not_reached" },
      }),
    });
    expect(compareRuns(run, GOOD).stages.filter((stage) => stage.isFirstDifference)).toMatchObject([
      { stage: "claims_extraction", run: "failed", good: "completed" },
    ]);
    expect(stageOf(run, "claims_extraction").figures[0]).toMatchObject({
      measure: "durationMs",
      verdict: "worse",
    });
    expect(new Set(stageOf(run, "draft_generation").figures.map((figure) => figure.verdict))).toEqual(
      new Set(["same"]),
    );
  });

  it("does not praise a run for what it saved by ending early", () => {
    const early = stages({ draft_generation: { outcome: "failed" } });
    const run = aRun({ stages: early, costMicros: 1_000, drafts: 0, claims: 0, attempt: 2 });
    expect(["costMicros", "drafts", "claims"].map((measure) => verdict(run, measure))).toEqual([
      "same",
      "same",
      "same",
    ]);
    expect(verdict(run, "attempt")).toBe("worse");
  });

  it("turns better into worse when the two are exchanged, whatever they are", () => {
    const figures = fc.record({
      totalMs: fc.nat(600_000),
      costMicros: fc.nat(100_000),
      claims: fc.nat(40),
      openNames: fc.nat(10),
      drafts: fc.nat(40),
      length: fc.nat(600),
      attempt: fc.integer({ min: 1, max: 10 }),
    });
    const opposite = { same: "same", other: "other", worse: "better", better: "worse" } as const;
    fc.assert(
      fc.property(figures, figures, (left, right) => {
        const there = compareRuns(aRun(left), aRun(right)).figures;
        const back = compareRuns(aRun(right), aRun(left)).figures;
        expect(back.map((figure) => figure.verdict)).toEqual(there.map((figure) => opposite[figure.verdict]));
      }),
    );
  });

  it("compares every stage in its order", () => {
    expect(compareRuns(GOOD, GOOD).stages.map(({ stage }) => stage)).toEqual([...MACHINE_STAGES]);
  });
});

describe("the run to measure by", () => {
  const runs = [
    { id: "new", length: 90 },
    { id: "near", length: 42 },
    { id: "as near", length: 38 },
    { id: "typed" },
  ];

  it("is the nearest in length, the newest of equally near ones", () => {
    expect(nearestInLength(runs, 40)?.id).toBe("near");
    expect(nearestInLength(runs, 80)?.id).toBe("new");
  });

  it("is the newest where a length is not known, and none where there is none", () => {
    expect(nearestInLength(runs, undefined)?.id).toBe("new");
    expect(nearestInLength(runs.slice(3), 40)?.id).toBe("typed");
    expect(nearestInLength([], 40)).toBeUndefined();
  });
});
