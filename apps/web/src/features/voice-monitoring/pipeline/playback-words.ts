const moment = new Intl.DateTimeFormat("en-IE", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** "Sun 22 Nov, 14:05", in the zone of the reader. */
export const momentInWords = (at: number): string => moment.format(at);
