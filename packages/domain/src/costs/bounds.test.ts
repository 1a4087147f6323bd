import { expect, test } from "vitest";
import { extractionBound, mostOutputTokens, transcriptionBound } from "./bounds";

test("a recording is never longer than its bytes allow", () => {
  // A minute of a WhatsApp note: 16 kbit/s.
  expect(transcriptionBound({ bytes: 120_000 }, "").audioSeconds).toBe(160);
});

test("a recording whose length is known is charged that length at most", () => {
  expect(transcriptionBound({ bytes: 120_000, durationSeconds: 60 }, "Aoife")).toEqual({
    audioSeconds: 61,
    inputTokens: 615,
    outputTokens: 932,
  });
});

test("what the model may say grows with the note and ends where the model ends", () => {
  expect(mostOutputTokens("")).toBe(1_500);
  expect(mostOutputTokens("Aoife was brilliant")).toBe(1_680);
  expect(mostOutputTokens("word ".repeat(5_000))).toBe(16_384);
  expect(mostOutputTokens("word ".repeat(5_000), { outputTokens: 4_096 })).toBe(4_096);
});

test("a character takes a token for each of its bytes at most", () => {
  expect(extractionBound("Seán", "Seán").inputTokens).toBe(2_005);
});
