import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../settings";
import { calibrate } from "./calibrate";

const after = (threshold: number, applied: number, undone: number) =>
  calibrate(threshold, { applied, undone }, DEFAULT_SETTINGS);

describe("the calibration of a threshold", () => {
  it.each([
    ["nine are too few, whatever happened to them", 0.85, 9, 9, 0.85, "too_few"],
    ["ten with none undone lower it", 0.85, 10, 0, 0.8, "lowered"],
    ["2.9 % undone lower it", 0.85, 1000, 29, 0.8, "lowered"],
    ["3 % undone keep it", 0.85, 100, 3, 0.85, "kept"],
    ["10 % undone keep it", 0.85, 100, 10, 0.85, "kept"],
    ["10.1 % undone raise it", 0.8, 1000, 101, 0.85, "raised"],
    ["it stops at 0.9", 0.88, 20, 20, 0.9, "raised"],
    ["it does not go above 0.9", 0.9, 20, 20, 0.9, "at_limit"],
    ["it stops at 0.6", 0.62, 20, 0, 0.6, "lowered"],
    ["it does not go below 0.6", 0.6, 20, 0, 0.6, "at_limit"],
    ["one that staff set above the limit is not lowered by undoing", 0.95, 20, 20, 0.95, "at_limit"],
    ["one that staff set above the limit comes back by steps", 0.98, 20, 0, 0.93, "lowered"],
    ["one that staff set below the limit is not raised by success", 0.55, 20, 0, 0.55, "at_limit"],
  ])("%s", (_case, threshold, applied, undone, expected, outcome) => {
    expect(after(threshold, applied, undone)).toEqual({ threshold: expected, outcome });
  });

  const threshold = fc.integer({ min: 5000, max: 10_000 }).map((value) => value / 10_000);
  const sample = fc
    .tuple(fc.nat({ max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([applied, share]) => ({ applied, undone: Math.round(applied * share) }));

  it("moves by at most a step, and never out of the limits", () => {
    fc.assert(
      fc.property(threshold, sample, (from, counts) => {
        const to = calibrate(from, counts, DEFAULT_SETTINGS).threshold;
        expect(Math.abs(to - from)).toBeLessThanOrEqual(0.05 + 1e-9);
        if (from >= 0.6) expect(to).toBeGreaterThanOrEqual(0.6);
        if (from <= 0.9) expect(to).toBeLessThanOrEqual(0.9);
      }),
    );
  });

  it("never falls when more is undone", () => {
    fc.assert(
      fc.property(threshold, fc.integer({ min: 10, max: 500 }), fc.nat(), fc.nat(), (from, applied, a, b) => {
        const [fewer, more] = [a % (applied + 1), b % (applied + 1)].sort((x, y) => x - y);
        expect(after(from, applied, fewer ?? 0).threshold).toBeLessThanOrEqual(
          after(from, applied, more ?? 0).threshold,
        );
      }),
    );
  });

  it("is at rest at its limits, however often it runs", () => {
    fc.assert(
      fc.property(
        threshold,
        fc.constantFrom({ applied: 50, undone: 0 }, { applied: 50, undone: 50 }),
        (from, counts) => {
          let value = from;
          for (let day = 0; day < 30; day += 1) value = calibrate(value, counts, DEFAULT_SETTINGS).threshold;
          expect(calibrate(value, counts, DEFAULT_SETTINGS)).toEqual({
            threshold: value,
            outcome: "at_limit",
          });
        },
      ),
    );
  });

  it("says that it moved exactly where it did", () => {
    fc.assert(
      fc.property(threshold, sample, (from, counts) => {
        const { threshold: to, outcome } = calibrate(from, counts, DEFAULT_SETTINGS);
        expect(outcome === "lowered").toBe(to < from);
        expect(outcome === "raised").toBe(to > from);
      }),
    );
  });
});
