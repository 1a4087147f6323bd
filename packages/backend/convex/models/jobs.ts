/** Jobs: claimed under a lease, tried again with backoff, failed for good when nothing more can help. */
import { backoffDelayMs } from "@voice-flow/domain/backoff";
import { nextSendAt } from "@voice-flow/domain/delivery/send-schedule";
import { changeStatus, JOB_TABLE } from "@voice-flow/domain/state-machine/status-tables";
import { HOUR_MS, SECOND_MS } from "@voice-flow/domain/time";
import type { JobStatus } from "@voice-flow/domain/vocabulary/messaging";
import { type Infer, v } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import { internalMutation, type MutationCtx } from "../_generated/server";
import { emergencyOf } from "../lib/ai/emergency";
import type { DbReader, DbWriter } from "../lib/foundation/context";
import { recordRun } from "../lib/foundation/heartbeat";
import { deferCodeValidator } from "../lib/foundation/holdCodes";
import { ensureUniqueJob } from "../lib/foundation/idempotency";
import { readSettings } from "../lib/foundation/settings";
import { HELD_FOR_STAFF, heldJobDueAt, releaseHeld } from "../lib/intake/hold";
import { jobPayloadValidator } from "../tables/messaging";
import { giveUpJob } from "./jobGiveUp";
import { startJob } from "./metricsJobs";

/** Jobs that one worker takes at a time. */
export const JOB_BATCH = 10;

export const claimedJobValidator = v.object({
  jobId: v.id("jobs"),
  /** From 1. A report for another attempt than the current one is ignored. */
  attempt: v.number(),
  payload: jobPayloadValidator,
});
export type ClaimedJob = Infer<typeof claimedJobValidator>;

export const enqueue = internalMutation({
  args: { key: v.string(), payload: jobPayloadValidator, runAt: v.optional(v.number()) },
  returns: v.object({ jobId: v.id("jobs"), created: v.boolean() }),
  handler: async (ctx, args) => ensureUniqueJob(ctx, { ...args, now: Date.now() }),
});

/** Takes one job, if it is due and nobody else holds it. Touches that job alone, so that coaches never contend. */
export const claim = internalMutation({
  args: { jobId: v.id("jobs") },
  returns: v.union(claimedJobValidator, v.null()),
  handler: async (ctx, { jobId }) => {
    const job = await ctx.db.get("jobs", jobId);
    return job ? await claimJob(ctx, job, Date.now()) : null;
  },
});

/**
 * For the fallback worker: due jobs whose own worker was lost, and jobs whose lease has run out. At most `JOB_BATCH`. What
 * waited for the end of an emergency that is over, and was not let go on, goes on too.
 */
export const claimDue = internalMutation({
  args: {},
  returns: v.array(claimedJobValidator),
  handler: async (ctx) => {
    const now = Date.now();
    if (!(await emergencyOf(ctx.db))) await releaseHeld(ctx, now);
    const expired = await ctx.db
      .query("jobs")
      .withIndex("by_status_and_leaseExpiresAt", (q) =>
        q.eq("status", "running").gt("leaseExpiresAt", 0).lte("leaseExpiresAt", now),
      )
      .take(JOB_BATCH);
    const due = await ctx.db
      .query("jobs")
      .withIndex("by_status_and_nextAttemptAt", (q) => q.eq("status", "pending").lte("nextAttemptAt", now))
      .take(JOB_BATCH - expired.length);
    const claimed: ClaimedJob[] = [];
    for (const job of [...expired, ...due]) {
      const taken = await claimJob(ctx, job, now);
      if (taken) claimed.push(taken);
    }
    await recordRun(ctx.db, "process-due-jobs", now, claimed.length);
    return claimed;
  },
});

export const complete = internalMutation({
  args: { jobId: v.id("jobs"), attempt: v.number(), result: v.string() },
  returns: v.null(),
  handler: async (ctx, { jobId, attempt, result }) => {
    const job = await ctx.db.get("jobs", jobId);
    if (job && holds(job, attempt)) await settleJob(ctx.db, job, "succeeded", { result });
    return null;
  },
});

