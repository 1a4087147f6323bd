"use client";

import { useNow } from "@/lib/clock";
import { useLive } from "./live-provider";
import { liveStateOf } from "./live-state";

/** Whether what is shown is of now: without a connection nobody knows how anything is doing. */
export function useIsCurrent(): boolean {
  const live = useLive();
  const { kind } = liveStateOf({ ...live, now: useNow(1_000) });
  return kind === "live" || kind === "paused";
}
