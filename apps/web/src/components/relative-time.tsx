"use client";

import { formatAbsoluteTime, formatRelativeTime, relativeTimeStep } from "@voice-flow/domain/format/time";
import { currentTime, useNow } from "@/lib/clock";

/** "4 min ago", which stays true while the page is open. The moment itself, with its zone, shows on hover. */
export function RelativeTime({ at, className }: { at: number; className?: string }) {
  // Read on each render, because old times tick more slowly than fresh ones.
  const now = useNow(relativeTimeStep(at, currentTime()));
  return (
    <time dateTime={new Date(at).toISOString()} title={formatAbsoluteTime(at)} className={className}>
      {formatRelativeTime(at, now)}
    </time>
  );
}
