/** What the overview shows of this moment and of today. */
import { counter, mergeAll } from "@voice-flow/domain/metrics/bucket";
import { type DayProfile, figuresBetween, SLOT_MS } from "@voice-flow/domain/metrics/day-profile";
import { inFlightValidator, NOTHING_IN_FLIGHT, totalInFlight } from "@voice-flow/domain/metrics/in-flight";
import { DAY_MS, HOUR_MS } from "@voice-flow/domain/metrics/rollup";
import { endToEndFigures, share, toCoachFigures } from "@voice-flow/domain/metrics/snapshot";
import {
  AI_PROVIDERS,
  aiProviderValidator,
  circuitBreakerStateValidator,
} from "@voice-flow/domain/vocabulary/operations";
import { type Infer, v } from "convex/values";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { readBuckets } from "./bucketRows";
import { latencyValidator, stageFiguresValidator, stagesOf } from "./figures";
import { windowsOf } from "./ranges";
import { readRollup } from "./rollUpBatch";

const dayValidator = v.object({
  received: v.number(),
  completed: v.number(),
  failed: v.number(),
  /** Failed of those that completed or failed, 0–1. */
  failureRate: v.number(),
  /** Micro-dollars. */
  aiCost: v.number(),
});

export const realTimeValidator = v.object({
  /** Notes that the machine owes work, and by status. */
  activeArtifacts: v.number(),
  inFlight: inFlightValidator,
  today: dayValidator,
  /** Yesterday from its midnight to this time of the day. */
  yesterday: dayValidator,
  /** Of completed notes against yesterday at this time: 0.25 = a quarter more; null where yesterday had none. */
  completedChange: v.union(v.null(), v.number()),
  /** The last sixty minutes, from receipt to drafts. */
  endToEnd: latencyValidator,
  /** From receipt to the coach's phone. */
  toCoach: latencyValidator,
  /** The same sixty minutes, by stage. */
  stages: v.array(stageFiguresValidator),
  /** Drafts that coaches decided on in the same sixty minutes. */
  decided: v.object({ confirmed: v.number(), rejected: v.number() }),
  serviceTarget: v.object({
    /** Time from receipt to drafts that is promised, ms, and the share of notes that should keep it. */
    targetMs: v.number(),
    targetShare: v.number(),
    /**
     * Notes that got their drafts in the last 24 hours, and the share of them that was in time; 0 of none. Each is judged
     * by the target that held when it was counted.
     */
    samples: v.number(),
    shareInTime: v.number(),
  }),
  aiServices: v.array(
    v.object({
      provider: aiProviderValidator,
      circuitBreakerState: circuitBreakerStateValidator,
      openedAt: v.optional(v.number()),
    }),
  ),
  /** When the roll-up last moved, ms; null before the first event. */
  aggregatedAt: v.union(v.null(), v.number()),
});

/**
 * @param now ms, rounded by the caller
 * @param dayStart the caller's last midnight, ms
 */
export async function readRealTime(
  db: DbReader,
  now: number,
  dayStart: number,
): Promise<Infer<typeof realTimeValidator>> {
  const state = await readRollup(db);
  const hour = windowsOf("1h", now).current;
  const lastHour = mergeAll(
    (await readBuckets(db, undefined, "fiveMinutes", hour.from, hour.to)).map((row) => row.bucket),
  );
  const days = await db
    .query("voicePipelineDayProfiles")
    .withIndex("by_dayStart", (q) => q.gt("dayStart", dayStart - 2 * DAY_MS).lte("dayStart", now))
    .take(4);
  const today = dayFigures(figuresBetween(days, dayStart, dayStart + DAY_MS + HOUR_MS));
  // A day ago, at the end of this quarter of an hour: what is in it now was in it then.
  const thisTime = Math.ceil((now - DAY_MS) / SLOT_MS) * SLOT_MS;
  const yesterday = dayFigures(figuresBetween(days, dayStart - DAY_MS, thisTime));
  const inFlight = state?.inFlight ?? NOTHING_IN_FLIGHT;
  return {
    activeArtifacts: totalInFlight(inFlight),
    inFlight,
    today,
    yesterday,
    completedChange: yesterday.completed === 0 ? null : today.completed / yesterday.completed - 1,
    endToEnd: endToEndFigures(lastHour),
    toCoach: toCoachFigures(lastHour),
    stages: stagesOf(lastHour),
    decided: {
      confirmed: counter(lastHour, "draftsConfirmed"),
      rejected: counter(lastHour, "draftsRejected"),
    },
    serviceTarget: await serviceTargetOf(db, days, now),
    aiServices: await Promise.all(AI_PROVIDERS.map((provider) => breakerOf(db, provider))),
    aggregatedAt: state?.updatedAt ?? null,
  };
}

const dayFigures = ({ ready: _ready, late: _late, ...day }: ReturnType<typeof figuresBetween>) => ({
  ...day,
  failureRate: share(day.failed, day.failed + day.completed),
});

/** Of the quarters that the overview has read anyway: the hours' buckets would be twenty-four more documents. */
async function serviceTargetOf(db: DbReader, days: readonly DayProfile[], now: number) {
  const settings = await readSettings(db);
  const to = Math.floor(now / SLOT_MS) * SLOT_MS + SLOT_MS;
  const { ready, late } = figuresBetween(days, to - DAY_MS, to);
  return {
    targetMs: settings.SERVICE_TARGET_SECONDS * 1_000,
    targetShare: settings.SERVICE_TARGET_SHARE,
    samples: ready,
    shareInTime: share(ready - late, ready),
  };
}

async function breakerOf(db: DbReader, provider: (typeof AI_PROVIDERS)[number]) {
  const row = await db
    .query("aiServiceHealth")
    .withIndex("by_provider", (q) => q.eq("provider", provider))
    .unique();
  return { provider, circuitBreakerState: row?.circuitBreakerState ?? "closed", openedAt: row?.openedAt };
}
