/**
 * A bulk retry at work: a chain of small steps. It collects the notes that match, page by page, then starts a few at a
 * time and waits for their outcomes; while the provider's breaker is open, or the provider asked for a pause, it waits for
 * that. Each note's retry is a transaction of its own; no row of the bulk retry is written by the pipeline.
 */
import { PASSING_REFUSALS } from "@voice-flow/domain/retry/messages";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { BulkItemStatus } from "../../tables/retries";
import type { ChainStep } from "../foundation/chain";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { requestRetry } from "./begin";
import { pageOfNotes } from "./bulkFilter";
import { kindFor } from "./bulkPreview";
import { readCommonFacts } from "./facts";

type Bulk = Doc<"voicePipelineBulkRetries">;
type Item = Doc<"voicePipelineBulkRetryItems">;
type BulkChanges = Partial<Omit<Bulk, "_id" | "_creationTime">>;

/** Artifacts that one collecting step reads, and items that one step settles or cancels. */
const PAGE = 100;
/** Between two steps while retries run, ms: progress is seen about this often. */
const STEP_MS = 2_000;
/** While the breaker is open, ms: staff may close it by hand. */
const MAX_PAUSE_MS = 30_000;
/** A note whose retry has neither begun nor been refused after this (ms) was lost with its transaction. */
const START_TIMEOUT_MS = 60_000;

/** Its key is the id of the bulk retry. */
export const BULK_CHAIN = "bulk-retry";

const OVER: ChainStep = { rows: 0, cursor: null };

/** One step of the chain of a bulk retry. Nothing is left to do for one that has ended. */
export async function runBulkStep(ctx: MutationCtx, bulkRetryId: string, now: number): Promise<ChainStep> {
  const id = ctx.db.normalizeId("voicePipelineBulkRetries", bulkRetryId);
  const bulk = id && (await ctx.db.get("voicePipelineBulkRetries", id));
  switch (bulk?.status) {
    case "collecting":
      return await collect(ctx, bulk, now);
    case "running":
      return await advance(ctx, bulk, now);
    case "cancelling":
      return await cancelWaiting(ctx, bulk, now);
    default:
      return OVER;
  }
}

/** The chain gave up: nothing more starts, and the page says so. */
export async function failBulkRetry(ctx: MutationCtx, bulkRetryId: string, now: number): Promise<void> {
  const id = ctx.db.normalizeId("voicePipelineBulkRetries", bulkRetryId);
  const bulk = id && (await ctx.db.get("voicePipelineBulkRetries", id));
  if (bulk && bulk.finishedAt === undefined) await finish(ctx, bulk, { status: "failed" }, now);
}

/** Writes what the step changed; the next one follows after `delayMs`. */
async function continueAfter(
  ctx: MutationCtx,
  bulk: Bulk,
  changes: BulkChanges,
  delayMs: number,
  now: number,
): Promise<ChainStep> {
  await ctx.db.patch("voicePipelineBulkRetries", bulk._id, { ...changes, updatedAt: now });
  return { rows: 1, cursor: "more", delayMs };
}

async function collect(ctx: MutationCtx, bulk: Bulk, now: number): Promise<ChainStep> {
  const { filter, seenAt, cursor } = bulk;
  const { BULK_RETRY_MAX_ARTIFACTS } = await readSettings(ctx.db);
  const found = await pageOfNotes(ctx.db, filter, seenAt, { cursor, numItems: PAGE });
  const left = Math.max(0, BULK_RETRY_MAX_ARTIFACTS - bulk.counts.collected);
  let added = 0;
  let truncated = false;
  for (const { _id: artifactId } of found.page) {
    if (await isCollected(ctx.db, bulk._id, artifactId)) continue;
    truncated = added === left;
    if (truncated) break;
    await ctx.db.insert("voicePipelineBulkRetryItems", {
      bulkRetryId: bulk._id,
      artifactId,
      status: "waiting",
    });
    added += 1;
  }
  const counts = {
    ...bulk.counts,
    collected: bulk.counts.collected + added,
    waiting: bulk.counts.waiting + added,
  };
  const changes: BulkChanges =
    found.isDone || truncated ? { truncated, status: "running" } : { cursor: found.continueCursor };
  return await continueAfter(ctx, bulk, { counts, ...changes }, 0, now);
}

/** A note can change its status between two pages and be met again. */
async function isCollected(
  db: DbReader,
  bulkRetryId: Id<"voicePipelineBulkRetries">,
  artifactId: Id<"voiceNoteArtifacts">,
): Promise<boolean> {
  const item = await db
    .query("voicePipelineBulkRetryItems")
    .withIndex("by_bulkRetryId_and_artifactId", (q) =>
      q.eq("bulkRetryId", bulkRetryId).eq("artifactId", artifactId),
    )
    .first();
  return item !== null;
}

const itemsOf = (
  db: DbReader,
  bulkRetryId: Id<"voicePipelineBulkRetries">,
  status: BulkItemStatus,
  limit = PAGE,
) =>
  db
    .query("voicePipelineBulkRetryItems")
    .withIndex("by_bulkRetryId_and_status", (q) => q.eq("bulkRetryId", bulkRetryId).eq("status", status))
    .take(limit);

