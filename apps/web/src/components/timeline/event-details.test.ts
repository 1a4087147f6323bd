import { expect, it } from "vitest";
import { eventDetails } from "./event-details";

const textsOf = (event: Parameters<typeof eventDetails>[0]) => eventDetails(event).map(({ text }) => text);

it("says how long, how much, how sure and at what cost", () => {
  expect(
    textsOf({
      durationMs: 5_240,
      metadata: {
        confidenceScore: 0.94,
        transcriptDuration: 45,
        transcriptWordCount: 1,
        aiModel: "gpt-4o-mini-transcribe",
        aiCost: 2_250,
      },
    }),
  ).toEqual(["5.2 s", "94 % sure", "45 s of audio", "1 word", "gpt-4o-mini-transcribe", "$0.0023"]);
});

it("names the error first", () => {
  const [first] = eventDetails({ errorCode: "provider_timeout", durationMs: 60_000 });
  expect(first).toEqual({ key: "error", text: "Provider timeout", isError: true });
});

it("translates statuses, also one that it does not know", () => {
  expect(textsOf({ previousStatus: "received", newStatus: "transcribing" })).toEqual([
    "Received → Transcribing",
  ]);
  expect(textsOf({ previousStatus: "paused_in_v1", newStatus: "failed" })).toEqual(["paused_in_v1 → Failed"]);
});

it("shows a zero that was measured, and nothing that was not", () => {
  expect(textsOf({ metadata: { claimCount: 0, disambiguationCount: 0, aiCost: 0 } })).toEqual([
    "0 claims",
    "$0.00",
  ]);
  expect(textsOf({})).toEqual([]);
});
