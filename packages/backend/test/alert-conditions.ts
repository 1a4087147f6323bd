/** A platform in trouble, one condition at a time: for the tests of alerts. */
import { traffic } from "@voice-flow/domain/alerts/testing";
import type { Bucket } from "@voice-flow/domain/metrics/bucket";
import { DAY_MS, HOUR_MS, periodStart } from "@voice-flow/domain/metrics/rollup";
import type { AlertType } from "@voice-flow/domain/vocabulary/operations";
import { internal } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import { FIVE_MINUTES_MS } from "../convex/lib/metrics/accumulate";
import { addToRow } from "../convex/lib/metrics/bucketRows";
import type { Backend } from "./harness";

export const CHECK_MS = FIVE_MINUTES_MS;
export const WEEK_MS = 7 * DAY_MS;

/** One health check of one scope, as the cron's action does it. */
export async function checkScope(t: Backend, now: number, scope = "platform") {
  const found = await t.query(internal.models.voicePipelineAlertChecks.gather, { scope, now });
  return await t.mutation(internal.models.voicePipelineAlertChecks.record, { scope, now, found });
}

/** All that is known of the five minutes of `at`, and nothing of the time around it. */
export async function setWindow(t: Backend, at: number, bucket: Bucket, organizationId?: string) {
  await t.run(async (ctx) => {
    for (const row of await ctx.db.query("voicePipelineMetricsBuckets").collect()) {
      if (row.organizationId === organizationId) await ctx.db.delete("voicePipelineMetricsBuckets", row._id);
    }
    const start = periodStart(at, FIVE_MINUTES_MS);
    await addToRow(ctx.db, { organizationId, period: "fiveMinutes", periodStart: start, bucket }, at);
  });
}

/** What is normal: the day before. */
export async function setNormal(t: Backend, at: number, bucket: Bucket, organizationId?: string) {
  const start = periodStart(at, DAY_MS) - DAY_MS;
  await t.run(async (ctx) =>
    addToRow(ctx.db, { organizationId, period: "daily", periodStart: start, bucket }, at),
  );
}

/** The same two hours of so many weeks before. */
export async function setEarlierWeeks(t: Backend, at: number, weeks: number, completedPerHour: number) {
  await t.run(async (ctx) => {
    for (let week = 1; week <= weeks; week += 1) {
      for (let hour = -3; hour <= 6; hour += 1) {
        const start = periodStart(at - week * WEEK_MS, HOUR_MS) + hour * HOUR_MS;
        const bucket = traffic({ completed: completedPerHour });
        await addToRow(
          ctx.db,
          { organizationId: undefined, period: "hourly", periodStart: start, bucket },
          at,
        );
      }
    }
  });
}

export async function storeArtifact(
  t: Backend,
  at: number,
  fields: {
    status?: "received" | "transcribing" | "completed";
    stageDeadlineAt?: number;
    organizationId?: string;
  } = {},
): Promise<Id<"voiceNoteArtifacts">> {
  return await t.run(async (ctx) => {
    const senderUserId = await ctx.db.insert("users", {
      phone: `+3538${Math.random().toString().slice(2, 10)}`,
      roles: ["coach"],
      createdAt: at,
      updatedAt: at,
    });
    return await ctx.db.insert("voiceNoteArtifacts", {
      artifactId: crypto.randomUUID(),
      status: "received",
      sourceChannel: "whatsapp_audio",
      senderUserId,
      orgCandidates: [],
      noteType: "training",
      currentStage: "ingestion",
      stageStartedAt: at,
      attempt: 1,
      totals: { claimCount: 0, disambiguationCount: 0, draftCount: 0, confirmedCount: 0, aiCost: 0 },
      createdAt: at,
      updatedAt: at,
      ...fields,
    });
  });
}

async function removeArtifacts(t: Backend) {
  await t.run(async (ctx) => {
    for (const row of await ctx.db.query("voiceNoteArtifacts").collect()) {
      await ctx.db.delete("voiceNoteArtifacts", row._id);
    }
  });
}

let events = 0;
/** A run that failed; the roll-up is not told. */
export async function storeFailure(
  t: Backend,
  at: number,
  fields: {
    errorCode?: "events_disagree" | "provider_timeout" | "media_too_large" | "deadline_exceeded";
    fingerprint?: string;
    organizationId?: string;
    artifactId?: Id<"voiceNoteArtifacts">;
  } = {},
) {
  const { errorCode = "provider_timeout", fingerprint = `transcription:${errorCode}:1`, ...rest } = fields;
  events += 1;
  await t.run(async (ctx) => {
    await ctx.db.insert("voicePipelineEvents", {
      ...rest,
      eventId: `stored-${events}`,
      eventType: "artifact_failed",
      outcome: "failure",
      pipelineStage: "transcription",
      attempt: 1,
      errorCode,
      errorFingerprint: fingerprint,
      timestamp: at,
      commitTs: ctx.db.vars.commitTs,
    });
  });
}

async function removeEvents(t: Backend) {
  await t.run(async (ctx) => {
    for (const row of await ctx.db.query("voicePipelineEvents").collect()) {
      await ctx.db.delete("voicePipelineEvents", row._id);
    }
  });
}

