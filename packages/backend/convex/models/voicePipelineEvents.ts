import {
  machineStageValidator,
  pipelineEventTypeValidator,
  pipelineStageValidator,
} from "@voice-flow/domain/vocabulary/pipeline";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internalMutation, internalQuery } from "../_generated/server";
import { functionError } from "../lib/foundation/errors";
import { staffMutation, staffQuery } from "../lib/host/functions";
import { nameLookup } from "../lib/host/nameLookup";
import { wakeRollUp } from "../lib/metrics/rollupChain";
import { readStageLoads } from "../lib/metrics/stageLoads";
import { findArtifact } from "../lib/pipeline/artifactDetail";
import { artifactRowValidator, readActiveArtifacts, stageCountValidator } from "../lib/pipeline/artifactRows";
import { eventRow, eventRowValidator, latestEvents, paginateEvents } from "../lib/pipeline/eventRows";
import {
  failureGroupsValidator,
  groupFailures,
  paginateFailed,
  retryQueue,
  setHandled,
} from "../lib/pipeline/failedArtifacts";
import { checkFilterOrThrow, pageOfNotes } from "../lib/retry/bulkFilter";
import { pipelineEventValidator } from "../tables/monitoring";
import { bulkRetryFilterValidator } from "../tables/retries";

/** One transition emits a handful; a decision on a note's drafts one for each. */
const MAX_EVENTS_PER_CALL = 200;
/** A run tells of itself some twenty times; ten retries of it an hour are the most there may be. */
const MAX_TIMELINE = 500;
const MAX_PAGE = 100;
const MAX_FEED = 50;

const boundedPerStage = (limit: number): number => Math.min(Math.max(1, Math.floor(limit)), 200);

/**
 * Appends the events of one transition, in order. An `eventId` that is there already is left as it is, so that a call
 * that runs twice writes once. Throws for more than 200 events.
 */
export const logEvents = internalMutation({
  args: { events: v.array(pipelineEventValidator) },
  returns: v.object({ written: v.number() }),
  handler: async (ctx, { events }) => {
    if (events.length > MAX_EVENTS_PER_CALL) {
      throw new Error(`A call takes at most ${MAX_EVENTS_PER_CALL} events; it was given ${events.length}.`);
    }
    let written = 0;
    for (const event of events) {
      const stored = await ctx.db
        .query("voicePipelineEvents")
        .withIndex("by_eventId", (q) => q.eq("eventId", event.eventId))
        .first();
      if (stored) continue;
      await ctx.db.insert("voicePipelineEvents", { ...event, commitTs: ctx.db.vars.commitTs });
      written += 1;
    }
    if (written > 0) await wakeRollUp(ctx, Date.now());
    return { written };
  },
});

/** What is written of one artifact, oldest first; at most 500. */
export const getEventsByArtifact = internalQuery({
  args: { artifactId: v.id("voiceNoteArtifacts") },
  returns: v.array(pipelineEventValidator),
  handler: async (ctx, { artifactId }) => {
    const events = await ctx.db
      .query("voicePipelineEvents")
      .withIndex("by_artifactId", (q) => q.eq("artifactId", artifactId))
      .take(MAX_TIMELINE);
    return events.map(({ _id, _creationTime, commitTs, ...event }) => event);
  },
});

/**
 * The event log, newest first, at most 100 rows a page. `artifactId` is the public one; `from` (inclusive) and `to`
 * (exclusive) in ms. Only a page of one note's events may be short and still have another one after it.
 * A list that stays open while events arrive must give `endCursor` (usePaginatedQuery of convex-helpers/react).
 */
export const getRecentEvents = staffQuery({
  args: {
    paginationOpts: paginationOptsValidator,
    organizationId: v.optional(v.string()),
    artifactId: v.optional(v.string()),
    pipelineStage: v.optional(pipelineStageValidator),
    eventTypes: v.optional(v.array(pipelineEventTypeValidator)),
    errorsOnly: v.optional(v.boolean()),
    from: v.optional(v.number()),
    to: v.optional(v.number()),
  },
  returns: paginationResultValidator(eventRowValidator),
  handler: async (ctx, { paginationOpts, artifactId, ...filters }) => {
    const numItems = Math.min(Math.max(1, paginationOpts.numItems), MAX_PAGE);
    const artifact = artifactId === undefined ? undefined : await findArtifact(ctx.db, artifactId);
    if (artifact === null) return { page: [], isDone: true, continueCursor: "" };
    return await paginateEvents(
      ctx.db,
      { ...filters, artifactId: artifact?._id },
      { ...paginationOpts, numItems },
    );
  },
});

/** The newest events, newest first, without names of coaches: at most `limit` (1–50), however long a page stays open. */
export const getLatestEvents = staffQuery({
  args: { limit: v.number() },
  returns: v.array(eventRowValidator),
  handler: async (ctx, { limit }) =>
    await latestEvents(ctx.db, Math.min(Math.max(1, Math.floor(limit)), MAX_FEED)),
});

/** One event by its `eventId`; null if there is none, as after its retention. */
export const getEvent = staffQuery({
  args: { eventId: v.string() },
  returns: v.union(v.null(), eventRowValidator),
  handler: async (ctx, { eventId }) => {
    const event = await ctx.db
      .query("voicePipelineEvents")
      .withIndex("by_eventId", (q) => q.eq("eventId", eventId))
      .first();
    return event ? await eventRow(event, nameLookup(ctx.db)) : null;
  },
});

