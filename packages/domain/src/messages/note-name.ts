/** What a note is called in a message: by the time at which it came, on the coach's clock. */
import { joinWith } from "./text";

const DAY_MS = 86_400_000;

/** "20:56", "Tuesday 20:56", "3 November 20:56". Times in ms. */
export function noteTime(receivedAt: number, now: number, timeZone: string): string {
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(receivedAt);
  const day = (at: number) => new Intl.DateTimeFormat("en-CA", { timeZone }).format(at);
  if (day(receivedAt) === day(now)) return clock;
  const isThisWeek = now - receivedAt < 6 * DAY_MS;
  const date = new Intl.DateTimeFormat(
    "en-GB",
    isThisWeek ? { timeZone, weekday: "long" } : { timeZone, day: "numeric", month: "long" },
  ).format(receivedAt);
  return `${date} ${clock}`;
}

/** "your 20:56 note", "your 20:56 and 20:58 notes". */
export function yourNotes(times: readonly string[]): string {
  const unique = [...new Set(times)];
  if (unique.length === 0) return "your note";
  const shown = unique.length > 4 ? [...unique.slice(0, 3), `${unique.length - 3} more`] : unique;
  return `your ${joinWith("and", shown)} ${unique.length === 1 && times.length === 1 ? "note" : "notes"}`;
}
