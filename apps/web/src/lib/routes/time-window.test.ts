import { HOUR_MS } from "@voice-flow/domain/time";
import { describe, expect, it } from "vitest";
import { ANY_TIME, isBeforeRetention, shiftWindow, type TimeChoice, windowOf } from "./time-window";

const NOW = Date.UTC(2026, 10, 22, 14, 2, 30);
const lastHour: TimeChoice = { ...ANY_TIME, range: "1h" };

describe("windowOf", () => {
  it("starts a range at a whole minute and leaves its end open, so that it stays live", () => {
    expect(windowOf(lastHour, NOW)).toEqual({ from: Date.UTC(2026, 10, 22, 13, 2) });
  });

  it("goes by the moments where a link carries both", () => {
    const from = new Date(NOW - HOUR_MS);
    expect(windowOf({ range: "7d", from, to: null }, NOW)).toEqual({ from: NOW - HOUR_MS });
  });

  it("has no bounds for any time", () => expect(windowOf(ANY_TIME, NOW)).toEqual({}));
});

describe("shiftWindow", () => {
  it("joins the window before without a gap, and comes back to the live one", () => {
    const before = shiftWindow(lastHour, -1, NOW);
    expect(before?.to?.getTime()).toBe(Date.UTC(2026, 10, 22, 13, 2));
    const twice = before && shiftWindow(before, -1, NOW);
    expect(twice?.to).toEqual(before?.from);
    expect(twice && shiftWindow(twice, 1, NOW)).toEqual(before);
    expect(before && shiftWindow(before, 1, NOW)).toEqual(lastHour);
  });

  it("does not go beyond now, nor anywhere from a window without length", () => {
    expect(shiftWindow(lastHour, 1, NOW)).toBeNull();
    const at = new Date(NOW - HOUR_MS);
    expect(shiftWindow({ range: null, from: at, to: at }, -1, NOW)).toBeNull();
  });

  it("takes a day where the start is open", () => {
    const before = shiftWindow(ANY_TIME, -1, NOW);
    expect((before?.to?.getTime() ?? 0) - (before?.from?.getTime() ?? 0)).toBe(24 * HOUR_MS);
  });
});

it("knows a window whose records have all been deleted", () => {
  expect(isBeforeRetention({ to: NOW - 31 * 24 * HOUR_MS }, NOW)).toBe(true);
  expect(isBeforeRetention({ from: 0 }, NOW)).toBe(false);
});
