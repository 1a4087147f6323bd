"use client";

import { MINUTE_MS } from "@voice-flow/domain/time";
import { useNow } from "./clock";

/** The step of the time that queries receive: as long as the shortest metrics period. */
const QUERY_STEP = 5 * MINUTE_MS;

/** The moment, rounded down to five minutes (ms); undefined until the page runs in a browser. */
export function useRoundedNow(): number | undefined {
  const now = useNow(MINUTE_MS);
  return now === 0 ? undefined : roundDown(now);
}

export const roundDown = (now: number): number => Math.floor(now / QUERY_STEP) * QUERY_STEP;

/** The last midnight in the zone of the reader, ms. */
export const startOfDay = (now: number): number => new Date(now).setHours(0, 0, 0, 0);
