/**
 * The one place that moves an artifact. The state machine of the domain says whether a move is legal, what it writes and
 * which events it owes; this helper writes, and schedules those events as one call. Nothing else writes `status`,
 * `currentStage`, `stageStartedAt`, `stageDeadlineAt` or `attempt` of an artifact.
 */
import {
  errorFields,
  eventsOfTransition,
  receivedEvent,
  type StageFailure,
} from "@voice-flow/domain/events/build";
import type { EventMetadata } from "@voice-flow/domain/events/event";
import { type Settings, stageDeadlineMs } from "@voice-flow/domain/settings";
import {
  type ArtifactMove,
  type ArtifactState,
  initialArtifactState,
  type MoveError,
  nextArtifactState,
} from "@voice-flow/domain/state-machine/artifact";
import { IN_FLIGHT_STATUSES, MACHINE_STAGES } from "@voice-flow/domain/vocabulary/pipeline";
import type { WithoutSystemFields } from "convex/server";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { PipelineEvent } from "../../tables/monitoring";
import type { DbReader } from "../foundation/context";
import { functionError } from "../foundation/errors";
import { emitEvents, eventSubject } from "../foundation/events";
import { readSettings } from "../foundation/settings";
import { endRetryWith } from "./retryRows";

type Artifact = Doc<"voiceNoteArtifacts">;
type OwnFields = keyof ArtifactState | "stageDeadlineAt" | "updatedAt";
/** What else changes with the move: never the fields that the state machine owns. */
export type ArtifactChanges = Partial<
  Omit<WithoutSystemFields<Artifact>, OwnFields | "artifactId" | "createdAt">
>;
export interface MoveOptions {
  /** ms; the time of the move and of its events. */
  now: number;
  /** The attempt on whose behalf the move is made: give it wherever an action reports. */
  attempt?: number;
  changes?: ArtifactChanges;
  /** Figures of the stage that ends with the move. */
  metadata?: EventMetadata;
  /** Of a `fail` move: stored with the artifact and its events. */
  failure?: StageFailure;
  /** Events that belong to the same moment and leave with the transition's own. */
  alsoEmit?: (moved: Artifact) => readonly PipelineEvent[];
  /** Where the events go instead, for a writer of the past that stores those of many notes at once. */
  emit?: EventSink;
}

export type EventSink = (events: readonly PipelineEvent[]) => void;

export type Moved = { ok: true; artifact: Artifact } | { ok: false; error: MoveError };

/** Moves an artifact and schedules the events of the move. An illegal move changes nothing and says why. */
export async function moveArtifact(
  ctx: MutationCtx,
  artifact: Artifact,
  move: ArtifactMove,
  options: MoveOptions,
): Promise<Moved> {
  const transition = nextArtifactState(artifact, move, options.now, options.attempt);
  if (!transition.ok) return transition;
  const settings = await readSettings(ctx.db);
  const state = countedFromDue(artifact, move, transition.patch);
  const patch = {
    // A reason belongs to the move that brought it.
    statusReason: undefined,
    ...options.changes,
    ...errorAfter(artifact, move, options),
    ...state,
    stageDeadlineAt: deadlineOf(state, settings, options.now),
    updatedAt: options.now,
  };
  await ctx.db.patch("voiceNoteArtifacts", artifact._id, patch);
  const moved: Artifact = { ...artifact, ...patch };
  const own = eventsOfTransition(eventSubject(moved), transition.events, options, options.now);
  // However a run ends, the retry that began it ends with it, in the same transaction.
  const ended = await endRetryWith(ctx, moved, move.type, options.now);
  const events = [...own, ...ended, ...(options.alsoEmit?.(moved) ?? [])];
  if (options.emit) options.emit(events);
  else await emitEvents(ctx, events);
  return { ok: true, artifact: moved };
}

/**
 * A processing stage counts from the moment it was scheduled: waiting for a worker is a part of what the coach waits for,
 * and the stages of a run add up to the run without gaps.
 */
const countedFromDue = (artifact: Artifact, move: ArtifactMove, state: ArtifactState): ArtifactState =>
  move.type === "begin_stage" && move.stage === artifact.currentStage
    ? { ...state, stageStartedAt: artifact.stageStartedAt }
    : state;

/** The attempt with which every artifact starts. */
export const FIRST_ATTEMPT = initialArtifactState(0).attempt;

export type NewArtifact = Omit<WithoutSystemFields<Artifact>, OwnFields | "totals" | "createdAt">;

/** Stores a new artifact in `received` and schedules its `artifact_received`. */
export async function startArtifact(
  ctx: MutationCtx,
  fields: NewArtifact,
  now: number,
  emit?: EventSink,
): Promise<Artifact> {
  const state = initialArtifactState(now);
  const settings = await readSettings(ctx.db);
  const id = await ctx.db.insert("voiceNoteArtifacts", {
    ...fields,
    ...state,
    stageDeadlineAt: deadlineOf(state, settings, now),
    totals: { claimCount: 0, disambiguationCount: 0, draftCount: 0, confirmedCount: 0, aiCost: 0 },
    createdAt: now,
    updatedAt: now,
  });
  const artifact = await artifactOrThrow(ctx.db, id);
  const events = [receivedEvent(eventSubject(artifact))];
  if (emit) emit(events);
  else await emitEvents(ctx, events);
  return artifact;
}

/** Changes what the state machine does not own. */
export async function updateArtifact(
  ctx: MutationCtx,
  id: Id<"voiceNoteArtifacts">,
  changes: ArtifactChanges,
  now: number,
): Promise<void> {
  await ctx.db.patch("voiceNoteArtifacts", id, { ...changes, updatedAt: now });
}

/** Throws ConvexError `not_found`. */
export async function artifactOrThrow(db: DbReader, id: Id<"voiceNoteArtifacts">): Promise<Artifact> {
  const artifact = await db.get("voiceNoteArtifacts", id);
  if (!artifact) throw functionError("not_found");
  return artifact;
}

/** While a machine owes work there is a time by which it must have done it; waiting and final statuses have none. */
function deadlineOf(state: ArtifactState, settings: Settings, now: number): number | undefined {
  const stage = MACHINE_STAGES.find((machineStage) => machineStage === state.currentStage);
  const inFlight = IN_FLIGHT_STATUSES.some((status) => status === state.status);
  return inFlight && stage ? now + stageDeadlineMs(settings, stage) : undefined;
}

/** A failure says why, until a new attempt begins. */
function errorAfter(
  artifact: Artifact,
  move: ArtifactMove,
  { failure, now }: MoveOptions,
): Pick<Partial<Artifact>, "error" | "handledAt"> {
  if (move.type === "retry" || move.type === "coach_asks_again")
    return { error: undefined, handledAt: undefined };
  if (move.type !== "fail") return {};
  const stage = artifact.currentStage;
  const { errorCode, errorFingerprint } = errorFields(
    stage,
    failure ?? { code: "internal_error", message: "" },
  );
  return { error: { stage, code: errorCode, fingerprint: errorFingerprint, at: now }, handledAt: undefined };
}
