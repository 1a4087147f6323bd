import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../time";
import { durationInWords, formatDuration, formatPosition, inTheLast } from "./duration";
import { formatMicroDollars } from "./money";
import { formatCount, formatShare, pluralise } from "./number";
import {
  formatAbsoluteTime,
  formatClockTime,
  formatHourMinute,
  formatRelativeTime,
  relativeTimeStep,
} from "./time";

describe("formatDuration", () => {
  it.each([
    [undefined, "—"],
    [Number.NaN, "—"],
    [-20, "0 ms"],
    [0, "0 ms"],
    [830.4, "830 ms"],
    [999.6, "1 s"],
    [5_240, "5.2 s"],
    [9_949, "9.9 s"],
    [9_960, "10 s"],
    [59_400, "59 s"],
    [59_700, "1 min"],
    [64_000, "1 min 4 s"],
    [3_599_600, "1 h"],
    [7_800_000, "2 h 10 min"],
    [273_600_000, "3 d 4 h"],
  ])("%s → %s", (input, expected) => {
    expect(formatDuration(input)).toBe(expected);
  });
});

describe("durationInWords", () => {
  it.each([
    [250, "250 ms"],
    [1000, "1 second"],
    [1500, "1.5 seconds"],
    [100_000, "1 minute 40 seconds"],
    [45 * MINUTE_MS, "45 minutes"],
    [90 * MINUTE_MS, "1 hour 30 minutes"],
    [2 * HOUR_MS - 1, "2 hours"],
    [DAY_MS, "24 hours"],
    [2 * DAY_MS, "2 days"],
    [7 * DAY_MS + HOUR_MS, "7 days 1 hour"],
  ])("%s → %s", (input, expected) => {
    expect(durationInWords(input)).toBe(expected);
  });
});

it("names a window up to now", () => {
  expect([HOUR_MS, 30 * MINUTE_MS, DAY_MS].map(inTheLast)).toEqual([
    "in the last hour",
    "in the last 30 minutes",
    "in the last 24 hours",
  ]);
});

describe("formatPosition", () => {
  it.each([
    [7.9, "0:07"],
    [125, "2:05"],
    [3_729, "1:02:09"],
    [Number.NaN, "0:00"],
  ])("%s → %s", (input, expected) => {
    expect(formatPosition(input)).toBe(expected);
  });
});

describe("formatMicroDollars", () => {
  it.each([
    [undefined, "—"],
    [0, "$0.00"],
    [12_300, "$0.0123"],
    [34, "$0.000034"],
    [999_990, "$1.0000"],
    [1_000_000, "$1.00"],
    [1_234_567_000, "$1,234.57"],
    [-12_300, "-$0.0123"],
  ])("%s → %s", (input, expected) => {
    expect(formatMicroDollars(input)).toBe(expected);
  });
});

describe("counts and shares", () => {
  it("separates thousands and shortens what is long", () => {
    expect(formatCount(12_345)).toBe("12,345");
    expect([123_400, 999_960, -1_260_000, 3e9].map(formatCount)).toEqual(["123.4k", "1m", "-1.3m", "3b"]);
    expect(formatCount(99_999.6)).toBe("100k");
    expect(formatCount(undefined)).toBe("—");
  });

  it("keeps a decimal where a whole number would say too little", () => {
    expect([0, 0.004, 0.1, 0.124, 1].map(formatShare)).toEqual(["0 %", "0.4 %", "10 %", "12 %", "100 %"]);
  });

  it("counts one apart from many", () => {
    expect([pluralise(0, "claim"), pluralise(1, "claim"), pluralise(2, "entity", "entities")]).toEqual([
      "0 claims",
      "1 claim",
      "2 entities",
    ]);
  });
});

describe("times", () => {
  const now = Date.UTC(2026, 10, 22, 14, 2, 7);

  it.each([
    [0, "now"],
    [4_000, "now"],
    [-4_000, "now"],
    [12_900, "12 s ago"],
    [60_000, "1 min ago"],
    [3 * HOUR_MS, "3 h ago"],
    [50 * HOUR_MS, "2 d ago"],
    [-240_000, "in 4 min"],
  ])("%s ms earlier → %s", (elapsed, expected) => {
    expect(formatRelativeTime(now - elapsed, now)).toBe(expected);
  });

  it("names the zone of an absolute time", () => {
    expect(formatAbsoluteTime(now, "Europe/Dublin")).toMatch(/22 Nov 2026.*14:02:07 GMT/);
    expect(formatAbsoluteTime(now, "America/New_York")).toMatch(/09:02:07 (EST|GMT-5)/);
  });

  it("says nothing older than it is: words stay true until the clock ticks again", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5000, max: 10 * DAY_MS }), (elapsed) => {
        const step = relativeTimeStep(now - elapsed, now);
        const unit = elapsed < MINUTE_MS ? SECOND_MS : elapsed < HOUR_MS ? MINUTE_MS : HOUR_MS;
        expect(step).toBeLessThanOrEqual(unit);
      }),
    );
  });

  it("writes clock times on 24 hours", () => {
    expect(formatClockTime(Date.UTC(2026, 10, 22, 0, 5, 9), "UTC")).toBe("00:05:09");
    expect(formatHourMinute(now, "UTC")).toBe("14:02");
  });
});
