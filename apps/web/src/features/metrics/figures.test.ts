import { HOUR_MS } from "@voice-flow/domain/time";
import { expect, it } from "vitest";
import { confidenceIn, samplesInWords } from "@/lib/samples";
import { changeOn, hourInWindow, pointsOn } from "./figures";

it("finds each of the 168 hours of a week once, in the reader's zone", () => {
  const from = new Date(2026, 10, 18, 15).getTime();
  const window = { from, to: from + 168 * HOUR_MS };
  const found = Array.from({ length: 168 }, (_, index) =>
    hourInWindow({ weekday: Math.floor(index / 24), hour: index % 24 }, window),
  );
  expect(new Set(found.map((hour) => hour?.from)).size).toBe(168);
  // A Monday at nine.
  expect(hourInWindow({ weekday: 0, hour: 9 }, window)).toEqual({
    from: new Date(2026, 10, 23, 9).getTime(),
    to: new Date(2026, 10, 23, 10).getTime(),
  });
});

it("finds none outside of the window", () => {
  const from = new Date(2026, 10, 18, 15).getTime();
  expect(hourInWindow({ weekday: 0, hour: 9 }, { from, to: from + HOUR_MS })).toBeUndefined();
});

it("tells a change of a number as a share, and of a share in points", () => {
  expect(changeOn(112, 100, String)).toBe("+12 % on 100 before");
  expect(changeOn(50, 100, String)).toBe("-50 % on 100 before");
  expect(changeOn(100, 100, String)).toBe("same as before (100)");
  expect(pointsOn(0.968, 0.98)).toBe("-1.2 points on 98 % before");
});

it("divides by nothing", () => {
  expect(changeOn(3, 0, String)).toBe("none before");
  expect(changeOn(0, 0, String)).toBe("none before either");
});

it("fades under twenty samples, and under five says that they are too few", () => {
  expect([0, 4, 5, 19, 20].map(confidenceIn)).toEqual(["none", "too_few", "few", "few", "enough"]);
  expect(samplesInWords(1, "note")).toBe("only 1 note, too few to judge");
  expect(samplesInWords(19, "note")).toBe("of only 19 notes");
  expect(samplesInWords(1200, "note")).toBe("of 1,200 notes");
});
