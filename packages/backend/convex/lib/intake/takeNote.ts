/** From a message to a note: duplicates, the club, then the pipeline. All in the caller's transaction. */
import { textContentKey } from "@voice-flow/domain/duplicates";
import { replies } from "@voice-flow/domain/messages/catalogue";
import { internal } from "../../_generated/api";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { CoachMessage } from "../conversation/commandContext";
import { duplicateReply, say } from "../conversation/replies";
import { readSettings } from "../foundation/settings";
import { organizationsOfCoach } from "../host/people";
import { rememberClub } from "../pipeline/clubMemory";
import { type ClubDecision, decideClub } from "../pipeline/decideClub";
import { ingestNote, type NoteContent } from "../pipeline/ingest";
import { askClubOfMessage } from "./clubQuestion";
import { findOriginalOf } from "./duplicates";
import { replyTo, settleMessageOrThrow } from "./messageStatus";
import { refuseText } from "./textGate";

export interface TakenMedia {
  mediaStorageId: Id<"_storage">;
  mediaContentType: string;
  /** Hash of the bytes. */
  contentKey: string;
}

/** Returns a stable word for what became of it. */
export async function takeTextNote(ctx: MutationCtx, message: CoachMessage, now: number): Promise<string> {
  const refusal = await refuseText(ctx, message);
  if (refusal) return refusal;
  const contentKey = await textContentKey(message.body);
  const repeated = await refuseDuplicate(ctx, message, contentKey);
  if (repeated) return repeated;
  await ctx.db.patch("whatsappMessages", message._id, { contentKey, updatedAt: now });
  const decision = await decideClub(ctx.db, message.userId, message.body, now);
  return await startNote(ctx, { ...message, contentKey }, decision, now);
}

export async function takeAudioNote(
  ctx: MutationCtx,
  message: CoachMessage,
  media: TakenMedia,
  now: number,
): Promise<{ result: string; keepsMedia: boolean }> {
  const repeated = await refuseDuplicate(ctx, message, media.contentKey);
  if (repeated) return { result: repeated, keepsMedia: false };
  await ctx.db.patch("whatsappMessages", message._id, { ...media, updatedAt: now });
  const clubs = await organizationsOfCoach(ctx.db, message.userId);
  const [only, ...more] = clubs;
  if (!only) return { result: await refuseWithoutClub(ctx, message), keepsMedia: false };
  // A coach of several clubs is heard first: what is said tells which one it is.
  const organizationId = more.length === 0 ? only.organizationId : undefined;
  await ingestAndAcknowledge(ctx, { ...message, ...media }, { organizationId }, now);
  return { result: "ingested", keepsMedia: true };
}

/** Hands the note to the pipeline, or keeps it until the coach has said which club it is for. */
async function startNote(
  ctx: MutationCtx,
  message: CoachMessage,
  decision: ClubDecision,
  now: number,
): Promise<string> {
  switch (decision.kind) {
    case "none":
      return await refuseWithoutClub(ctx, message);
    case "ask":
      await askClubOfMessage(ctx, message, decision.clubs, now);
      return "awaiting_club";
    case "club":
      await ingestAndAcknowledge(ctx, message, decision, now);
      return "ingested";
  }
}

export async function refuseWithoutClub(ctx: MutationCtx, message: CoachMessage): Promise<string> {
  await settleMessageOrThrow(ctx.db, message, "refused", { statusReason: "no_club" });
  await replyTo(ctx, message, say("noTeam", replies.noTeam()));
  return "no_club";
}

/** Takes the message as a note and tells the coach what becomes of it. */
async function ingestAndAcknowledge(
  ctx: MutationCtx,
  message: CoachMessage,
  { organizationId, nameToSay }: { organizationId?: string; nameToSay?: string },
  now: number,
): Promise<void> {
  const artifactId = await ingestMessage(ctx, message, organizationId, now);
  const { mediaStorageId, unused } = message;
  const note = { kind: mediaStorageId ? "audio" : "text", organizationName: nameToSay, unused } as const;
  // Without a run no summary follows, and none is promised.
  const ack = artifactId
    ? say("acknowledgement", replies.acknowledgement(note))
    : say("noteKept", replies.noteKept(note));
  await replyTo(ctx, { ...message, artifactId }, ack, "ack");
}

/** The message becomes a note, of this club if that is known yet. Returns its artifact, if it has one. */
export async function ingestMessage(
  ctx: MutationCtx,
  message: CoachMessage,
  organizationId: string | undefined,
  now: number,
): Promise<Id<"voiceNoteArtifacts"> | undefined> {
  const { userId, _id: whatsappMessageId } = message;
  const { contentKey } = message;
  const common = { userId, organizationId, whatsappMessageId, contentKey, noteType: "general" as const };
  const content = contentOf(message);
  const { artifactDocId } = await ingestNote(
    ctx,
    "text" in content
      ? { ...common, channel: "whatsapp_text", ...content }
      : { ...common, channel: "whatsapp_audio", ...content },
  );
  await settleMessageOrThrow(ctx.db, message, "note", {
    organizationId,
    artifactId: artifactDocId,
    statusReason: undefined,
  });
  if (organizationId) await rememberClub(ctx.db, userId, organizationId, now);
  if (!artifactDocId) return undefined;
  const { STILL_PROCESSING_SECONDS } = await readSettings(ctx.db);
  await ctx.scheduler.runAfter(
    STILL_PROCESSING_SECONDS * 1000,
    internal.models.conversationState.sayStillProcessing,
    { artifactId: artifactDocId },
  );
  return artifactDocId;
}

const contentOf = ({ body, mediaStorageId, mediaContentType }: CoachMessage): NoteContent =>
  mediaStorageId ? { audioStorageId: mediaStorageId, contentType: mediaContentType ?? "" } : { text: body };

/** Marks and answers a message that repeats another one, or a note that its coach has made on the web. */
async function refuseDuplicate(
  ctx: MutationCtx,
  message: CoachMessage,
  contentKey: string,
): Promise<string | undefined> {
  const { userId: coachUserId, receivedAt: at, _id: messageId } = message;
  const original = await findOriginalOf(ctx.db, { coachUserId, contentKey, at, messageId });
  if (!original) return undefined;
  const { fate, artifact } = original;
  await settleMessageOrThrow(ctx.db, message, "duplicate", {
    ...(original.message ? { duplicateOf: original.message._id } : { statusReason: "repeats_app_note" }),
    ...(artifact ? { artifactId: artifact._id } : {}),
  });
  const isOnWeb = original.note !== undefined;
  await replyTo(ctx, message, duplicateReply({ fate, hasRun: artifact !== null, isOnWeb }));
  return "duplicate";
}