async function advance(ctx: MutationCtx, bulk: Bulk, now: number): Promise<ChainStep> {
  const settled = await settleRunning(ctx, bulk, now);
  const { settings, ...refused } = await readCommonFacts(ctx, now);
  const pausedUntil = refused.breakerRefusesUntil ?? refused.providerAsksToWaitUntil;
  const { counts } = settled;
  // Waiting is better than to begin what would be refused, and uses up no retry.
  if (pausedUntil !== undefined && counts.waiting > 0) {
    return await continueAfter(
      ctx,
      bulk,
      { ...settled, pausedUntil },
      Math.min(Math.max(STEP_MS, pausedUntil - now), MAX_PAUSE_MS),
      now,
    );
  }
  const free = Math.max(0, settings.BULK_RETRY_BATCH_SIZE - counts.running);
  const starting = free === 0 ? [] : await itemsOf(ctx.db, bulk._id, "waiting", free);
  for (const { _id: itemId } of starting) {
    await ctx.db.patch("voicePipelineBulkRetryItems", itemId, {
      status: "running",
      startedAt: now,
      refusal: undefined,
    });
    await ctx.scheduler.runAfter(0, internal.models.bulkRetry.startItem, { itemId });
  }
  counts.waiting -= starting.length;
  counts.running += starting.length;
  const changes = { ...settled, counts, pausedUntil: undefined };
  if (counts.running === 0 && counts.waiting === 0) {
    return await finish(ctx, bulk, { ...changes, status: "completed" }, now);
  }
  return await continueAfter(ctx, bulk, changes, STEP_MS, now);
}

async function finish(ctx: MutationCtx, bulk: Bulk, changes: BulkChanges, now: number): Promise<ChainStep> {
  await ctx.db.patch("voicePipelineBulkRetries", bulk._id, { ...changes, finishedAt: now, updatedAt: now });
  return OVER;
}

async function cancelWaiting(ctx: MutationCtx, bulk: Bulk, now: number): Promise<ChainStep> {
  const settled = await settleRunning(ctx, bulk, now);
  const { counts } = settled;
  const waiting = await itemsOf(ctx.db, bulk._id, "waiting");
  for (const { _id } of waiting) {
    await ctx.db.patch("voicePipelineBulkRetryItems", _id, { status: "cancelled", finishedAt: now });
  }
  counts.waiting -= waiting.length;
  counts.cancelled += waiting.length;
  const changes = { ...settled, counts, pausedUntil: undefined };
  if (waiting.length === 0 && counts.running === 0) {
    return await finish(ctx, bulk, { ...changes, status: "cancelled" }, now);
  }
  // Retries that have begun run to their end: nothing takes back a call to a provider.
  return await continueAfter(ctx, bulk, changes, waiting.length === 0 ? STEP_MS : 0, now);
}

/** Looks how the running ones are doing; returns the new sums. */
async function settleRunning(
  ctx: MutationCtx,
  bulk: Bulk,
  now: number,
): Promise<Pick<Bulk, "counts" | "costMicros">> {
  const counts = { ...bulk.counts };
  let { costMicros } = bulk;
  for (const item of await itemsOf(ctx.db, bulk._id, "running")) {
    const retry = item.retryId ? await ctx.db.get("voicePipelineRetries", item.retryId) : null;
    const status = settledStatus(bulk, item, retry, now);
    if (status === undefined) continue;
    const finishedAt = status === "waiting" ? undefined : (retry?.finishedAt ?? now);
    await ctx.db.patch("voicePipelineBulkRetryItems", item._id, { status, finishedAt });
    counts.running -= 1;
    counts[status] += 1;
    costMicros += retry?.costMicros ?? 0;
  }
  return { counts, costMicros };
}

function settledStatus(
  bulk: Bulk,
  item: Item,
  retry: Doc<"voicePipelineRetries"> | null,
  now: number,
): "succeeded" | "failed" | "refused" | "waiting" | "cancelled" | undefined {
  if (retry) return retry.outcome === "running" ? undefined : retry.outcome;
  if (bulk.status === "cancelling") return "cancelled";
  if (item.refusal) return PASSING_REFUSALS.includes(item.refusal.code) ? "waiting" : "refused";
  return now - (item.startedAt ?? 0) > START_TIMEOUT_MS ? "failed" : undefined;
}

/** Begins the retry of one note, or writes down why not. */
export async function startBulkItem(
  ctx: MutationCtx,
  itemId: Id<"voicePipelineBulkRetryItems">,
  now: number,
): Promise<void> {
  const item = await ctx.db.get("voicePipelineBulkRetryItems", itemId);
  if (item?.status !== "running" || item.retryId) return;
  const bulk = await ctx.db.get("voicePipelineBulkRetries", item.bulkRetryId);
  const artifact = await ctx.db.get("voiceNoteArtifacts", item.artifactId);
  if (!bulk || !artifact) throw new Error("A bulk retry's note is gone.");
  // Cancelled between the step that scheduled this and now.
  if (bulk.status !== "running") return;
  const { requestedBy, requestedByName, reason, _id: bulkRetryId } = bulk;
  const kind = kindFor(artifact, bulk.kind);
  const request = { kind, requestedBy, requestedByName, reason, bulkRetryId };
  const result = await requestRetry(ctx, artifact, request, now);
  await ctx.db.patch("voicePipelineBulkRetryItems", itemId, {
    kind,
    ...(result.success
      ? { retryId: result.retryId, refusal: undefined }
      : { refusal: { code: result.code, message: result.message } }),
  });
}
