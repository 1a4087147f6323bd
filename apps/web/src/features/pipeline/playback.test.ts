import { MINUTE_MS } from "@voice-flow/domain/time";
import { MACHINE_STAGES } from "@voice-flow/domain/vocabulary/pipeline";
import { describe, expect, it } from "vitest";
import { type FlowAt, flowAt, momentInRange, momentOf, playbackRange, stepAt, stepsOf } from "./playback";

const NOW = Date.UTC(2026, 10, 22, 12, 3);

describe("the moments of playback", () => {
  const range = playbackRange(NOW);

  it("are every five minutes of the last day", () => {
    expect(stepsOf(range)).toBe(288);
    expect(momentOf(range, 288)).toBe(Date.UTC(2026, 10, 22, 12, 0));
    expect(momentOf(range, 0)).toBe(Date.UTC(2026, 10, 21, 12, 0));
    expect(stepAt(range, momentOf(range, 17))).toBe(17);
  });

  it("are what a link says, rounded to its step, and none before or after", () => {
    expect(momentInRange(range, NOW - 60 * MINUTE_MS)).toBe(Date.UTC(2026, 10, 22, 11, 0));
    expect(momentInRange(range, NOW + 5 * MINUTE_MS)).toBeNull();
    expect(momentInRange(range, NOW - 25 * 60 * MINUTE_MS)).toBeNull();
  });
});

const figures = { started: 0, completed: 3, failed: 0, failureRate: 0, aiCost: 0 };
const latency = { samples: 3, avg: 5, p50: 5, p95: 5, p99: 5, max: 5 };
const past = (fields: Partial<FlowAt>): FlowAt => ({
  at: NOW,
  inFlight: {
    ingestion: 0,
    transcription: 2,
    claims_extraction: 0,
    entity_resolution: 0,
    draft_generation: 0,
  },
  stages: MACHINE_STAGES.map((stage) => ({ stage, ...figures, ...latency })),
  decided: { confirmed: 1, rejected: 0 },
  breakerOpenedAt: null,
  ...fields,
});
const settings = [
  "INGESTION",
  "TRANSCRIPTION",
  "CLAIMS_EXTRACTION",
  "ENTITY_RESOLUTION",
  "DRAFT_GENERATION",
].map((stage) => ({ key: `${stage}_DEADLINE_SECONDS`, value: 60 }));
const rows = [
  ...settings,
  { key: "FAILURE_RATE_WARNING_THRESHOLD", value: 0.1 },
  { key: "FAILURE_RATE_CRITICAL_THRESHOLD", value: 0.2 },
  { key: "ALERT_MIN_SAMPLE", value: 1 },
];

describe("the graph at an earlier moment", () => {
  it("has the notes and figures of then, and makes up no wait", () => {
    const { nodes, confirmation } = flowAt(past({}), rows);
    expect(nodes[1]).toMatchObject({
      depth: { count: 2, oldestSince: undefined },
      lastHour: { completed: 3 },
      health: { level: "healthy" },
    });
    expect(confirmation).toMatchObject({ waiting: null, decided: { confirmed: 1 } });
  });

  it("does not call a stage empty or healthy when nothing was recorded about it", () => {
    const [ingestion] = flowAt(past({ inFlight: null }), rows).nodes;
    expect(ingestion).toMatchObject({ depth: null, health: { level: "unknown" } });
  });

  it("shows the stages of the provider as stopped while its breaker was open", () => {
    const { nodes } = flowAt(past({ breakerOpenedAt: NOW - MINUTE_MS }), rows);
    expect(nodes.map(({ health }) => health.level)).toEqual([
      "healthy",
      "unhealthy",
      "unhealthy",
      "healthy",
      "healthy",
    ]);
  });
});
