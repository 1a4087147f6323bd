"use client";

import { formatDuration } from "@voice-flow/domain/format/duration";
import { useNow } from "@/lib/clock";

/** How long ago `since` was, as a duration that counts on: for what is still running or waiting. */
export function Elapsed({ since, className }: { since: number; className?: string }) {
  const now = useNow(1_000);
  const whole = Math.max(0, Math.floor((now - since) / 1_000)) * 1_000;
  return (
    <span className={className}>{whole < 1_000 ? "0 s" : formatDuration(whole).replace(".0 s", " s")}</span>
  );
}
