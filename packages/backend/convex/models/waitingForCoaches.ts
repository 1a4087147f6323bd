/** What the pipeline's last stage holds: notes whose coach has not answered, drafts that nobody has decided on. */
import { v } from "convex/values";
import { literals } from "convex-helpers/validators";
import { internal } from "../_generated/api";
import { internalAction, internalMutation, internalQuery } from "../_generated/server";
import { recordHeartbeat } from "../lib/foundation/heartbeat";
import { staffQuery } from "../lib/host/functions";
import {
  type CountStep,
  countStep,
  NOTHING_WAITS,
  readWaiting,
  readWaitingCount,
  readWaitingNotes,
  WAITING_KINDS,
  type WaitingCounts,
  waitingNoteValidator,
  waitingValidator,
} from "../lib/pipeline/waitingForCoaches";
import { waitingCountFields } from "../tables/metrics";

const JOB = "count-waiting-for-coaches";
const MAX_LISTED = 40;

/** How much waits for coaches as it was last counted, and since when the oldest of each does. Four documents. */
export const getWaiting = staffQuery({
  args: {},
  returns: waitingValidator,
  handler: async (ctx) => await readWaiting(ctx.db),
});

/**
 * The notes that have waited longest for their coach, at most `limit` (1–40, by default 20) of each of the two reasons;
 * `truncated` beyond.
 */
export const getWaitingNotes = staffQuery({
  args: { limit: v.optional(v.number()) },
  returns: v.object({ notes: v.array(waitingNoteValidator), truncated: v.boolean() }),
  handler: async (ctx, { limit = 20 }) =>
    await readWaitingNotes(ctx.db, Math.min(Math.max(1, Math.floor(limit)), MAX_LISTED)),
});

export const readCountStep = internalQuery({
  args: {
    kind: literals(...WAITING_KINDS),
    cursor: v.union(v.string(), v.null()),
    lastNote: v.optional(v.id("voiceNoteArtifacts")),
  },
  returns: v.object({
    rows: v.number(),
    notes: v.number(),
    cursor: v.union(v.string(), v.null()),
    lastNote: v.optional(v.id("voiceNoteArtifacts")),
  }),
  handler: async (ctx, { kind, cursor, lastNote }) => await countStep(ctx.db, kind, cursor, lastNote),
});

/** When the last count began and how long it took, ms; null before the first. */
export const lastCount = internalQuery({
  args: {},
  returns: v.union(v.null(), v.object({ startedAt: v.number(), tookMs: v.number() })),
  handler: async (ctx) => {
    const row = await readWaitingCount(ctx.db);
    return row && { startedAt: row.startedAt, tookMs: row.finishedAt - row.startedAt };
  },
});

export const storeCount = internalMutation({
  args: { ...waitingCountFields, startedAt: v.number(), steps: v.number() },
  returns: v.null(),
  handler: async (ctx, { steps, ...counted }) => {
    const finishedAt = Date.now();
    const row = await readWaitingCount(ctx.db);
    const next = { ...counted, finishedAt };
    if (row) await ctx.db.replace("voicePipelineWaiting", row._id, next);
    else await ctx.db.insert("voicePipelineWaiting", next);
    await recordHeartbeat(ctx.db, JOB, { startedAt: counted.startedAt, finishedAt, steps, rows: 1 });
    return null;
  },
});

/** A count may take a twentieth of the time: where much waits, it is counted more rarely. */
const SHARE_OF_TIME = 20;

/**
 * Counts everything that waits, a bounded page at a time. An action of many small queries: it reads what the pipeline
 * writes all the time, and neither waits for it nor makes it wait.
 */
export const countWaiting = internalAction({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const startedAt = Date.now();
    const last = await ctx.runQuery(internal.models.waitingForCoaches.lastCount, {});
    if (last && startedAt - last.startedAt < last.tookMs * SHARE_OF_TIME) return null;
    const counts: WaitingCounts = { ...NOTHING_WAITS };
    let steps = 0;
    for (const kind of WAITING_KINDS) {
      let cursor: string | null = null;
      let lastNote: CountStep["lastNote"];
      do {
        const args = { kind, cursor, ...(lastNote && { lastNote }) };
        const step: CountStep = await ctx.runQuery(internal.models.waitingForCoaches.readCountStep, args);
        counts[kind] += step.rows;
        counts.notesWithDrafts += step.notes;
        ({ cursor, lastNote } = step);
        steps += 1;
      } while (cursor !== null);
    }
    await ctx.runMutation(internal.models.waitingForCoaches.storeCount, { ...counts, startedAt, steps });
    return null;
  },
});
