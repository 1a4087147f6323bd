import { describe, expect, it } from "vitest";
import { budgetMessage } from "./messages";
import { MINUTE, NOW, plan, refusal, rows } from "./testing";

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
      "The note's audio is missing. Ask the coach to send it again.",
    ],
    [
      "retryTranscription",
      "fetchable",
      "storage_missing",
      "The stored audio is missing, but we can fetch it again. Start over instead.",
    ],
    [
      "retryFullPipeline",
      "missing",
      "storage_missing",
      "The note's audio is missing. Ask the coach to send it again.",
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
      message: "All 10 retries this hour are used. You can retry again in 10 min.",
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
    const asked = { providerAsksToWaitUntil: NOW + 3 * MINUTE };
    expect(plan("retryClaimsExtraction", {}, asked)).toMatchObject({
      refusal: { code: "provider_asks_to_wait", availableAt: NOW + 3 * MINUTE },
      message: "The AI provider is over its rate limit. It asked us to wait 3 min.",
    });
    expect(refusal(plan("retryEntityResolution", {}, asked))).toBe("allowed");
    expect(refusal(plan("retryClaimsExtraction", {}, { providerAsksToWaitUntil: NOW }))).toBe("allowed");
    const budgetUsed = { period: "monthly", availableAt: NOW + 90 * MINUTE } as const;
    expect(plan("retryTranscription", {}, { budgetUsed })).toMatchObject({
      refusal: { code: "budget_used", period: "monthly" },
      message: expect.stringMatching(/monthly AI budget is used up.*next month.*in 90 min/),
    });
    expect(refusal(plan("retryDraftGeneration", {}, { budgetUsed }))).toBe("allowed");
    const costLimitUsed = { limit: "cost_per_hour", availableAt: NOW + 12 * MINUTE } as const;
    expect(plan("retryTranscription", {}, { costLimitUsed })).toMatchObject({
      refusal: { code: "cost_limit_reached", limit: "cost_per_hour" },
      message: expect.stringMatching(/AI cost limit for the hour is reached.*settings page.*in 12 min/),
    });
    expect(refusal(plan("retryDraftGeneration", {}, { costLimitUsed }))).toBe("allowed");
    expect(refusal(plan("retryTranscription", {}, { emergencyMode: true }))).toBe("emergency_mode");
    expect(refusal(plan("retryDraftGeneration", {}, { emergencyMode: true }))).toBe("allowed");
  });
});
