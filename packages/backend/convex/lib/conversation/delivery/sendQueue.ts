/** Messages to one person leave one after the other, in the order in which they were made. */
import { internal } from "../../../_generated/api";
import type { Doc } from "../../../_generated/dataModel";
import type { MutationCtx } from "../../../_generated/server";
import type { DbReader } from "../../foundation/context";
import { ensureUniqueJob, outboundJobKey } from "../../foundation/idempotency";

type Outbound = Doc<"outboundMessages">;

/** Queued messages of one person that are looked through for the first that is due. */
const LOOK_AHEAD = 50;
/** Sending ends by its schedule; more attempts than that are a defect. */
const MAX_SEND_ATTEMPTS = 10_000;

/** Stores the job that sends the message; one for each time that it is queued. */
export async function enqueueSend(
  ctx: MutationCtx,
  message: Pick<Outbound, "_id" | "dedupeKey" | "queuedTimes">,
  runAt: number,
  now: number,
): Promise<void> {
  await ensureUniqueJob(ctx, {
    key: sendJobKey(message),
    payload: { type: "send_whatsapp_message", outboundMessageId: message._id },
    now,
    runAt,
    maxAttempts: MAX_SEND_ATTEMPTS,
  });
}

function sendJobKey({ dedupeKey, queuedTimes = 1 }: Pick<Outbound, "dedupeKey" | "queuedTimes">): string {
  const key = outboundJobKey(dedupeKey);
  return queuedTimes === 1 ? key : `${key}@${queuedTimes}`;
}

/** The message to this person whose turn it is. One that is to be sent later holds up nobody. */
export async function firstToSend(db: DbReader, toPhone: string, now: number): Promise<Outbound | null> {
  const queued = await db
    .query("outboundMessages")
    .withIndex("by_toPhone_and_status", (q) => q.eq("toPhone", toPhone).eq("status", "queued"))
    .take(LOOK_AHEAD);
  return queued.find(({ sendAt = 0 }) => sendAt <= now) ?? null;
}

/** A message has left the queue: the next one needs not wait until its job looks again. */
export async function wakeNext(ctx: MutationCtx, toPhone: string, now: number): Promise<void> {
  const next = await firstToSend(ctx.db, toPhone, now);
  if (!next) return;
  const job = await ctx.db
    .query("jobs")
    .withIndex("by_key", (q) => q.eq("key", sendJobKey(next)))
    .unique();
  // One that has failed keeps its own pause.
  if (job?.status !== "pending" || job.lastError !== "after_earlier_message") return;
  await ctx.db.patch("jobs", job._id, { nextAttemptAt: now, updatedAt: now });
  await ctx.scheduler.runAfter(0, internal.workers.jobs.processJobs, { jobId: job._id });
}