export async function storeOpenNames(t: Backend, at: number, count: number) {
  const artifactId = await storeArtifact(t, at, { status: "completed" });
  await t.run(async (ctx) => {
    const artifact = await ctx.db.get("voiceNoteArtifacts", artifactId);
    if (!artifact) throw new Error("The artifact was just stored.");
    const owner = { artifactId, organizationId: "org-grange", coachUserId: artifact.senderUserId };
    const claimId = await ctx.db.insert("voiceNoteClaims", {
      ...owner,
      claimId: crypto.randomUUID(),
      position: 0,
      topic: "performance",
      title: "A claim",
      description: "A claim",
      sourceText: "A claim",
      sourceStart: 0,
      sourceEnd: 7,
      sentiment: "neutral",
      mentions: [],
      extractionConfidence: 1,
      status: "needs_disambiguation",
      createdAt: at,
      updatedAt: at,
    });
    for (let index = 0; index < count; index += 1) {
      await ctx.db.insert("voiceNoteEntityResolutions", {
        ...owner,
        claimId,
        mentionIndex: index,
        mentionType: "player_name",
        rawText: "Alex",
        candidates: [],
        status: "needs_disambiguation",
        resolutionConfidence: 0,
        createdAt: at,
      });
    }
  });
}

async function removeOpenNames(t: Backend) {
  await t.run(async (ctx) => {
    for (const row of await ctx.db.query("voiceNoteEntityResolutions").collect()) {
      await ctx.db.delete("voiceNoteEntityResolutions", row._id);
    }
  });
}

async function setBreaker(t: Backend, at: number, circuitBreakerState: "closed" | "open") {
  await t.run(async (ctx) => {
    for (const row of await ctx.db.query("aiServiceHealth").collect())
      await ctx.db.delete("aiServiceHealth", row._id);
    const opened = circuitBreakerState === "open" ? { openedAt: at } : {};
    await ctx.db.insert("aiServiceHealth", {
      provider: "openai",
      circuitBreakerState,
      recentFailures: [],
      updatedAt: at,
      ...opened,
    });
  });
}

export interface Condition {
  type: AlertType;
  /** Makes it true at `at`, and at checks after it. */
  bad: (t: Backend, at: number) => Promise<void>;
  good: (t: Backend, at: number) => Promise<void>;
  /** As bad, but on too few notes. */
  tooFew?: (t: Backend, at: number) => Promise<void>;
  /** Between checks while it is bad, ms. */
  badGap?: number;
}

const inOrder = (t: Backend, at: number) => setWindow(t, at, traffic({ completed: 20 }));
const nothing = async () => {};

/** Every condition there is; what is normal must be set before (see `prepare`). */
export const CONDITIONS: readonly Condition[] = [
  {
    type: "HIGH_FAILURE_RATE",
    bad: (t, at) => setWindow(t, at, traffic({ failed: 10, completed: 5 })),
    good: inOrder,
    tooFew: (t, at) => setWindow(t, at, traffic({ failed: 9 })),
  },
  {
    type: "HIGH_LATENCY",
    bad: (t, at) => setWindow(t, at, traffic({ completed: 20, endToEnd: 90_000 })),
    good: inOrder,
    tooFew: (t, at) => setWindow(t, at, traffic({ completed: 9, endToEnd: 900_000 })),
  },
  {
    type: "QUEUE_DEPTH",
    bad: async (t, at) => {
      await removeArtifacts(t);
      for (let note = 0; note < 51; note += 1) await storeArtifact(t, at - 60_000);
    },
    good: removeArtifacts,
  },
  {
    type: "DISAMBIGUATION_BACKLOG",
    bad: async (t, at) => {
      await removeOpenNames(t);
      await storeOpenNames(t, at, 101);
    },
    good: removeOpenNames,
  },
  {
    type: "CIRCUIT_BREAKER",
    bad: (t, at) => setBreaker(t, at, "open"),
    good: (t, at) => setBreaker(t, at, "closed"),
  },
  {
    type: "INACTIVITY",
    bad: (t, at) => setWindow(t, at, traffic({})),
    good: inOrder,
  },
  {
    type: "YIELD_DROPPED",
    bad: (t, at) => setWindow(t, at, traffic({ completed: 20, claimsPerNote: 1 })),
    good: inOrder,
    tooFew: (t, at) => setWindow(t, at, traffic({ completed: 9, claimsPerNote: 0 })),
  },
  {
    type: "RUN_STALLED",
    bad: async (t, at) => {
      await storeArtifact(t, at - 900_000, { status: "transcribing", stageDeadlineAt: at - 60_000 });
    },
    good: removeArtifacts,
  },
  {
    type: "EVENTS_DISAGREE",
    bad: (t, at) => storeFailure(t, at, { errorCode: "events_disagree" }),
    good: removeEvents,
  },
  {
    type: "ROLLUP_BEHIND",
    // Checks are at times to come: the event is as old then as they are away.
    bad: (t, at) => storeFailure(t, at),
    good: removeEvents,
  },
  { type: "HEALTH_CHECK_OVERDUE", bad: nothing, good: nothing, badGap: 1_200_000 },
];

/** Everything in order, with a past to compare with. */
export async function prepare(t: Backend, at: number) {
  await setNormal(t, at, traffic({ completed: 200, failed: 4 }));
  await setEarlierWeeks(t, at, 3, 20);
  await inOrder(t, at);
}
