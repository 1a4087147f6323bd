import { describe, expect, it } from "vitest";
import { changeInWords, targetState } from "./figures";

const target = (samples: number, shareInTime: number, targetShare = 0.95) =>
  targetState({ targetMs: 180_000, targetShare, samples, shareInTime });

describe("what is left of the service target", () => {
  it("counts the late notes that are still allowed", () => {
    expect(target(200, 0.98)).toMatchObject({
      late: 4,
      allowed: 10,
      left: expect.closeTo(0.6),
      isKept: true,
    });
  });

  it("is nothing once more are late than are allowed, and never less", () => {
    expect(target(200, 0.9)).toMatchObject({ late: 20, left: 0, isKept: false });
  });

  it("allows none where every note was promised", () => {
    expect(target(10, 1, 1)?.left).toBe(1);
    expect(target(10, 0.9, 1)?.left).toBe(0);
  });

  it("does not take a day without notes for a kept promise", () => {
    expect(target(0, 0)).toBeUndefined();
  });
});

it("says the direction, and what it is compared with", () => {
  expect(changeInWords(0.25, 12)).toBe("+25 % on yesterday by now (12)");
  expect(changeInWords(-0.5, 4)).toBe("-50 % on yesterday by now (4)");
  expect(changeInWords(0, 3)).toBe("as many as yesterday by now (3)");
});

it("divides by nothing: a day before without notes is said to be one", () => {
  expect(changeInWords(null, 0)).toBe("none yesterday by this time");
});
