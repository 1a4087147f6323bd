import { HOUR_MS } from "@voice-flow/domain/time";
import { expect, it } from "vitest";
import { hourlySeries } from "./hourly-series";

const figures = { started: 1, completed: 1, failed: 0, failureRate: 0, aiCost: 0, avg: 7, p99: 9, max: 9 };

it("has every hour in its place, and a gap where nothing ended", () => {
  const at = (hour: number, samples: number) => ({
    periodStart: hour * HOUR_MS,
    stages: [{ stage: "transcription" as const, ...figures, samples, p50: hour, p95: hour * 2 }],
  });
  const { periods, p50, p95 } = hourlySeries(
    { from: 10 * HOUR_MS, to: 14 * HOUR_MS, stages: [], points: [at(11, 3), at(12, 0)] },
    "transcription",
  );
  expect(periods.map(({ start }) => start / HOUR_MS)).toEqual([10, 11, 12, 13]);
  expect(p50).toEqual([null, 11, null, null]);
  expect(p95).toEqual([null, 22, null, null]);
});
