/** When the crons of `crons.ts` run next. All times are UTC, as in Convex. */
import { CronExpressionParser } from "cron-parser";
import { z } from "zod";

const minuteUTC = z.number().int().min(0).max(59).optional();
const hourUTC = z.number().int().min(0).max(23);
const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** As `crons.ts` holds it. */
export const cronSchedule = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("interval"),
    seconds: z.number().positive().optional(),
    minutes: z.number().positive().optional(),
    hours: z.number().positive().optional(),
  }),
  z.object({ type: z.literal("hourly"), minuteUTC }),
  z.object({ type: z.literal("daily"), hourUTC, minuteUTC }),
  z.object({ type: z.literal("weekly"), dayOfWeek: z.enum(DAYS), hourUTC, minuteUTC }),
  z.object({ type: z.literal("monthly"), day: z.number().int().min(1).max(31), hourUTC, minuteUTC }),
  z.object({ type: z.literal("cron"), cron: z.string() }),
]);
export type CronSchedule = z.infer<typeof cronSchedule>;

/** Length of an interval in milliseconds. */
function intervalMs(schedule: Extract<CronSchedule, { type: "interval" }>): number {
  const seconds = (schedule.seconds ?? 0) + 60 * (schedule.minutes ?? 0) + 3600 * (schedule.hours ?? 0);
  return seconds * 1000;
}

/** The five fields of a cron expression; where Convex would pick a minute, this is the full hour. */
function expressionOf(schedule: Exclude<CronSchedule, { type: "interval" }>): string {
  switch (schedule.type) {
    case "hourly":
      return `${schedule.minuteUTC ?? 0} * * * *`;
    case "daily":
      return `${schedule.minuteUTC ?? 0} ${schedule.hourUTC} * * *`;
    case "weekly":
      return `${schedule.minuteUTC ?? 0} ${schedule.hourUTC} * * ${DAYS.indexOf(schedule.dayOfWeek)}`;
    case "monthly":
      return `${schedule.minuteUTC ?? 0} ${schedule.hourUTC} ${schedule.day} * *`;
    case "cron":
      return schedule.cron;
  }
}

/**
 * The first run after `after` (ms since the epoch). An interval counts from `anchor`, the time of its first run.
 * Throws when the expression is malformed.
 */
export function nextRun(schedule: CronSchedule, after: number, anchor: number): number {
  if (schedule.type === "interval") {
    const length = intervalMs(schedule);
    return after < anchor ? anchor : anchor + (Math.floor((after - anchor) / length) + 1) * length;
  }
  return CronExpressionParser.parse(expressionOf(schedule), { tz: "UTC", currentDate: new Date(after) })
    .next()
    .getTime();
}
