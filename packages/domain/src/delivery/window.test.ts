import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextSendAt, sendScheduleDefaults } from "./send-schedule";
import {
  capSnooze,
  isWaking,
  isWindowOpen,
  minuteOfDay,
  reminderAt,
  SESSION_WINDOW_MS,
  sendModeAt,
} from "./window";

const HOUR = 3_600_000;
const at = (iso: string) => Date.parse(iso);
const DUBLIN = "Europe/Dublin";

describe("the 24-hour window", () => {
  const wrote = at("2026-06-10T19:00:00Z");

  it("is open for a day, but for its last minute", () => {
    expect(isWindowOpen(undefined, wrote)).toBe(false);
    expect(isWindowOpen(wrote, wrote + 23 * HOUR)).toBe(true);
    expect(isWindowOpen(wrote, wrote + 24 * HOUR - 30_000)).toBe(false);
  });

  it("DE-003: outside it a message goes as a template, or waits", () => {
    expect(sendModeAt(wrote, true, wrote + HOUR)).toBe("free_form");
    expect(sendModeAt(wrote, true, wrote + 25 * HOUR)).toBe("template");
    expect(sendModeAt(wrote, false, wrote + 25 * HOUR)).toBe("wait");
  });

  it("CO-016: caps a snooze, and allows none where no time is left", () => {
    const now = wrote + 20 * HOUR;
    expect(capSnooze({ now, until: now + 2 * HOUR, lastInboundAt: wrote })).toEqual({
      until: now + 2 * HOUR,
      isCapped: false,
    });
    const capped = capSnooze({ now, until: now + 24 * HOUR, lastInboundAt: wrote });
    expect(capped).toEqual({ until: wrote + SESSION_WINDOW_MS - 600_000, isCapped: true });
    expect(capSnooze({ now: wrote + 24 * HOUR, until: wrote + 30 * HOUR, lastInboundAt: wrote })).toBeNull();
    expect(capSnooze({ now, until: now + HOUR, lastInboundAt: undefined })).toBeNull();
  });
});

describe("CO-016: a reminder before the window closes", () => {
  it.each([
    // Wrote at 20:00 in Dublin (summer time): two hours before the end is 18:00 the next day.
    ["2026-06-10T19:00:00Z", "2026-06-11T17:00:00Z"],
    // Wrote at 08:30: two hours before the end is 06:30, so the evening before, at a quarter to nine.
    ["2026-06-10T07:30:00Z", "2026-06-10T19:45:00Z"],
    // Wrote at 23:30 (winter time): 21:30 is too late, a quarter to nine is not.
    ["2026-12-10T23:30:00Z", "2026-12-11T20:45:00Z"],
  ])("of a coach who wrote at %s goes out at %s", (wrote, reminder) => {
    const lastInboundAt = at(wrote);
    const due = reminderAt({ now: lastInboundAt, lastInboundAt, timeZone: DUBLIN });
    expect(due === null ? null : new Date(due).toISOString()).toBe(new Date(at(reminder)).toISOString());
  });

  it("is not sent at all where every moment left is night", () => {
    const lastInboundAt = at("2026-12-10T06:00:00Z");
    expect(reminderAt({ now: at("2026-12-10T21:30:00Z"), lastInboundAt, timeZone: DUBLIN })).toBeNull();
    expect(reminderAt({ now: 0, lastInboundAt: undefined, timeZone: DUBLIN })).toBeNull();
  });

  it("is always in the window, in waking hours and in the future, in every zone", () => {
    const zone = fc.constantFrom(DUBLIN, "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "No/Where");
    const moment = fc.integer({ min: at("2026-01-01T00:00:00Z"), max: at("2026-12-31T00:00:00Z") });
    fc.assert(
      fc.property(moment, fc.nat({ max: 24 * HOUR }), zone, (lastInboundAt, since, timeZone) => {
        const now = lastInboundAt + since;
        const due = reminderAt({ now, lastInboundAt, timeZone });
        if (due === null) return;
        expect(due).toBeGreaterThan(now);
        expect(isWindowOpen(lastInboundAt, due)).toBe(true);
        expect(isWaking(due, timeZone)).toBe(true);
      }),
    );
  });

  it("reads the clock of a zone, also where it changes", () => {
    expect(minuteOfDay(at("2026-03-29T00:59:00Z"), DUBLIN)).toBe(59);
    expect(minuteOfDay(at("2026-03-29T01:00:00Z"), DUBLIN)).toBe(120);
    expect(minuteOfDay(at("2026-06-10T00:00:00Z"), "Asia/Kolkata")).toBe(330);
  });
});

describe("DE-002: sending is tried again", () => {
  const firstTriedAt = at("2026-06-10T19:00:00Z");

  it("with growing pauses, through an outage of half an hour, and soon after it", () => {
    let now = firstTriedAt;
    const pauses: number[] = [];
    for (let attempts = 1; now < firstTriedAt + HOUR / 2; attempts += 1) {
      const next = nextSendAt({ now, firstTriedAt, attempts, random: 0.5 });
      if (next === null) throw new Error("Given up within half an hour.");
      pauses.push(next - now);
      now = next;
    }
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses[0]).toBe(5000);
    expect(now).toBeLessThanOrEqual(firstTriedAt + HOUR / 2 + sendScheduleDefaults.maxMs);
  });

  it("heeds what the provider asks for, and ends", () => {
    const facts = { now: firstTriedAt, firstTriedAt, attempts: 1, random: 0.5 };
    expect(nextSendAt({ ...facts, retryAfterMs: 40_000 })).toBe(firstTriedAt + 40_000);
    expect(nextSendAt({ ...facts, now: firstTriedAt + 24 * HOUR })).toBeNull();
  });
});
