import { expect, it } from "vitest";
import { noClaimsWords, standingOf } from "./note-words";

const failedAt = (stage: "transcription" | "claims_extraction" | "draft_generation") => ({
  status: "failed" as const,
  error: { stage, code: "provider_timeout" as const, fingerprint: "f", at: 0 },
});

it("never says of a note that nobody has read that there was nothing in it", () => {
  expect(noClaimsWords(failedAt("transcription")).sentence).toMatch(/^Transcription failed, so no claims/);
  expect(noClaimsWords(failedAt("claims_extraction")).sentence).toMatch(/^Claims extraction failed, so/);
  expect(noClaimsWords(failedAt("draft_generation")).sentence).toMatch(/^Extraction found no claims/);
  expect(noClaimsWords({ status: "failed" }).sentence).toMatch(/^A stage failed, so/);
  expect(noClaimsWords({ status: "rejected" }).sentence).toMatch(/ended before/);
  expect(noClaimsWords({ status: "awaiting_coach" }).title).toBe("No claims yet");
  expect(noClaimsWords({ status: "completed" }).sentence).toMatch(/^This note says nothing about/);
});

it("says why a note waits or was given up, where that is known", () => {
  expect(standingOf({ status: "rejected", statusReason: "no_speech" })).toMatch(
    /^A quality gate .* The recording has no audible speech\.$/,
  );
  expect(standingOf({ status: "completed" })).toBe(
    "Drafts are ready for the coach, or there was nothing to draft.",
  );
});
