/**
 * Compares what artifacts are with what their events tell, in the order in which artifacts changed: each is looked at once
 * after every change, when its events have had time to arrive. What is missing is written again under the same id; a run
 * that its own events or its fields contradict is failed, so that staff can retry it.
 */

import type { Settings } from "@voice-flow/domain/settings";
import { isTerminalStatus, retryOutcomeOf } from "@voice-flow/domain/state-machine/artifact";
import { type ArtifactStatus, IN_FLIGHT_STATUSES } from "@voice-flow/domain/vocabulary/pipeline";
import { internal } from "../../../_generated/api";
import type { Doc } from "../../../_generated/dataModel";
import type { MutationCtx } from "../../../_generated/server";
import type { PipelineEvent } from "../../../tables/monitoring";
import type { DbReader } from "../../foundation/context";
import { emitEvents } from "../../foundation/events";
import { recordHeartbeat } from "../../foundation/heartbeat";
import { readSettings } from "../../foundation/settings";
import { closeRetry, newestRetry, type RetryEnd } from "../../pipeline/retryRows";
import { failNested } from "./failNested";
import { eventsToEmit } from "./missing";
import { stageEndsToEmit } from "./stages";

type Artifact = Doc<"voiceNoteArtifacts">;
type Progress = Omit<Doc<"voicePipelineReconciliation">, "_id" | "_creationTime">;

const DAY_MS = 86_400_000;
/** Artifacts that one run compares: with their events at most some 4,000 documents. */
const BATCH = 20;
/** Events of an artifact, from the newest: its current attempt's, and a decision on each of a hundred drafts. */
const MAX_EVENTS = 200;
const MAX_RETRIES = 50;

export interface Reconciled {
  checked: number;
  emitted: number;
  /** Events that are missing and that nothing tells the times of. */
  lost: number;
  marked: number;
  closed: number;
}

/** One bounded step; goes on by itself while there is more. */
export async function reconcileBatch(ctx: MutationCtx, now: number): Promise<Reconciled> {
  const settings = await readSettings(ctx.db);
  const before = now - settings.RECONCILIATION_GRACE_SECONDS * 1000;
  const row = await ctx.db.query("voicePipelineReconciliation").first();
  const progress = row ?? nothingYet(now);
  const artifacts = await changedAfter(ctx.db, progress, before);
  const done: Reconciled = { checked: artifacts.length, emitted: 0, lost: 0, marked: 0, closed: 0 };
  done.closed = await closeLostRetries(ctx, before, now);
  for (const artifact of artifacts) await reconcileOne(ctx, artifact, settings, done, now);
  const last = artifacts.at(-1);
  const next: Progress = {
    updatedAt: last?.updatedAt ?? progress.updatedAt,
    creationTime: last?._creationTime ?? progress.creationTime,
    checkedArtifacts: progress.checkedArtifacts + done.checked,
    emittedEvents: progress.emittedEvents + done.emitted,
    lostEvents: progress.lostEvents + done.lost,
    markedArtifacts: progress.markedArtifacts + done.marked,
    closedRetries: progress.closedRetries + done.closed,
    lastRunAt: now,
  };
  if (row) await ctx.db.patch("voicePipelineReconciliation", row._id, next);
  else await ctx.db.insert("voicePipelineReconciliation", next);
  await recordHeartbeat(ctx.db, "reconcile-pipeline-events", {
    startedAt: now,
    finishedAt: now,
    steps: 1,
    rows: done.emitted + done.marked + done.closed,
  });
  if (artifacts.length === BATCH) {
    await ctx.scheduler.runAfter(0, internal.models.reconciliation.reconcileEvents, {});
  }
  return done;
}

const nothingYet = (now: number): Progress => ({
  updatedAt: 0,
  creationTime: 0,
  checkedArtifacts: 0,
  emittedEvents: 0,
  lostEvents: 0,
  markedArtifacts: 0,
  closedRetries: 0,
  lastRunAt: now,
});

