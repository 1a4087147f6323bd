/** Rows that rules look at, and health checks of them: for the tests of alerts. */
import { traffic } from "@voice-flow/domain/alerts/testing";
import type { Bucket } from "@voice-flow/domain/metrics/bucket";
import { DAY_MS, HOUR_MS, periodStart } from "@voice-flow/domain/metrics/rollup";
import type { StageErrorCode } from "@voice-flow/domain/vocabulary/pipeline";
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

/**
 * What is normal: the day before yesterday. Soon after midnight the hour that is looked at begins yesterday, of which only
 * hours are compared.
 */
export async function setNormal(t: Backend, at: number, bucket: Bucket, organizationId?: string) {
  const start = periodStart(at, DAY_MS) - 2 * DAY_MS;
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

let events = 0;
/** A run that failed; the roll-up is not told. */
export async function storeFailure(
  t: Backend,
  at: number,
  fields: {
    errorCode?: StageErrorCode;
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
