"use client";

import { useNow } from "@/lib/clock";
import { formatClockTime } from "@/lib/format-time";

const days = new Intl.DateTimeFormat("en-IE", { day: "numeric", month: "short" });

/** "14:02:07" of today, "21 Nov 14:02:07" of another day; midnight is noticed while the page is open. */
export function EventMoment({ at }: { at: number }) {
  const today = days.format(useNow(60_000));
  const day = days.format(at);
  return (
    <>
      {day === today ? null : <span className="block text-2xs leading-3 md:inline md:text-xs">{day} </span>}
      <span className="block leading-4 md:inline">{formatClockTime(at)}</span>
    </>
  );
}
