import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CronSchedule, cronSchedule, nextRun } from "./cron-schedule.ts";

const at = (iso: string) => Date.parse(iso);
const next = (schedule: CronSchedule, after: string) =>
  new Date(nextRun(schedule, at(after), 0)).toISOString();

describe("nextRun", () => {
  it.each<[CronSchedule, string, string]>([
    [{ type: "hourly", minuteUTC: 5 }, "2026-03-10T10:04:59Z", "2026-03-10T10:05:00.000Z"],
    [{ type: "hourly", minuteUTC: 5 }, "2026-03-10T10:05:00Z", "2026-03-10T11:05:00.000Z"],
    [{ type: "hourly" }, "2026-03-10T10:00:01Z", "2026-03-10T11:00:00.000Z"],
    [{ type: "daily", hourUTC: 3, minuteUTC: 30 }, "2026-03-29T03:30:00Z", "2026-03-30T03:30:00.000Z"],
    [{ type: "daily", hourUTC: 0 }, "2026-12-31T23:59:59Z", "2027-01-01T00:00:00.000Z"],
    [{ type: "weekly", dayOfWeek: "monday", hourUTC: 4 }, "2026-03-10T10:00:00Z", "2026-03-16T04:00:00.000Z"],
    [
      { type: "weekly", dayOfWeek: "sunday", hourUTC: 23, minuteUTC: 59 },
      "2026-03-14T00:00:00Z",
      "2026-03-15T23:59:00.000Z",
    ],
    [{ type: "monthly", day: 1, hourUTC: 5 }, "2026-03-01T05:00:00Z", "2026-04-01T05:00:00.000Z"],
    [{ type: "monthly", day: 31, hourUTC: 5 }, "2026-04-01T00:00:00Z", "2026-05-31T05:00:00.000Z"],
    [{ type: "cron", cron: "*/10 * * * *" }, "2026-03-10T10:11:00Z", "2026-03-10T10:20:00.000Z"],
    [{ type: "cron", cron: "0 16 1 * 1" }, "2026-03-10T10:00:00Z", "2026-03-16T16:00:00.000Z"],
  ])("%j after %s", (schedule, after, expected) => {
    expect(next(schedule, after)).toBe(expected);
  });

  it("keeps an interval on its grid from the first run, whatever was missed", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 86_400 }),
        fc.integer({ min: 0, max: 2 ** 40 }),
        fc.integer({ min: 0, max: 2 ** 40 }),
        (seconds, anchor, later) => {
          const run = nextRun({ type: "interval", seconds }, anchor + later, anchor);
          expect((run - anchor) % (seconds * 1000)).toBe(0);
          expect(run).toBeGreaterThan(anchor + later);
          expect(run - (anchor + later)).toBeLessThanOrEqual(seconds * 1000);
        },
      ),
    );
    expect(nextRun({ type: "interval", hours: 2 }, 0, 0)).toBe(7_200_000);
    expect(nextRun({ type: "interval", minutes: 2 }, 0, 0)).toBe(120_000);
  });

  it("refuses what no cron can hold", () => {
    expect(cronSchedule.safeParse({ type: "daily", hourUTC: 24 }).success).toBe(false);
    expect(() => nextRun({ type: "cron", cron: "61 * * * *" }, 0, 0)).toThrow();
  });
});
