/**
 * How pipeline events leave: one scheduled write per transition, after the transaction that they tell of. What goes
 * wrong while an event is written can never fail or delay the pipeline. Actions emit nothing: they report to a mutation.
 */
import type { EventSubject, PipelineEventDraft } from "@voice-flow/domain/events/event";
import { isAppChannel } from "@voice-flow/domain/vocabulary/pipeline";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { PipelineEvent } from "../../tables/monitoring";

/** The types of this database's ids in the domain's events. */
export interface DatabaseIds {
  artifact: Id<"voiceNoteArtifacts">;
  voiceNote: Id<"voiceNotes">;
  coach: Id<"users">;
}

/** Schedules the one `logEvents` call of a transition. Nothing is scheduled for an empty list. */
export async function emitEvents(
  ctx: Pick<MutationCtx, "scheduler">,
  events: readonly PipelineEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await ctx.scheduler.runAfter(0, internal.models.voicePipelineEvents.logEvents, { events: [...events] });
}

/** An event that tells of no note: its fields hold no ids of this database. */
export async function emitSystemEvent(
  ctx: Pick<MutationCtx, "scheduler">,
  { eventId, eventType, outcome, organizationId, timestamp }: PipelineEventDraft,
): Promise<void> {
  await emitEvents(ctx, [{ eventId, eventType, outcome, organizationId, timestamp }]);
}

export const eventSubject = (artifact: Doc<"voiceNoteArtifacts">): EventSubject<DatabaseIds> => ({
  artifactId: artifact._id,
  voiceNoteId: artifact.voiceNoteId,
  organizationId: artifact.organizationId,
  coachUserId: artifact.senderUserId,
  createdAt: artifact.createdAt,
  extraction: artifact.extraction,
  isShownInApp: isAppChannel(artifact.sourceChannel),
});
