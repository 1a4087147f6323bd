import { describe, expect, it } from "vitest";
import { lineRuns, niceMax } from "./chart-scale";

describe("the top of a scale", () => {
  it.each([
    [0.7, 1],
    [13, 20],
    [240, 250],
    [250, 250],
    [251, 500],
    [0.03, 0.05],
  ])("of %d is %d", (highest, expected) => {
    expect(niceMax(highest)).toBeCloseTo(expected);
  });

  it("is never nothing, so that an empty chart can be drawn", () => {
    expect(niceMax(0)).toBe(1);
    expect(niceMax(Number.NaN)).toBe(1);
  });
});

it("leaves a gap where nothing is known", () => {
  expect(lineRuns([1, null, 2, 2], 2)).toEqual([
    [{ x: 0.5, y: 50 }],
    [
      { x: 2.5, y: 0 },
      { x: 3.5, y: 0 },
    ],
  ]);
  expect(lineRuns([null], 1)).toEqual([]);
});
