import { expect, it } from "vitest";
import { confidenceIn, samplesInWords } from "@/lib/samples";
import { changeOn, pointsOn } from "./compare";

it("tells a change of a number as a share, and of a share in points", () => {
  expect(changeOn(112, 100, String)).toBe("+12 % on 100 before");
  expect(changeOn(50, 100, String)).toBe("-50 % on 100 before");
  expect(changeOn(100, 100, String)).toBe("as before (100)");
  expect(pointsOn(0.968, 0.98)).toBe("-1.2 points on 98 % before");
});

it("divides by nothing", () => {
  expect(changeOn(3, 0, String)).toBe("none before");
  expect(changeOn(0, 0, String)).toBe("none before either");
});

it("fades under twenty samples, and under five says that they are too few", () => {
  expect([0, 4, 5, 19, 20].map(confidenceIn)).toEqual(["none", "too_few", "few", "few", "enough"]);
  expect(samplesInWords(1, "note")).toBe("only 1 note: too few to say");
  expect(samplesInWords(19, "note")).toBe("of only 19 notes");
  expect(samplesInWords(1200, "note")).toBe("of 1,200 notes");
});
