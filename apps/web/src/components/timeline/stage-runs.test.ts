import { describe, expect, it } from "vitest";
import type { TimelineEvent } from "./stage-run";
import { attemptsOf, axisLength, costOf } from "./stage-runs";

let serial = 0;
const event = (
  eventType: TimelineEvent["eventType"],
  timestamp: number,
  rest: Partial<TimelineEvent> = {},
): TimelineEvent => {
  serial += 1;
  return { eventId: `e${serial}`, eventType, timestamp, attempt: 1, ...rest };
};

const firstRun = [
  event("artifact_received", 1_000, { pipelineStage: "ingestion" }),
  event("artifact_status_changed", 1_400, {
    pipelineStage: "ingestion",
    stageStartedAt: 1_000,
    stageCompletedAt: 1_400,
  }),
  event("transcription_started", 2_000, { pipelineStage: "transcription" }),
  event("transcription_completed", 7_200, {
    pipelineStage: "transcription",
    stageStartedAt: 2_000,
    stageCompletedAt: 7_200,
  }),
  event("artifact_status_changed", 7_200, { pipelineStage: "transcription" }),
  event("claims_extraction_started", 7_500, { pipelineStage: "claims_extraction" }),
];

describe("attemptsOf", () => {
  it("tells waiting from running, and leaves the last stage open", () => {
    const [attempt] = attemptsOf(firstRun);
    expect(attempt?.endedAt).toBeUndefined();
    expect(
      attempt?.runs.map(({ stage, queuedAt, startedAt, endedAt, outcome }) => [
        stage,
        queuedAt,
        startedAt,
        endedAt,
        outcome,
      ]),
    ).toEqual([
      ["ingestion", 1_000, 1_000, 1_400, "completed"],
      ["transcription", 1_400, 2_000, 7_200, "completed"],
      ["claims_extraction", 7_200, 7_500, undefined, "running"],
    ]);
  });

  it("does not care in which order events arrive", () => {
    const runsOf = (events: TimelineEvent[]) => attemptsOf(events).map(({ runs }) => runs);
    expect(runsOf([...firstRun].reverse())).toEqual(runsOf(firstRun));
  });

  it("keeps attempts apart", () => {
    const attempts = attemptsOf([
      ...firstRun,
      event("claims_extraction_failed", 9_000, { stageStartedAt: 7_500, stageCompletedAt: 9_000 }),
      event("artifact_failed", 9_000),
      event("retry_initiated", 60_000, { attempt: 2 }),
      event("claims_extraction_started", 60_500, { attempt: 2 }),
      event("claims_extracted", 63_000, { attempt: 2, stageStartedAt: 60_500, stageCompletedAt: 63_000 }),
    ]);
    expect(attempts.map(({ attempt, startedAt, endedAt }) => [attempt, startedAt, endedAt])).toEqual([
      [1, 1_000, 9_000],
      [2, 60_000, 63_000],
    ]);
    expect(attempts[0]?.runs.at(-1)?.outcome).toBe("failed");
    expect(attempts[1]?.runs.map(({ stage, outcome }) => [stage, outcome])).toEqual([
      ["claims_extraction", "completed"],
    ]);
  });

  it("calls a stage abandoned when its attempt ended without it", () => {
    const ended = attemptsOf([...firstRun, event("artifact_failed", 90_000)]);
    expect(ended[0]?.runs.at(-1)).toMatchObject({ outcome: "abandoned", endedAt: 90_000 });
    const retried = attemptsOf([...firstRun, event("retry_initiated", 80_000, { attempt: 2 })]);
    expect(retried[0]?.runs.at(-1)?.outcome).toBe("abandoned");
  });
});

describe("delivery", () => {
  const about = { pipelineStage: "delivery", metadata: { isResult: true } } as const;
  const drafted = event("drafts_generated", 8_000, { stageStartedAt: 7_900, stageCompletedAt: 8_000 });
  const queued = event("message_queued", 10_000, about);
  const sent = event("message_sent", 11_000, about);
  const runOf = (...events: TimelineEvent[]) => attemptsOf([drafted, ...events])[0]?.runs.at(-1);

  it("runs until the message is on the phone, after it waited for the coach's other notes", () => {
    expect(runOf(queued)).toMatchObject({ stage: "delivery", queuedAt: 8_000, outcome: "running" });
    const times = { stageStartedAt: 10_000, stageCompletedAt: 12_500 };
    const delivered = event("message_delivered", 12_500, { ...about, ...times });
    expect(runOf(queued, sent, delivered, event("message_read", 60_000, about))).toMatchObject({
      startedAt: 10_000,
      endedAt: 12_500,
      outcome: "completed",
    });
  });

  it("ends as failed, without a report, or waiting for the coach; other messages don't count", () => {
    const times = { stageStartedAt: 10_000, stageCompletedAt: 11_500 };
    expect(runOf(queued, sent, event("message_failed", 11_500, { ...about, ...times }))?.outcome).toBe(
      "failed",
    );
    expect(runOf(queued, sent)).toMatchObject({ endedAt: 11_000, outcome: "unreported" });
    expect(runOf(queued, event("message_waiting", 10_100, about))?.outcome).toBe("waiting");
    expect(runOf(event("message_queued", 9_000, { pipelineStage: "delivery" }))?.stage).toBe(
      "draft_generation",
    );
  });
});

describe("axisLength", () => {
  it("is the longest attempt, counting what still runs until now", () => {
    const attempts = attemptsOf(firstRun);
    expect(axisLength(attempts, 31_000)).toBe(30_000);
    expect(axisLength([], 0)).toBe(1_000);
  });
});

describe("costOf", () => {
  it("adds up what the runs of a stage cost, and knows no cost where no model was called", () => {
    const priced = [
      event("transcription_failed", 3_000, { pipelineStage: "transcription", metadata: { aiCost: 200 } }),
      event("transcription_completed", 9_000, {
        pipelineStage: "transcription",
        attempt: 2,
        metadata: { aiCost: 570 },
      }),
    ];
    const runs = attemptsOf([...firstRun.slice(0, 2), ...priced]).flatMap((attempt) => attempt.runs);
    expect(costOf(runs.filter(({ stage }) => stage === "transcription"))).toBe(770);
    expect(costOf(runs.filter(({ stage }) => stage === "ingestion"))).toBeUndefined();
    expect(costOf([])).toBeUndefined();
  });
});