/** All that happened to one artifact, oldest first. Null if there is none with this id; `truncated` beyond 500 events. */
export const getEventTimeline = staffQuery({
  args: { artifactId: v.string() },
  returns: v.union(v.null(), v.object({ events: v.array(eventRowValidator), truncated: v.boolean() })),
  handler: async (ctx, { artifactId }) => {
    const artifact = await findArtifact(ctx.db, artifactId);
    if (!artifact) return null;
    const events = await ctx.db
      .query("voicePipelineEvents")
      .withIndex("by_artifactId", (q) => q.eq("artifactId", artifact._id))
      .take(MAX_TIMELINE + 1);
    const names = nameLookup(ctx.db);
    const rows = await Promise.all(events.slice(0, MAX_TIMELINE).map((event) => eventRow(event, names)));
    return { events: rows, truncated: events.length > MAX_TIMELINE };
  },
});

/**
 * What a machine is working on, oldest first in its stage, and how many there are per stage. Reads at most
 * `limitPerStage` (1–200, by default 20) of each stage; beyond it `capped` is true and `count` is that limit.
 */
export const getActiveArtifacts = staffQuery({
  args: { limitPerStage: v.optional(v.number()), pipelineStage: v.optional(pipelineStageValidator) },
  returns: v.object({
    artifacts: v.array(artifactRowValidator),
    stages: v.array(stageCountValidator),
  }),
  handler: async (ctx, { limitPerStage = 20, pipelineStage }) =>
    await readActiveArtifacts(ctx.db, boundedPerStage(limitPerStage), pipelineStage),
});

/**
 * How many notes each stage holds and since when, without the notes and their names. Stages with more than
 * `limitPerStage` (1–200, by default 20) are counted by their events; `capped` only until those are aggregated.
 */
export const getStageLoads = staffQuery({
  args: { limitPerStage: v.optional(v.number()) },
  returns: v.array(stageCountValidator),
  handler: async (ctx, { limitPerStage = 20 }) =>
    await readStageLoads(ctx.db, boundedPerStage(limitPerStage)),
});

/**
 * Failed runs, at most 100 a page: those that nobody has dealt with, newest first, then the handled ones. With a
 * `fingerprint` only the unhandled ones that failed for that reason.
 */
export const getFailedArtifacts = staffQuery({
  args: { paginationOpts: paginationOptsValidator, fingerprint: v.optional(v.string()) },
  returns: paginationResultValidator(artifactRowValidator),
  handler: async (ctx, { paginationOpts, fingerprint }) => {
    const numItems = Math.min(Math.max(1, paginationOpts.numItems), MAX_PAGE);
    return await paginateFailed(ctx.db, { fingerprint }, { ...paginationOpts, numItems });
  },
});

/** The unhandled failures of one stage with what a retry needs to know, at most 20; `truncated` where there may be more. */
export const getRetryQueue = staffQuery({
  args: { stage: machineStageValidator },
  returns: v.object({ artifacts: v.array(artifactRowValidator), truncated: v.boolean() }),
  handler: async (ctx, { stage }) => await retryQueue(ctx.db, stage),
});

/** The unhandled failures by their fingerprint, most frequent first; of the 250 newest. */
export const getFailureGroups = staffQuery({
  args: {},
  returns: failureGroupsValidator,
  handler: async (ctx) => await groupFailures(ctx.db),
});

/** Marks failed runs as dealt with, or takes that back. At most 100 public ids, or ConvexError `invalid_argument`. */
export const markHandled = staffMutation({
  args: { artifactIds: v.array(v.string()), handled: v.boolean() },
  returns: v.object({ changed: v.number() }),
  handler: async (ctx, { artifactIds, handled }) => {
    if (artifactIds.length > MAX_PAGE) {
      throw functionError("invalid_argument", `Mark at most ${MAX_PAGE} runs at a time.`);
    }
    const named = await Promise.all(
      [...new Set(artifactIds)].map((artifactId) => findArtifact(ctx.db, artifactId)),
    );
    const changed = await setHandled(ctx, ctx.staff, named, handled, Date.now());
    return { changed: changed.length };
  },
});

/**
 * Marks the next page of the failures that match as dealt with, those that have not changed since `seenAt` (ms); call it again
 * with `continueCursor` until `isDone`. `artifactIds` are those that were marked, by which that can be taken back. Throws
 * ConvexError `invalid_argument`.
 */
export const markMatchingHandled = staffMutation({
  args: {
    filter: bulkRetryFilterValidator,
    seenAt: v.number(),
    cursor: v.union(v.string(), v.null()),
  },
  returns: v.object({
    artifactIds: v.array(v.string()),
    isDone: v.boolean(),
    continueCursor: v.string(),
  }),
  handler: async (ctx, { filter, seenAt, cursor }) => {
    checkFilterOrThrow(filter);
    const now = Date.now();
    const found = await pageOfNotes(ctx.db, filter, Math.min(seenAt, now), { cursor, numItems: MAX_PAGE });
    const artifactIds = await setHandled(ctx, ctx.staff, found.page, true, now);
    return { artifactIds, isDone: found.isDone, continueCursor: found.continueCursor };
  },
});
