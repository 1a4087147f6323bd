import { MACHINE_STAGES } from "@voice-flow/domain/vocabulary/pipeline";
import { describe, expect, it } from "vitest";
import { confirmationNode, heldBack, type RealTime, type StageLoads, stageNodes } from "./stage-nodes";

const latency = { samples: 0, avg: 0, p50: 0, p95: 0, p99: 0, max: 0 };
const day = { received: 0, completed: 0, failed: 0, failureRate: 0, aiCost: 0 };
const realTime = (inFlight: Partial<RealTime["inFlight"]> = {}): RealTime => ({
  activeArtifacts: 0,
  inFlight: {
    ingestion: 0,
    transcription: 0,
    claims_extraction: 0,
    entity_resolution: 0,
    draft_generation: 0,
    ...inFlight,
  },
  today: day,
  yesterday: day,
  completedChange: null,
  endToEnd: latency,
  toCoach: latency,
  stages: MACHINE_STAGES.map((stage) => ({
    stage,
    started: 0,
    completed: 0,
    failed: 0,
    failureRate: 0,
    aiCost: 0,
    ...latency,
  })),
  decided: { confirmed: 0, rejected: 0 },
  serviceTarget: { targetMs: 180_000, targetShare: 0.95, samples: 0, shareInTime: 0 },
  aiServices: [{ provider: "openai", circuitBreakerState: "closed" }],
  aggregatedAt: null,
});
const loads = (counts: Partial<Record<StageLoads[number]["stage"], number>>): StageLoads =>
  MACHINE_STAGES.map((stage) => ({ stage, count: counts[stage] ?? 0, capped: counts[stage] === 5 }));

const depths = (counts: Parameters<typeof loads>[0], inFlight?: Partial<RealTime["inFlight"]>) =>
  Object.fromEntries(
    stageNodes({ loads: loads(counts), realTime: realTime(inFlight), settings: undefined }, 0).map(
      ({ stage, depth }) => [stage, depth && `${depth.count}${depth.isLeast ? "+" : ""}`],
    ),
  );

describe("the depth of a stage", () => {
  it("is exact, however many wait: what is beyond those counted comes from the sums", () => {
    expect(depths({ transcription: 5 }, { transcription: 412 }).transcription).toBe("412");
  });

  it("believes the rows while the sums are behind", () => {
    expect(depths({ transcription: 5 }, { transcription: 1 }).transcription).toBe("5+");
    expect(depths({ ingestion: 2 }, { ingestion: 0 }).ingestion).toBe("2");
  });

  it("does not take a stage that nothing is known of for an empty one", () => {
    const nodes = stageNodes({ loads: [], realTime: undefined, settings: undefined }, 0);
    expect(nodes.map(({ depth }) => depth)).toEqual(MACHINE_STAGES.map(() => undefined));
  });
});

it("holds back what is in the provider's stages and on its way to them, and nothing behind", () => {
  const nodes = stageNodes(
    {
      loads: loads({ ingestion: 1, transcription: 2, claims_extraction: 3, draft_generation: 4 }),
      realTime: realTime(),
      settings: undefined,
    },
    0,
  );
  const { stages, notes } = heldBack(nodes);
  expect(stages).toEqual(["transcription", "claims_extraction"]);
  expect(notes?.count).toBe(6);
});

it("puts together what waits for coaches: questions, names and drafts, since the older of the two", () => {
  const waiting = {
    drafts: 7,
    notesWithDrafts: 3,
    askedNotes: 2,
    openNames: 9,
    countedAt: 900,
    oldestDraftSince: 500,
    oldestAskedSince: 400,
  };
  expect(confirmationNode(waiting, realTime(), undefined, 1_000).waiting).toEqual({
    notes: 5,
    drafts: 7,
    questions: 11,
    oldestSince: 400,
    countedAt: 900,
  });
  expect(confirmationNode(undefined, realTime(), undefined, 1_000).waiting).toBeUndefined();
  const uncounted = {
    ...waiting,
    drafts: 0,
    notesWithDrafts: 0,
    askedNotes: 0,
    openNames: 0,
    countedAt: null,
  };
  expect(confirmationNode(uncounted, realTime(), undefined, 1_000).waiting).toBeNull();
});
