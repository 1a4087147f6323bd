import { describe, expect, it } from "vitest";
import { placeOfQuote, placeSegments, secondsOf } from "./transcript-positions";

const fullText =
  "Seán's hamstring is tight again.\nAoife was brilliant in goal. Seán's hamstring is tight again.";
const segments = [
  { start: 0, end: 4, text: " Seán's hamstring is tight  again.", confidence: 0.9 },
  { start: 4, end: 8, text: " Aoife was brilliant in goal.", confidence: 0.9 },
  { start: 8, end: 12, text: " Seán's hamstring is tight again.", confidence: 0.9 },
];

describe("placeSegments", () => {
  it("finds repeated words in their own order, whatever the spaces", () => {
    const placed = placeSegments(fullText, segments);
    expect(placed.map(({ from, to }) => fullText.slice(from, to))).toEqual([
      "Seán's hamstring is tight again.",
      "Aoife was brilliant in goal.",
      "Seán's hamstring is tight again.",
    ]);
    expect(placed[2]?.from).toBeGreaterThan(placed[1]?.to ?? Number.POSITIVE_INFINITY);
  });

  it("leaves out what the text does not hold", () => {
    const odd = [{ start: 0, end: 1, text: "[music]", confidence: 0.1 }, ...segments.slice(0, 1)];
    expect(placeSegments(fullText, odd)).toHaveLength(1);
  });
});

describe("secondsOf", () => {
  const placed = placeSegments(fullText, segments);

  it("gives the seconds of the segment in which a quote was said", () => {
    const from = fullText.indexOf("Aoife");
    expect(secondsOf(placed, from, from + "Aoife was brilliant in goal.".length)).toEqual({
      start: 4,
      end: 8,
    });
  });

  it("starts inside a long segment, a little early", () => {
    const from = fullText.indexOf("in goal");
    const span = secondsOf(placed, from, from + "in goal.".length);
    expect(span?.start).toBeGreaterThan(4.5);
    expect(span?.start).toBeLessThan(7);
    expect(span?.end).toBe(8);
  });

  it("reaches over several segments", () => {
    const span = secondsOf(placed, 0, fullText.indexOf(" was brilliant"));
    expect(span?.start).toBe(0);
    expect(span?.end).toBeGreaterThan(4);
    expect(span?.end).toBeLessThan(8);
  });

  it("knows nothing where there are no timings", () => {
    expect(secondsOf([], 0, 10)).toBeUndefined();
  });
});

describe("placeOfQuote", () => {
  it("trusts offsets that fit, and looks the words up where they do not", () => {
    const start = fullText.lastIndexOf("Seán's");
    const sourceText = "Seán's hamstring";
    const at = { from: start, to: start + sourceText.length };
    expect(placeOfQuote(fullText, { sourceText, sourceStart: at.from, sourceEnd: at.to })).toEqual(at);
    expect(placeOfQuote(fullText, { sourceText, sourceStart: 3, sourceEnd: 9 })).toEqual({ from: 0, to: 16 });
    expect(placeOfQuote(fullText, { sourceText: "", sourceStart: 0, sourceEnd: 0 })).toBeUndefined();
    expect(
      placeOfQuote(fullText, { sourceText: "never said", sourceStart: 0, sourceEnd: 0 }),
    ).toBeUndefined();
  });
});
