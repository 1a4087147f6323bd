import {
  IN_FLIGHT_STATUSES,
  noteTypeValidator,
  sourceChannelValidator,
} from "@voice-flow/domain/vocabulary/pipeline";
import { paginationOptsValidator, paginationResultValidator } from "convex/server";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation } from "../_generated/server";
import { paginateRowsOfAlert } from "../lib/alerts/runNotes";
import { recordRun } from "../lib/foundation/heartbeat";
import { readSettings } from "../lib/foundation/settings";
import { staffQuery } from "../lib/host/functions";
import { failNested } from "../lib/metrics/reconciliation/failNested";
import { artifactDetailValidator, findArtifact, readArtifactDetail } from "../lib/pipeline/artifactDetail";
import { paginateArtifacts } from "../lib/pipeline/artifactList";
import { artifactRowValidator } from "../lib/pipeline/artifactRows";
import { cancelUnansweredNotes } from "../lib/pipeline/coachAnswers";
import { failStalledNotes, resumeHeldNotes } from "../lib/pipeline/plainNotes";
import { billedCallValidator, failArtifact, runFields, stageFailureValidator } from "../lib/pipeline/stage";
import { artifactOrThrow, startArtifact } from "../lib/pipeline/transition";
import { artifactFilterFields } from "../tables/artifacts";

const MAX_PAGE = 50;

/** The artifact of a v1 note, linked to it from the start. Its public id is a new UUID. Emits `artifact_received`. */
export const createArtifact = internalMutation({
  args: {
    sourceChannel: sourceChannelValidator,
    senderUserId: v.id("users"),
    organizationId: v.optional(v.string()),
    noteType: noteTypeValidator,
    voiceNoteId: v.id("voiceNotes"),
    whatsappMessageId: v.optional(v.id("whatsappMessages")),
  },
  returns: v.id("voiceNoteArtifacts"),
  handler: async (ctx, args) => {
    const orgCandidates = args.organizationId
      ? [{ organizationId: args.organizationId, confidence: 1, reason: "given" }]
      : [];
    const artifact = await startArtifact(
      ctx,
      { ...args, artifactId: crypto.randomUUID(), orgCandidates },
      Date.now(),
    );
    return artifact._id;
  },
});

/** Fails a run from one of its stages. A report of an attempt that is over changes nothing. */
export const failStage = internalMutation({
  args: { ...runFields, failure: stageFailureValidator, billed: v.optional(billedCallValidator) },
  returns: v.object({ failed: v.boolean() }),
  handler: async (ctx, { artifactId, attempt, failure, billed }) => {
    const artifact = await artifactOrThrow(ctx.db, artifactId);
    return { failed: await failArtifact(ctx, artifact, attempt, failure, Date.now(), billed) };
  },
});

/**
 * The sweep: fails runs whose stage is past its deadline, and recordings without a run that were not written down in time,
 * so that nothing stalls silently. Recordings without a run that waited for a call to be let through ask again. Takes a batch and continues by itself while there are more.
 */
export const failStalledArtifacts = internalMutation({
  args: {},
  returns: v.object({ failed: v.number() }),
  handler: async (ctx) => {
    const now = Date.now();
    const { SWEEP_BATCH_SIZE } = await readSettings(ctx.db);
    let failed = 0;
    let taken = 0;
    for (const status of IN_FLIGHT_STATUSES) {
      const overdue = await ctx.db
        .query("voiceNoteArtifacts")
        // From 0: rows without a deadline sort before every number.
        .withIndex("by_status_and_stageDeadlineAt", (q) =>
          q.eq("status", status).gte("stageDeadlineAt", 0).lt("stageDeadlineAt", now),
        )
        .take(SWEEP_BATCH_SIZE - taken);
      for (const artifact of overdue) {
        if (await failNested(ctx, artifact, { code: "deadline_exceeded", message: "" })) failed += 1;
      }
      taken += overdue.length;
      if (taken >= SWEEP_BATCH_SIZE) break;
    }
    if (taken < SWEEP_BATCH_SIZE) {
      const notes = await failStalledNotes(ctx, SWEEP_BATCH_SIZE - taken, now);
      taken += notes.taken;
      failed += notes.failed;
    }
    const resumed = await resumeHeldNotes(ctx, SWEEP_BATCH_SIZE, now);
    await recordRun(ctx.db, "fail-stalled-artifacts", now, failed);
    // A batch of which nothing could be failed waits for the next run: it would be the same again.
    if ((taken >= SWEEP_BATCH_SIZE && failed > 0) || resumed === SWEEP_BATCH_SIZE) {
      await ctx.scheduler.runAfter(0, internal.models.voiceNoteArtifacts.failStalledArtifacts, {});
    }
    return { failed };
  },
});

/** Cancels notes whose coach never answered; continues by itself while there are more. */
export const cancelUnanswered = internalMutation({
  args: {},
  returns: v.object({ cancelled: v.number() }),
  handler: async (ctx) => {
    const now = Date.now();
    const cancelled = await cancelUnansweredNotes(ctx, now);
    await recordRun(ctx.db, "cancel-unanswered-notes", now, cancelled);
    return { cancelled };
  },
});

/**
 * One artifact with its claims, names and drafts; null if there is none with this public id. Words of the note are null until
 * the member of staff who asks has revealed them (`voiceNoteTranscripts:revealTranscript`).
 */
export const getArtifactDetail = staffQuery({
  args: { artifactId: v.string() },
  returns: v.union(v.null(), artifactDetailValidator),
  handler: async (ctx, { artifactId }) => {
    const artifact = await findArtifact(ctx.db, artifactId);
    return artifact ? await readArtifactDetail(ctx, artifact, ctx.staff) : null;
  },
});

/**
 * Runs, newest first, at most 50 a page; under `idPrefix` (the start of a public id) in the order of their ids. `from`
 * (inclusive) and `to` (exclusive) are of their creation, in ms. With `alertId` exactly the notes behind that incident, the
 * newest run first, and `errorFingerprint` narrows to one cause of it; otherwise it is the cause of a note's failure. Under
 * these three, `onlyUnhandled` and `pipelineStage` a page may be short and still have another one after it. A list that stays open must give
 * `endCursor` (usePaginatedQuery of convex-helpers/react).
 */
export const getRecentArtifacts = staffQuery({
  args: {
    paginationOpts: paginationOptsValidator,
    alertId: v.optional(v.string()),
    ...artifactFilterFields,
  },
  returns: paginationResultValidator(artifactRowValidator),
  handler: async (ctx, { paginationOpts, alertId, ...filters }) => {
    const numItems = Math.min(Math.max(1, paginationOpts.numItems), MAX_PAGE);
    const options = { ...paginationOpts, numItems };
    if (alertId === undefined) return await paginateArtifacts(ctx.db, filters, options);
    const runs = { alertId, errorFingerprint: filters.errorFingerprint };
    return await paginateRowsOfAlert(ctx.db, runs, filters, options);
  },
});
