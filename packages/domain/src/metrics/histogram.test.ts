import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  EMPTY_HISTOGRAM,
  type Histogram,
  histogramBars,
  histogramOf,
  MAX_DURATION_MS,
  mean,
  mergeHistograms,
  quantile,
  RELATIVE_ERROR,
} from "./histogram";

const PROMISED_ERROR = 0.05;
const duration = fc.oneof(
  fc.nat(MAX_DURATION_MS),
  fc.nat(200),
  // Two humps: calls that answer in about a second, and calls that time out at about two minutes.
  fc.oneof(fc.integer({ min: 800, max: 1200 }), fc.integer({ min: 118_000, max: 122_000 })),
);
const durations = fc.array(duration, { minLength: 1, maxLength: 300 });
const histograms = fc.array(duration, { maxLength: 60 }).map(histogramOf);

function exact(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1] ?? 0;
}

/** Deterministic spread over the logarithm of a range. */
const spread = (count: number, from: number, to: number): number[] =>
  Array.from({ length: count }, (_, i) => Math.round(from * (to / from) ** (i / (count - 1))));

const sizeOf = (histogram: Histogram): number => JSON.stringify(histogram).length;

describe("histogram", () => {
  it.each([0.5, 0.9, 0.95, 0.99, 1])("gives p%d within five per cent of the truth", (q) => {
    expect(RELATIVE_ERROR).toBeLessThan(PROMISED_ERROR);
    fc.assert(
      fc.property(durations, (values) => {
        const truth = exact(values, q);
        expect(Math.abs(quantile(histogramOf(values), q) - truth)).toBeLessThanOrEqual(
          truth * PROMISED_ERROR,
        );
      }),
    );
  });

  it("keeps two humps apart, where an average gives a latency that no note had", () => {
    const values = [...spread(600, 900, 1100), ...spread(400, 119_000, 121_000)];
    const histogram = histogramOf(values);
    for (const q of [0.5, 0.59, 0.61, 0.95, 0.99]) {
      const truth = exact(values, q);
      expect(Math.abs(quantile(histogram, q) - truth) / truth).toBeLessThanOrEqual(PROMISED_ERROR);
    }
  });

  it("merges to exactly what the values together give", () => {
    fc.assert(
      fc.property(durations, durations, (left, right) => {
        const merged = mergeHistograms(histogramOf(left), histogramOf(right));
        expect(merged).toEqual(histogramOf([...left, ...right]));
      }),
    );
  });

  it("merges in any order and grouping, and with nothing to itself", () => {
    fc.assert(
      fc.property(histograms, histograms, histograms, (a, b, c) => {
        expect(mergeHistograms(a, b)).toEqual(mergeHistograms(b, a));
        const grouped = mergeHistograms(mergeHistograms(a, b), c);
        expect(mergeHistograms(a, mergeHistograms(b, c))).toEqual(grouped);
        expect(mergeHistograms(a, EMPTY_HISTOGRAM)).toEqual(a);
        expect(mergeHistograms(EMPTY_HISTOGRAM, a)).toEqual(a);
      }),
    );
  });

  it("has an exact mean and bars that hold every value", () => {
    fc.assert(
      fc.property(durations, (values) => {
        const histogram = histogramOf(values);
        const sum = values.reduce((total, value) => total + value, 0);
        expect(mean(histogram)).toBeCloseTo(sum / values.length, 6);
        const bars = histogramBars(histogram);
        expect(bars.reduce((total, bar) => total + bar.count, 0)).toBe(values.length);
      }),
    );
  });

  it("survives storage as JSON", () => {
    fc.assert(
      fc.property(histograms, (histogram) => {
        expect(JSON.parse(JSON.stringify(histogram))).toEqual(histogram);
      }),
    );
  });

  it("stays small in a row", () => {
    const hour = histogramOf(spread(1000, 1000, 60_000));
    expect(sizeOf(hour)).toBeLessThanOrEqual(280);
    const widest = histogramOf(spread(100_000, 1, MAX_DURATION_MS));
    expect(sizeOf(widest)).toBeLessThanOrEqual(1536);
  });

  it("takes odd durations for what they are and refuses what is none", () => {
    expect(histogramOf([-5, 0.4])).toMatchObject({ count: 2, sum: 0, min: 0, max: 0 });
    expect(histogramOf([1e15])).toMatchObject({ max: MAX_DURATION_MS });
    expect(() => histogramOf([Number.NaN])).toThrow(RangeError);
    expect(quantile(EMPTY_HISTOGRAM, 0.95)).toBe(0);
    expect(() => quantile({ count: 3, sum: 3, min: 1, max: 1, bins: "x!y" }, 0.5)).toThrow(/damaged/);
  });
});
