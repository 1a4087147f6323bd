/** The flow graph as it was: how many notes each stage held at a moment of the last day, and the hour that led there. */
import { counter, mergeAll } from "@voice-flow/domain/metrics/bucket";
import { inFlightValidator, NOTHING_IN_FLIGHT } from "@voice-flow/domain/metrics/in-flight";
import { inFlightBefore, PLAYBACK_REACH_MS, playbackStep } from "@voice-flow/domain/metrics/playback";
import { HOUR_MS, periodStart } from "@voice-flow/domain/metrics/rollup";
import { type Infer, v } from "convex/values";
import type { DbReader } from "../foundation/context";
import { readBuckets } from "./bucketRows";
import { stageFiguresValidator, stagesOf } from "./figures";
import { readRollup } from "./rollUpBatch";

export const flowAtValidator = v.object({
  /** ms. */
  at: v.number(),
  /** Notes in each stage at that moment; null where no record was kept that far back. */
  inFlight: v.union(v.null(), inFlightValidator),
  /** The sixty minutes before, by stage. */
  stages: v.array(stageFiguresValidator),
  /** Decisions of coaches in these sixty minutes. */
  decided: v.object({ confirmed: v.number(), rejected: v.number() }),
  /** The provider's breaker was open: it had been opened and not yet been closed again. */
  breakerOpenedAt: v.union(v.null(), v.number()),
});

/** A clock may be ten minutes off, and a page may be asked for its earliest step a moment late. */
const GRACE_MS = 15 * 60_000;

/** A step of the last 24 hours, on the five minutes. */
export const canPlayBack = (at: number, now: number): boolean =>
  at === playbackStep(at) && at <= now && now - at <= PLAYBACK_REACH_MS + GRACE_MS;

/**
 * At most 65 documents: the buckets since then (five minutes up to the next hour, then hours), those of the hour before,
 * the worker's sums, and the last two words about the breaker.
 */
export async function readFlowAt(db: DbReader, at: number): Promise<Infer<typeof flowAtValidator>> {
  const state = await readRollup(db);
  const nextHour = periodStart(at + HOUR_MS - 1, HOUR_MS);
  const upToTheHour = await readBuckets(db, undefined, "fiveMinutes", at, nextHour);
  // To the end of what is known, whatever the reader's clock says: the sums count every event.
  const later = await readBuckets(db, undefined, "hourly", nextHour, Number.MAX_SAFE_INTEGER);
  const hour = mergeAll(
    (await readBuckets(db, undefined, "fiveMinutes", at - HOUR_MS, at)).map((row) => row.bucket),
  );
  const since = [...upToTheHour, ...later].map((row) => row.bucket);
  const isKnown = state === null || (state.movesFrom !== undefined && state.movesFrom <= at);
  return {
    at,
    inFlight: isKnown ? inFlightBefore(state?.inFlight ?? NOTHING_IN_FLIGHT, since) : null,
    stages: stagesOf(hour),
    decided: { confirmed: counter(hour, "draftsConfirmed"), rejected: counter(hour, "draftsRejected") },
    breakerOpenedAt: await breakerOpenedAt(db, at),
  };
}

/** When the breaker had been opened that was open at that moment; null if none was. */
async function breakerOpenedAt(db: DbReader, at: number): Promise<number | null> {
  const last = async (eventType: "circuit_breaker_opened" | "circuit_breaker_closed") =>
    (
      await db
        .query("voicePipelineEvents")
        .withIndex("by_eventType_and_timestamp", (q) => q.eq("eventType", eventType).lt("timestamp", at))
        .order("desc")
        .first()
    )?.timestamp;
  const opened = await last("circuit_breaker_opened");
  const closed = await last("circuit_breaker_closed");
  return opened !== undefined && (closed === undefined || opened > closed) ? opened : null;
}
