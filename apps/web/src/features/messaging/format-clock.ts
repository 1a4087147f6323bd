const clock = new Intl.DateTimeFormat("en-IE", { hour: "2-digit", minute: "2-digit" });
const dayAndClock = new Intl.DateTimeFormat("en-IE", {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});

/** A time of the day in the reader's zone: "14:00". */
export const formatClock = (at: number): string => clock.format(at);
/** A moment that may lie on another day: "1 Dec, 00:00". */
export const formatDayAndClock = (at: number): string => dayAndClock.format(at);
