/**
 * The one writer of metrics: reads what has been committed since its cursor, adds it to the rows, and moves the cursor
 * in the same transaction, so that an event counts exactly once.
 */
import { mergeSlots } from "@voice-flow/domain/metrics/day-profile";
import { NOTHING_IN_FLIGHT } from "@voice-flow/domain/metrics/in-flight";
import type { Settings } from "@voice-flow/domain/settings";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader, DbWriter } from "../foundation/context";
import { accumulate } from "./accumulate";
import { addToRow } from "./bucketRows";

/** Rows of metrics that one transaction touches at most: each is an index look-up, and 1,024 are a quarter of the limit. */
export const MAX_ROWS_PER_BATCH = 600;

export interface BatchResult {
  events: number;
  /** Nothing that was committed before this transaction is left. */
  caughtUp: boolean;
}

type Cursor = Pick<Doc<"voicePipelineRollup">, "commitTs" | "creationTime">;
const BEGINNING: Cursor = { commitTs: 0n, creationTime: 0 };

export async function readRollup(db: DbReader): Promise<Doc<"voicePipelineRollup"> | null> {
  return await db.query("voicePipelineRollup").first();
}

export async function rollUpBatch(
  ctx: MutationCtx,
  { ROLLUP_BATCH_SIZE: batchSize, SERVICE_TARGET_SECONDS }: Settings,
  now: number,
): Promise<BatchResult> {
  const state = await readRollup(ctx.db);
  const events = await eventsAfter(ctx, state ?? BEGINNING, batchSize);
  const limits = { maxRows: MAX_ROWS_PER_BATCH, targetMs: SERVICE_TARGET_SECONDS * 1_000 };
  const batch = accumulate(events, state?.inFlight ?? NOTHING_IN_FLIGHT, limits);
  const last = events[batch.taken - 1];
  if (!last) return { events: 0, caughtUp: true };
  for (const row of batch.rows) await addToRow(ctx.db, row, now);
  for (const [dayStart, slots] of batch.days) await addToDay(ctx.db, dayStart, slots);
  const next = {
    ...positionOf(last),
    inFlight: batch.inFlight,
    // The events of a deployment that was here before have been counted without the moves.
    movesFrom: state ? (state.movesFrom ?? now) : 0,
    aggregatedEvents: (state?.aggregatedEvents ?? 0) + batch.taken - batch.skipped.length,
    skippedEvents: (state?.skippedEvents ?? 0) + batch.skipped.length,
    updatedAt: now,
  };
  if (state) await ctx.db.replace("voicePipelineRollup", state._id, next);
  else await ctx.db.insert("voicePipelineRollup", next);
  return { events: batch.taken, caughtUp: batch.taken === events.length && events.length < batchSize };
}

/** The first events after the cursor, in the order of commits; within one commit in the order of creation. */
async function eventsAfter(
  ctx: MutationCtx,
  { commitTs, creationTime }: Cursor,
  limit: number,
): Promise<Doc<"voicePipelineEvents">[]> {
  // What commits from here on is left to the next batch: reading up to "now" would conflict with every new event.
  const upTo = ctx.meta.getSnapshotTs();
  const sameCommit = await ctx.db
    .query("voicePipelineEvents")
    .withIndex("by_commitTs", (q) => q.eq("commitTs", commitTs).gt("_creationTime", creationTime))
    .take(limit);
  if (sameCommit.length === limit) return sameCommit;
  const later = await ctx.db
    .query("voicePipelineEvents")
    .withIndex("by_commitTs", (q) => q.gt("commitTs", commitTs).lte("commitTs", upTo))
    .take(limit - sameCommit.length);
  return [...sameCommit, ...later];
}

/** Throws if the event has not been committed, which an event that is read from an earlier snapshot always has. */
export function positionOf(event: Doc<"voicePipelineEvents">): Cursor {
  if (typeof event.commitTs !== "bigint") throw new Error(`The event ${event.eventId} is not committed yet.`);
  return { commitTs: event.commitTs, creationTime: event._creationTime };
}

/** When the oldest event was emitted that is not aggregated yet, ms; null if there is none. One document. */
export async function oldestPending(db: DbReader): Promise<number | null> {
  const { commitTs, creationTime } = (await readRollup(db)) ?? BEGINNING;
  const sameCommit = await db
    .query("voicePipelineEvents")
    .withIndex("by_commitTs", (q) => q.eq("commitTs", commitTs).gt("_creationTime", creationTime))
    .first();
  const pending =
    sameCommit ??
    (await db
      .query("voicePipelineEvents")
      .withIndex("by_commitTs", (q) => q.gt("commitTs", commitTs))
      .first());
  return pending?._creationTime ?? null;
}

async function addToDay(
  db: DbWriter,
  dayStart: number,
  slots: Doc<"voicePipelineDayProfiles">["slots"],
): Promise<void> {
  const row = await db
    .query("voicePipelineDayProfiles")
    .withIndex("by_dayStart", (q) => q.eq("dayStart", dayStart))
    .unique();
  const merged = mergeSlots(row?.slots ?? [], slots);
  if (row) await db.patch("voicePipelineDayProfiles", row._id, { slots: merged });
  else await db.insert("voicePipelineDayProfiles", { dayStart, slots: merged });
}
