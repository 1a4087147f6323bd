/** What the pipeline says to a coach. Each intention has a key, so that a stage that runs twice says it once. */

import { KNOWN_CAUSES } from "@voice-flow/domain/errors/catalogue";
import { buildMessageKey } from "@voice-flow/domain/keys/message-key";
import { replies } from "@voice-flow/domain/messages/catalogue";
import { PAUSE_OF_CODE, type PauseReason } from "@voice-flow/domain/vocabulary/coach-notes";
import type { TranscriptRefusal } from "@voice-flow/domain/vocabulary/gates";
import { isAppChannel } from "@voice-flow/domain/vocabulary/pipeline";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { type Reply, say } from "./replies";
import { sendReply } from "./sendReply";

export interface CoachMessageRequest extends Reply {
  userId: Id<"users">;
  artifactId?: Id<"voiceNoteArtifacts">;
  /** Unique per intention. */
  dedupeKey: string;
  /** The first message with the result of its note. */
  isResult?: boolean;
  /** ms; as soon as possible without it. */
  sendAt?: number;
}

/** Stores the message with the job that sends it. Returns false where the key was used before, or the coach has no phone. */
export async function queueCoachMessage(
  ctx: MutationCtx,
  { userId, dedupeKey, artifactId, isResult, sendAt, ...reply }: CoachMessageRequest,
): Promise<boolean> {
  const user = await ctx.db.get("users", userId);
  if (!user?.phone) return false;
  const to = { userId, toPhone: user.phone, dedupeKey, artifactId, isResult, sendAt };
  return (await sendReply(ctx, reply, to)) !== null;
}

/** Once per artifact, attempt and purpose. Of a note of the web application nothing is sent: its page shows it. */
export async function sayAboutArtifact(
  ctx: MutationCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  purpose: string,
  reply: Reply & Pick<CoachMessageRequest, "isResult" | "sendAt">,
): Promise<boolean> {
  if (isAppChannel(artifact.sourceChannel)) return false;
  return await queueCoachMessage(ctx, {
    userId: artifact.senderUserId,
    artifactId: artifact._id,
    dedupeKey: buildMessageKey({ about: "artifact", id: artifact._id, purpose, occasion: artifact.attempt }),
    ...reply,
  });
}

/** A run failed: the coach hears so in plain words, and where it was stopped before it cost anything, why. */
export async function queueFailureNotice(
  ctx: MutationCtx,
  artifact: Doc<"voiceNoteArtifacts">,
): Promise<boolean> {
  const reason = artifact.error && PAUSE_OF_CODE[artifact.error.code];
  const remedy = artifact.error ? KNOWN_CAUSES[artifact.error.code].coach : "wait_for_team";
  const reply = reason
    ? say("notePaused", replies.notePaused({ reason }))
    : say("processingFailed", replies.processingFailed({ remedy }));
  return await sayAboutArtifact(ctx, artifact, "failed", reply);
}

/**
 * A note without a run could not be written down: nothing else would tell its coach. Once per note; of one of the web
 * application its page does.
 */
export async function queueNotWrittenDown(ctx: MutationCtx, noteId: Id<"voiceNotes">): Promise<boolean> {
  const note = await ctx.db.get("voiceNotes", noteId);
  if (!note || isAppChannel(note.source)) return false;
  const reply = say("noteNotWrittenDown", replies.noteNotWrittenDown());
  return await queueCoachMessage(ctx, {
    ...reply,
    userId: note.coachUserId,
    dedupeKey: buildMessageKey({ about: "note", id: noteId, purpose: "not_written_down" }),
  });
}

/** The recording of a note without a run waits for its turn, and is taken up by itself. Once per note. */
export async function queueNoteHeld(
  ctx: MutationCtx,
  note: Doc<"voiceNotes">,
  reason: PauseReason,
): Promise<boolean> {
  if (isAppChannel(note.source)) return false;
  return await queueCoachMessage(ctx, {
    ...say("messageHeld", replies.messageHeld({ reason })),
    userId: note.coachUserId,
    dedupeKey: buildMessageKey({ about: "note", id: note._id, purpose: "held" }),
  });
}

/** A quality gate refused the transcript. */
export async function queueRejection(
  ctx: MutationCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  reason: TranscriptRefusal,
): Promise<boolean> {
  const reply = say("transcriptRejected", replies.transcriptRejected({ reason }));
  return await sayAboutArtifact(ctx, artifact, "rejected", reply);
}
