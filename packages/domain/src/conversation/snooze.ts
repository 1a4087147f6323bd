/** "Later", "2h", "till 8pm", "tomorrow": how long a question is put off, and when that is. */

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export type SnoozeSpan =
  | { type: "default" }
  | { type: "duration"; ms: number }
  /** The next time that a clock shows this; without `isExact` half past eight may be in the morning or at night. */
  | { type: "clock"; hour: number; minute: number; isExact: boolean }
  | { type: "tomorrow"; hour: number };

const UNIT_MS: Readonly<Record<string, number>> = { m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };
const PART = "\\d{1,5}(?:\\.\\d{1,2})?\\s*(?:minutes?|mins?|m|hours?|hrs?|h|days?|d)";
const DURATION = new RegExp(`^${PART}(?:\\s*(?:and\\s+)?${PART})*$`);
const WORDS_MS: Readonly<Record<string, number>> = {
  "half an hour": 30 * MINUTE_MS,
  "half hour": 30 * MINUTE_MS,
  "an hour": HOUR_MS,
  "a hour": HOUR_MS,
  "one hour": HOUR_MS,
  "two hours": 2 * HOUR_MS,
  "a couple of hours": 2 * HOUR_MS,
  "three hours": 3 * HOUR_MS,
  "a day": DAY_MS,
};
const PARTS_OF_DAY: Readonly<Record<string, number>> = { morning: 9, afternoon: 14, evening: 19, night: 20 };

/** `text` is lower case and trimmed. Null where it says no time. */
export function parseSnoozeSpan(text: string): SnoozeSpan | null {
  const bare = text.replace(/^(?:again|later|on)\s+(?=\S)/, "").trim();
  if (/^(?:again|later|later on|in a bit|in a while|a bit later|a while|for a bit|for a while)?$/.test(bare))
    return { type: "default" };
  const spoken = bare.replace(/^(?:for|in|till|until|til|at|by|from)\s+/, "");
  // "Snooze 2" says neither hours nor a time of the day.
  if (spoken === bare && /^\d+$/.test(spoken)) return null;
  return parseDuration(spoken) ?? parseDay(spoken) ?? parseClock(spoken);
}

function parseDuration(text: string): SnoozeSpan | null {
  const words = WORDS_MS[text];
  if (words !== undefined) return { type: "duration", ms: words };
  if (!DURATION.test(text)) return null;
  let ms = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)\s*([mhd])/g)) {
    ms += Number(amount) * (UNIT_MS[unit ?? ""] ?? 0);
  }
  return { type: "duration", ms: Math.round(ms) };
}

function parseDay(text: string): SnoozeSpan | null {
  const [, part] = /^tomorrow(?:\s+(morning|afternoon|evening|night))?$/.exec(text) ?? [];
  if (/^tomorrow/.test(text) && (part || text === "tomorrow"))
    return { type: "tomorrow", hour: PARTS_OF_DAY[part ?? "morning"] ?? 9 };
  if (/^(?:the )?morning$/.test(text)) return { type: "clock", hour: 9, minute: 0, isExact: true };
  if (/^(?:later )?(?:tonight|this evening|the evening|evening)$/.test(text))
    return { type: "clock", hour: 20, minute: 0, isExact: true };
  if (/^(?:lunch|lunchtime|midday|noon)$/.test(text))
    return { type: "clock", hour: 12, minute: 0, isExact: true };
  return null;
}

function parseClock(text: string): SnoozeSpan | null {
  const [, hours = "", minutes = "0", half] = /^(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$/.exec(text) ?? [];
  if (hours === "") return null;
  const minute = Number(minutes);
  const hour = half ? (Number(hours) % 12) + (half === "pm" ? 12 : 0) : Number(hours);
  if (hour > 23 || minute > 59 || (half && Number(hours) > 12)) return null;
  return { type: "clock", hour, minute, isExact: half !== undefined || hour > 12 || hour === 0 };
}

export interface SnoozeRules {
  /** ms: when the reply came. */
  from: number;
  timeZone: string;
  defaultMs: number;
  minMs: number;
  /** Nothing may be put off for longer: after that the provider would not deliver the reminder. */
  maxMs: number;
}

/** When to ask again, ms, within the shortest and the longest time that is allowed. */
export function snoozeUntil(span: SnoozeSpan, rules: SnoozeRules): { at: number; isCapped: boolean } {
  const wanted = wantedAt(span, rules);
  const at = Math.min(Math.max(wanted, rules.from + rules.minMs), rules.from + rules.maxMs);
  return { at, isCapped: at < wanted };
}

function wantedAt(span: SnoozeSpan, { from, timeZone, defaultMs }: SnoozeRules): number {
  switch (span.type) {
    case "default":
      return from + defaultMs;
    case "duration":
      return from + span.ms;
    case "tomorrow":
      return (
        from + untilClock(from, timeZone, span.hour * 60) + (isBefore(from, timeZone, span.hour) ? DAY_MS : 0)
      );
    case "clock": {
      const minutes = span.hour * 60 + span.minute;
      const next = untilClock(from, timeZone, minutes);
      if (span.isExact) return from + next;
      return from + Math.min(next, untilClock(from, timeZone, (minutes + 720) % 1440));
    }
  }
}

/** ms until the clock shows this minute of the day next. A change of the clocks in between moves it by that hour. */
function untilClock(from: number, timeZone: string, minuteOfDay: number): number {
  const ahead = minuteOfDay * MINUTE_MS - msOfDay(from, timeZone);
  return ahead > 0 ? ahead : ahead + DAY_MS;
}

const isBefore = (from: number, timeZone: string, hour: number): boolean =>
  msOfDay(from, timeZone) < hour * HOUR_MS;

/** ms since midnight by the clock of the time zone. */
export function msOfDay(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const value = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value ?? 0);
  return ((value("hour") * 60 + value("minute")) * 60 + value("second")) * 1000 + (at % 1000);
}
