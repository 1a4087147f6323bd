/**
 * The outbox: a side effect is a job with a unique key, so that asking for it twice does it once. Whoever asks has first
 * stored what it is about under a key of its own, which outlives the job.
 */
import type { Infer } from "convex/values";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { jobPayloadValidator } from "../../tables/messaging";
import { readSettings } from "./settings";

export type JobPayload = Infer<typeof jobPayloadValidator>;

/** Key of the job that handles an inbound message, from the provider's message id. */
export const twilioJobKey = (messageSid: string): string => `twilio:inbound:${messageSid}`;
export const outboundJobKey = (dedupeKey: string): string => `whatsapp:send:${dedupeKey}`;

export interface JobRequest {
  key: string;
  payload: JobPayload;
  /** ms */
  now: number;
  /** ms; not before this. */
  runAt?: number;
  /** By default the setting's. */
  maxAttempts?: number;
}

/**
 * Stores the job and schedules its worker, both in the caller's transaction. A key that exists changes nothing: `created`
 * is false, whatever became of the first one.
 */
export async function ensureUniqueJob(
  ctx: MutationCtx,
  { key, payload, now, runAt = now, maxAttempts }: JobRequest,
): Promise<{ jobId: Id<"jobs">; created: boolean }> {
  const existing = await ctx.db
    .query("jobs")
    .withIndex("by_key", (q) => q.eq("key", key))
    .unique();
  if (existing) return { jobId: existing._id, created: false };
  const attempts = maxAttempts ?? (await readSettings(ctx.db)).JOB_MAX_ATTEMPTS;
  const jobId = await ctx.db.insert("jobs", {
    key,
    type: payload.type,
    payload,
    status: "pending",
    attempts: 0,
    maxAttempts: attempts,
    nextAttemptAt: runAt,
    createdAt: now,
    updatedAt: now,
  });
  await ctx.scheduler.runAt(runAt, internal.workers.jobs.processJobs, { jobId });
  return { jobId, created: true };
}