async function changedAfter(
  db: DbReader,
  { updatedAt, creationTime }: Progress,
  before: number,
): Promise<Artifact[]> {
  const sameTime = await db
    .query("voiceNoteArtifacts")
    .withIndex("by_updatedAt", (q) => q.eq("updatedAt", updatedAt).gt("_creationTime", creationTime))
    .take(BATCH);
  const later = await db
    .query("voiceNoteArtifacts")
    .withIndex("by_updatedAt", (q) => q.gt("updatedAt", updatedAt).lt("updatedAt", before))
    .take(BATCH);
  return [...sameTime, ...later].slice(0, BATCH);
}

async function reconcileOne(
  ctx: MutationCtx,
  artifact: Artifact,
  settings: Settings,
  done: Reconciled,
  now: number,
): Promise<void> {
  // Older events are gone by decision: their absence says nothing.
  if (artifact.createdAt < now - settings.EVENT_RETENTION_DAYS * DAY_MS) return;
  const events = await newestEvents(ctx.db, artifact);
  if (isInFlight(artifact.status)) {
    if (!contradicts(artifact, events)) return;
    const failure = { code: "events_disagree", message: "" } as const;
    if (await failNested(ctx, artifact, failure)) done.marked += 1;
    return;
  }
  const retry = await retryOfAttempt(ctx.db, artifact);
  const stages = await stageEndsToEmit(ctx.db, artifact, retry, events);
  const emitted = [...stages.events, ...eventsToEmit(artifact, retry, events)];
  await emitEvents(ctx, emitted);
  done.lost += stages.lost;
  done.emitted += emitted.length;
}

const isInFlight = (status: ArtifactStatus): boolean => IN_FLIGHT_STATUSES.some((each) => each === status);

/** A run that goes on has not ended by its own events, and has a deadline by which the sweep finds it. */
const contradicts = ({ attempt, stageDeadlineAt }: Artifact, events: readonly PipelineEvent[]): boolean =>
  stageDeadlineAt === undefined ||
  events.some(
    (event) =>
      event.attempt === attempt &&
      (event.eventType === "artifact_completed" || event.eventType === "artifact_failed"),
  );

/** With the first of all, which the newest may not reach. */
async function newestEvents(db: DbReader, { _id }: Artifact): Promise<PipelineEvent[]> {
  const ofArtifact = () =>
    db.query("voicePipelineEvents").withIndex("by_artifactId", (q) => q.eq("artifactId", _id));
  const first = await ofArtifact().first();
  const newest = await ofArtifact().order("desc").take(MAX_EVENTS);
  return first ? [first, ...newest] : newest;
}

async function retryOfAttempt(db: DbReader, { _id, attempt }: Artifact) {
  if (attempt === 1) return null;
  const newest = await newestRetry(db, _id);
  return newest?.attempt === attempt ? newest : null;
}

/** Retries that are said to run, of runs that are over: closed with the end that the artifact has. */
async function closeLostRetries(ctx: MutationCtx, before: number, now: number): Promise<number> {
  const running = await ctx.db
    .query("voicePipelineRetries")
    .withIndex("by_outcome_and_startedAt", (q) => q.eq("outcome", "running").lt("startedAt", before))
    .take(MAX_RETRIES);
  let closed = 0;
  for (const retry of running) {
    const artifact = await ctx.db.get("voiceNoteArtifacts", retry.artifactId);
    const end = artifact ? endOf(artifact, retry.attempt) : "failed";
    if (!end) continue;
    if (artifact) await emitEvents(ctx, [await closeRetry(ctx, retry, artifact, end, now)]);
    else await ctx.db.patch("voicePipelineRetries", retry._id, { outcome: end, finishedAt: now });
    closed += 1;
  }
  return closed;
}

function endOf({ status, attempt }: Artifact, retryAttempt: number): RetryEnd | undefined {
  // A later attempt has begun, which only a failed one, or a coach's answer to one that succeeded, allows.
  if (attempt !== retryAttempt) return "failed";
  if (status === "failed") return retryOutcomeOf("fail");
  return isTerminalStatus(status) || status === "awaiting_coach" ? "succeeded" : undefined;
}
