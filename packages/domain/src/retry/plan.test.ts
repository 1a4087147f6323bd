import { describe, expect, it } from "vitest";
import { mergeAll } from "../metrics/bucket";
import { type AggregatedEvent, bucketDelta } from "../metrics/rollup";
import { RETRY_TARGET } from "../state-machine/artifact";
import type { RETRY_KINDS } from "../vocabulary/operations";
import { MACHINE_STAGES } from "../vocabulary/pipeline";
import { type RetryArtifact, type RetryFacts, type RetryRows, typicalStages } from "./facts";
import { budgetMessage, countedRows } from "./messages";
import { planRetry, recommendedRetry } from "./plan";

const NOW = 10_000_000;
const MINUTE = 60_000;
const limits = { perHour: 10 };
const failed: RetryArtifact = {
  artifactId: "a1",
  status: "failed",
  currentStage: "draft_generation",
  stageStartedAt: 0,
  attempt: 1,
  sourceChannel: "whatsapp_audio",
  errorCode: "provider_timeout",
};
const rows: RetryRows = {
  transcripts: 1,
  claims: 4,
  resolutions: 3,
  coachResolutions: 1,
  undecidedDrafts: 2,
  rejectedDrafts: 1,
  confirmedDrafts: 0,
};
const typical = {
  ingestion: { ms: 300, costMicros: 0 },
  transcription: { ms: 5000, costMicros: 2000 },
  claims_extraction: { ms: 4000, costMicros: 6000 },
  entity_resolution: { ms: 500, costMicros: 0 },
  draft_generation: { ms: 800, costMicros: 0 },
};
const facts: RetryFacts = {
  rows,
  audio: "stored",
  recentRetries: [],
  retryRunning: false,
  budgetUsed: false,
  typical,
};
const plan = (
  kind: (typeof RETRY_KINDS)[number],
  artifact: Partial<RetryArtifact> = {},
  known: Partial<RetryFacts> = {},
) => planRetry(kind, { ...failed, ...artifact }, { ...facts, ...known }, limits, NOW);
const refusal = (result: ReturnType<typeof plan>) => (result.allowed ? "allowed" : result.refusal.code);

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

describe("planRetry refuses", () => {
  it.each([
    ["received", "in_flight"],
    ["transcribing", "in_flight"],
    ["transcribed", "in_flight"],
    ["processing", "in_flight"],
    ["completed", "not_failed"],
    ["rejected", "not_failed"],
    ["awaiting_coach", "not_failed"],
    ["cancelled", "not_failed"],
    ["failed", "allowed"],
  ] as const)("a note that is %s: %s", (status, expected) => {
    expect(refusal(plan("retryFullPipeline", { status }))).toBe(expected);
  });

  it("a second retry while one runs", () => {
    expect(refusal(plan("retryFullPipeline", {}, { retryRunning: true }))).toBe("already_retrying");
    expect(
      refusal(plan("retryFullPipeline", { status: "received", attempt: 2 }, { retryRunning: true })),
    ).toBe("already_retrying");
  });

  it("to send a typed note to transcription, and starts it over without", () => {
    const typed = { sourceChannel: "whatsapp_text" } as const;
    expect(refusal(plan("retryTranscription", typed, { audio: "none" }))).toBe("typed_note_has_no_audio");
    const full = plan("retryFullPipeline", typed, { audio: "none" });
    expect(full.allowed && full.stages).not.toContain("transcription");
    expect(full).toMatchObject({ allowed: true, estimatedCostMicros: 6000 });
  });

  it("to delete claims under confirmed drafts, and keeps the drafts otherwise", () => {
    const confirmed = { rows: { ...rows, confirmedDrafts: 2 } };
    for (const kind of ["retryFullPipeline", "retryTranscription", "retryClaimsExtraction"] as const) {
      const refused = plan(kind, {}, confirmed);
      expect(refused).toMatchObject({ allowed: false, refusal: { code: "confirmed_drafts", count: 2 } });
      expect(!refused.allowed && refused.message).toContain("confirmed 2 drafts");
    }
    for (const kind of ["retryEntityResolution", "retryDraftGeneration"] as const) {
      expect(plan(kind, {}, confirmed)).toMatchObject({
        allowed: true,
        keeps: expect.arrayContaining([{ kind: "confirmed_drafts", count: 2 }]),
      });
    }
  });

  it.each([
    [
      "retryTranscription",
      "missing",
      "storage_missing",
      "The audio of the note is gone. Ask the coach to send it again.",
    ],
    [
      "retryTranscription",
      "fetchable",
      "storage_missing",
      "The stored audio is gone, but can be fetched again: start over instead.",
    ],
    [
      "retryFullPipeline",
      "missing",
      "storage_missing",
      "The audio of the note is gone. Ask the coach to send it again.",
    ],
  ] as const)("%s when the audio is %s", (kind, audio, code, message) => {
    expect(plan(kind, {}, { audio })).toMatchObject({ allowed: false, refusal: { code }, message });
    expect(refusal(plan("retryFullPipeline", {}, { audio: "fetchable" }))).toBe("allowed");
    expect(refusal(plan("retryClaimsExtraction", {}, { audio: "missing" }))).toBe("allowed");
  });

  it("where there is nothing to start from", () => {
    expect(refusal(plan("retryDraftGeneration", { currentStage: "transcription" }))).toBe(
      "stage_not_reached",
    );
    expect(plan("retryClaimsExtraction", {}, { rows: { ...rows, transcripts: 0 } })).toMatchObject({
      refusal: { code: "nothing_to_retry", missing: "transcript" },
    });
    expect(plan("retryEntityResolution", {}, { rows: { ...rows, claims: 0 } })).toMatchObject({
      refusal: { code: "nothing_to_retry", missing: "claims" },
    });
  });

  it("the eleventh retry within an hour, and says when the next is possible", () => {
    const recentRetries = Array.from({ length: 10 }, (_, i) => NOW - (50 - i) * MINUTE);
    expect(plan("retryFullPipeline", {}, { recentRetries })).toMatchObject({
      allowed: false,
      refusal: { code: "limit_reached", limit: 10, availableAt: NOW + 10 * MINUTE },
      message: "All 10 retries of this hour are used. The next is possible in 10 min.",
      retriesLeft: 0,
    });
    const nine = plan(
      "retryFullPipeline",
      {},
      { recentRetries: [NOW - 61 * MINUTE, ...recentRetries.slice(1)] },
    );
    expect(nine).toMatchObject({ allowed: true, retriesLeft: 1 });
    expect(budgetMessage(nine.retriesLeft, 10)).toBe("1 of 10 left this hour");
  });

  it("what would call a provider that is refused or not paid for, and nothing else", () => {
    const open = { breakerRefusesUntil: NOW + 30_000 };
    expect(plan("retryClaimsExtraction", {}, open)).toMatchObject({ refusal: { code: "breaker_open" } });
    expect(refusal(plan("retryEntityResolution", {}, open))).toBe("allowed");
    expect(refusal(plan("retryClaimsExtraction", {}, { breakerRefusesUntil: NOW }))).toBe("allowed");
    expect(refusal(plan("retryTranscription", {}, { budgetUsed: true }))).toBe("budget_used");
    expect(refusal(plan("retryDraftGeneration", {}, { budgetUsed: true }))).toBe("allowed");
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
