/**
 * How many notes were in each stage at a moment gone by. The sums of now are known; whoever came in since then was not
 * there yet, and whoever went out since then still was. What is not kept is which notes these were, and since when.
 */
import { DAY_MS } from "../time";
import { MACHINE_STAGES } from "../vocabulary/pipeline";
import { type Bucket, stageOf } from "./bucket";
import type { InFlight } from "./in-flight";

/** Playback moves in steps as long as the shortest period of the metrics, ms. */
export const PLAYBACK_STEP_MS = 300_000;
/** How far back it goes, ms. */
export const PLAYBACK_REACH_MS = DAY_MS;

/**
 * @param now what is in flight when everything in `since` has been counted
 * @param since the buckets of one scope from the moment on, of whatever lengths, each event in exactly one of them
 * @returns what was in flight at that moment. Never below zero: while the events of a note are on their way, an end may
 *   be known before its beginning.
 */
export function inFlightBefore(now: InFlight, since: Iterable<Bucket>): InFlight {
  const sums = { ...now };
  for (const bucket of since) {
    for (const stage of MACHINE_STAGES) {
      const { entered, left } = stageOf(bucket, stage);
      sums[stage] += left - entered;
    }
  }
  for (const stage of MACHINE_STAGES) sums[stage] = Math.max(0, sums[stage]);
  return sums;
}

/** The five-minute period that `at` lies in; what playback can show is known at its begin. ms */
export const playbackStep = (at: number): number => Math.floor(at / PLAYBACK_STEP_MS) * PLAYBACK_STEP_MS;