/** A failed attempt: another one after a delay, or the end. `code` is stable and says nothing of people. */
export const fail = internalMutation({
  args: {
    jobId: v.id("jobs"),
    attempt: v.number(),
    code: v.string(),
    retryable: v.boolean(),
    /** ms that the provider asked us to wait. */
    retryAfterMs: v.optional(v.number()),
  },
  returns: v.null(),
  handler: async (ctx, { jobId, attempt, code, retryable, retryAfterMs }) => {
    const job = await ctx.db.get("jobs", jobId);
    if (!job || !holds(job, attempt)) return null;
    const canTryAgain = retryable && job.attempts < job.maxAttempts;
    const nextAttemptAt = canTryAgain ? await nextAttemptOf(ctx.db, job, retryAfterMs) : null;
    if (nextAttemptAt === null) {
      await settleJob(ctx.db, job, "failed", { lastError: code });
      await giveUpJob(ctx, job.payload, code);
      return null;
    }
    await settleJob(ctx.db, job, "pending", { lastError: code, nextAttemptAt });
    await ctx.scheduler.runAt(nextAttemptAt, internal.workers.jobs.processJobs, { jobId });
    return null;
  },
});

/** Not the time yet: the job waits without an attempt counted, until a time or until staff end emergency mode. */
export const defer = internalMutation({
  args: {
    jobId: v.id("jobs"),
    attempt: v.number(),
    code: deferCodeValidator,
    heldUntil: v.optional(v.number()),
  },
  returns: v.null(),
  handler: async (ctx, { jobId, attempt, code, heldUntil }) => {
    const job = await ctx.db.get("jobs", jobId);
    if (!job || !holds(job, attempt)) return null;
    const nextAttemptAt = await heldJobDueAt(ctx.db, heldUntil, Date.now());
    await settleJob(ctx.db, job, "pending", { lastError: code, nextAttemptAt });
    await ctx.db.patch("jobs", jobId, { maxAttempts: job.maxAttempts + 1 });
    if (nextAttemptAt < HELD_FOR_STAFF) {
      await ctx.scheduler.runAt(nextAttemptAt, internal.workers.jobs.processJobs, { jobId });
    }
    return null;
  },
});

/** Deletes jobs that are over past their retention, all of them, in steps. */
export const cleanupJobs = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => await startJob(ctx, "cleanup-jobs", Date.now()),
});

/** When a failed job is tried again, ms; null where it has been tried for long enough. */
async function nextAttemptOf(
  db: DbReader,
  { payload, attempts, createdAt }: Doc<"jobs">,
  retryAfterMs?: number,
): Promise<number | null> {
  const settings = await readSettings(db);
  const now = Date.now();
  const baseMs = settings.JOB_BACKOFF_BASE_MS;
  const random = Math.random();
  if (payload.type === "send_whatsapp_message") {
    const message = await db.get("outboundMessages", payload.outboundMessageId);
    const firstTriedAt = Math.max(createdAt, message?.sendAt ?? 0);
    return nextSendAt(
      { now, firstTriedAt, attempts, random, retryAfterMs },
      {
        baseMs,
        maxMs: settings.SEND_MAX_PAUSE_SECONDS * SECOND_MS,
        giveUpAfterMs: settings.SEND_GIVE_UP_HOURS * HOUR_MS,
      },
    );
  }
  const maxMs = settings.JOB_BACKOFF_MAX_MS;
  const policy = { baseMs, maxMs, jitterShare: settings.JOB_BACKOFF_JITTER_SHARE };
  return now + backoffDelayMs(policy, attempts, random, retryAfterMs);
}

const holds = (job: Doc<"jobs">, attempt: number): boolean =>
  job.status === "running" && job.attempts === attempt;

async function claimJob(ctx: MutationCtx, job: Doc<"jobs">, now: number): Promise<ClaimedJob | null> {
  const due = job.status === "pending" && job.nextAttemptAt <= now;
  const abandoned = job.status === "running" && (job.leaseExpiresAt ?? 0) <= now;
  if (!due && !abandoned) return null;
  if (job.attempts >= job.maxAttempts) {
    await settleJob(ctx.db, job, "failed", { lastError: "lease_expired" });
    await giveUpJob(ctx, job.payload, "lease_expired");
    return null;
  }
  const { JOB_LEASE_SECONDS } = await readSettings(ctx.db);
  const attempt = job.attempts + 1;
  await ctx.db.patch("jobs", job._id, {
    status: "running",
    attempts: attempt,
    leaseExpiresAt: now + JOB_LEASE_SECONDS * 1000,
    updatedAt: now,
  });
  return { jobId: job._id, attempt, payload: job.payload };
}

/** Ends an attempt. Throws for a change of status that the table of jobs does not know. */
async function settleJob(
  db: DbWriter,
  job: Doc<"jobs">,
  to: JobStatus,
  fields: { result?: string; lastError?: string; nextAttemptAt?: number },
) {
  const change = changeStatus(JOB_TABLE, job.status, to);
  if (!change.ok) throw new Error(change.error.message);
  await db.patch("jobs", job._id, {
    ...fields,
    status: change.status,
    leaseExpiresAt: undefined,
    updatedAt: Date.now(),
  });
}
