/** WhatsApp's 24-hour window: what it allows now, and when a reminder can still arrive. All times in ms. */

export const SESSION_WINDOW_MS = 24 * 3_600_000;
/** A message needs a moment to arrive: the last minute of the window is not used. */
export const WINDOW_MARGIN_MS = 60_000;

/** When free-form messages end; null for somebody who has never written. */
export const windowClosesAt = (lastInboundAt: number | undefined): number | null =>
  lastInboundAt === undefined ? null : lastInboundAt + SESSION_WINDOW_MS;

export function isWindowOpen(lastInboundAt: number | undefined, now: number): boolean {
  const closesAt = windowClosesAt(lastInboundAt);
  return closesAt !== null && now < closesAt - WINDOW_MARGIN_MS;
}

/** How a message can go now. */
export type SendMode = "free_form" | "template" | "wait";
export function sendModeAt(lastInboundAt: number | undefined, hasTemplate: boolean, now: number): SendMode {
  if (isWindowOpen(lastInboundAt, now)) return "free_form";
  return hasTemplate ? "template" : "wait";
}

/** Hours of the day in which a coach may be reminded, in the club's time zone; `from` inclusive, `to` exclusive. */
export interface WakingHours {
  from: number;
  to: number;
}
export const DEFAULT_WAKING_HOURS: WakingHours = { from: 8, to: 21 };
export const DEFAULT_TIME_ZONE = "Europe/Dublin";

/** Time before the window's end at which a reminder goes out, if it is day then. */
export const REMINDER_LEAD_MS = 2 * 3_600_000;

/** Minutes since midnight in a time zone. An unknown zone counts as Dublin. */
export function minuteOfDay(at: number, timeZone: string): number {
  const parts = clockOf(timeZone).formatToParts(at);
  const part = (type: "hour" | "minute") => Number(parts.find((each) => each.type === type)?.value ?? 0);
  return part("hour") * 60 + part("minute");
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = makeClock(timeZone) ?? makeClock(DEFAULT_TIME_ZONE) ?? new Intl.DateTimeFormat("en-GB");
  clocks.set(timeZone, clock);
  return clock;
}

function makeClock(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat("en-GB", {
      timeZone,
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  } catch {
    return null;
  }
}

const MINUTE_MS = 60_000;
/** Steps in which a waking time is looked for; no zone changes its clock by less. */
const STEP_MS = 15 * MINUTE_MS;

export const isWaking = (
  at: number,
  timeZone: string,
  hours: WakingHours = DEFAULT_WAKING_HOURS,
): boolean => {
  const minute = minuteOfDay(at, timeZone);
  return minute >= hours.from * 60 && minute < hours.to * 60;
};

/**
 * When to remind a coach of what is open: two hours before the window closes, or in the last waking quarter of an hour
 * before that. Null where no such time is left.
 */
export function reminderAt(facts: {
  now: number;
  lastInboundAt: number | undefined;
  timeZone: string;
  hours?: WakingHours;
}): number | null {
  const { now, lastInboundAt, timeZone, hours = DEFAULT_WAKING_HOURS } = facts;
  const closesAt = windowClosesAt(lastInboundAt);
  if (closesAt === null) return null;
  for (let at = closesAt - REMINDER_LEAD_MS; at > now; at -= STEP_MS) {
    if (isWaking(at, timeZone, hours)) return at;
  }
  return null;
}

export interface SnoozePlan {
  /** When to ask again. */
  until: number;
  /** The coach asked for more than the window allows. */
  isCapped: boolean;
}

/** A snooze that can still be followed by a message: never past the window. Null where the window leaves no time at all. */
export function capSnooze(facts: {
  now: number;
  until: number;
  lastInboundAt: number | undefined;
}): SnoozePlan | null {
  const { now, until, lastInboundAt } = facts;
  const closesAt = windowClosesAt(lastInboundAt);
  if (closesAt === null) return null;
  const latest = closesAt - 10 * MINUTE_MS;
  if (latest <= now) return null;
  return { until: Math.min(until, latest), isCapped: until > latest };
}
