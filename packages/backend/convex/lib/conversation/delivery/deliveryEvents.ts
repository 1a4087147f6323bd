/** Events for each step of a note's messages. They hold codes and figures, never words or phone numbers. */
import type { OutboundChange } from "@voice-flow/domain/delivery/outbound";
import { deliveryError, isUnwanted } from "@voice-flow/domain/delivery/provider-codes";
import { fingerprint } from "@voice-flow/domain/errors/fingerprint";
import { artifactEventId, outcomeOf, subjectFields, timed } from "@voice-flow/domain/events/event";
import { MESSAGE_EVENTS } from "@voice-flow/domain/vocabulary/pipeline";
import type { Doc } from "../../../_generated/dataModel";
import type { MutationCtx } from "../../../_generated/server";
import type { PipelineEvent } from "../../../tables/monitoring";
import type { DbReader } from "../../foundation/context";
import { emitEvents, eventSubject } from "../../foundation/events";

type Outbound = Doc<"outboundMessages">;
type Artifact = Doc<"voiceNoteArtifacts">;

/** One scheduled write for a move, whatever it changed. A message that is about no note tells nothing. */
export async function emitDeliveryEvents(
  ctx: MutationCtx,
  before: Outbound,
  after: Outbound,
  changes: readonly OutboundChange[],
  now: number,
): Promise<void> {
  const artifacts = await notesOf(ctx.db, after);
  await emitEvents(ctx, deliveryEvents(artifacts, before, after, changes, now));
}

export function deliveryEvents(
  artifacts: readonly Artifact[],
  before: Outbound,
  after: Outbound,
  changes: readonly OutboundChange[],
  now: number,
): PipelineEvent[] {
  return artifacts.flatMap((artifact, index) =>
    changes.map((change) => {
      const event = eventOf(artifact, before, after, change, now);
      return index === 0 ? event : { ...event, metadata: { ...event.metadata, isCountedElsewhere: true } };
    }),
  );
}

/** The notes that a message is about: its own, or the notes behind the questions it asks. */
async function notesOf(db: DbReader, { artifactId, shows }: Outbound): Promise<Artifact[]> {
  if (artifactId) return present([await db.get("voiceNoteArtifacts", artifactId)]);
  if (!shows || shows.isReply) return [];
  const questions = present(await Promise.all(shows.questionIds.map((id) => db.get("coachQuestions", id))));
  const ids = [...new Set(questions.flatMap(({ artifactIds }) => artifactIds))];
  return present(await Promise.all(ids.map((id) => db.get("voiceNoteArtifacts", id))));
}

const present = <Row>(rows: readonly (Row | null)[]): Row[] => rows.filter((row) => row !== null);

function eventOf(
  artifact: Artifact,
  before: Outbound,
  after: Outbound,
  change: OutboundChange,
  now: number,
): PipelineEvent {
  const eventType = MESSAGE_EVENTS[change];
  const { attempt } = artifact;
  const isOver = change === "delivered" || change === "failed";
  const beganAt = Math.max(after.queuedAt ?? after.createdAt, after.sendAt ?? 0);
  return {
    eventId: artifactEventId(artifact._id, attempt, eventType, `${after._id}.${after.queuedTimes ?? 1}`),
    eventType,
    outcome: outcomeOf(eventType),
    ...subjectFields(eventSubject(artifact)),
    pipelineStage: "delivery",
    attempt,
    ...(isOver ? timed(beganAt, now) : {}),
    ...(change === "failed" ? failureOf(after) : {}),
    metadata: {
      template: after.template,
      ...(after.isResult ? { isResult: true } : {}),
      ...(change === "failed" || after.errorCode ? { deliveryCode: after.errorCode } : {}),
      ...(isOver && after.isResult && !before.isTimed && !isUnwanted(after.errorCode)
        ? { timeToCoachMs: Math.max(0, now - artifact.createdAt) }
        : {}),
    },
    timestamp: now,
  };
}

function failureOf({ errorCode = "" }: Outbound) {
  return {
    errorCode: "message_undelivered" as const,
    errorMessage: deliveryError(errorCode, "callback").reason,
    errorFingerprint: fingerprint("delivery", "message_undelivered", errorCode),
  };
}
