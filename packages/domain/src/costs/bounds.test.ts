import { expect, test } from "vitest";
import { boundCost, extractionBound, mostOutputTokens, transcriptionBound } from "./bounds";

const NOW = Date.UTC(2026, 2, 14);
const openai = (model: string) => ({ provider: "openai" as const, model });

test("a recording is never longer than its bytes allow", () => {
  // A minute of a WhatsApp note: 16 kbit/s.
  const usage = transcriptionBound(120_000);
  expect(usage.audioSeconds).toBeGreaterThanOrEqual(60);
  expect(boundCost({ ...openai("whisper-1"), usage }, NOW)).toBe(16_000);
});

test("what the model may say grows with the note and ends where the model ends", () => {
  expect(mostOutputTokens("")).toBe(1_500);
  expect(mostOutputTokens("Aoife was brilliant")).toBe(1_680);
  expect(mostOutputTokens("word ".repeat(5_000))).toBe(16_384);
});

test("a character takes a token for each of its bytes at most", () => {
  expect(extractionBound("Seán", "Seán").inputTokens).toBe(2_005);
});

test("a model without a price is charged nothing, so nothing is reserved for it", () => {
  expect(boundCost({ ...openai("unheard-of"), usage: { outputTokens: 5 } }, NOW)).toBe(0);
});
