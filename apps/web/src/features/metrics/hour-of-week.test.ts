import { HOUR_MS } from "@voice-flow/domain/time";
import { expect, it } from "vitest";
import { hourInWindow } from "./hour-of-week";

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
