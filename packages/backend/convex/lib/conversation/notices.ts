/** Turns the pipeline's notices into questions and messages. */
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { findOrganization } from "../host/people";
import type { CoachNotice } from "../pipeline/notices";
import { askAboutTranscript, askForClub, withdrawFromClubQuestion } from "./askedQuestions";
import {
  queueFailureNotice,
  queueNoteHeld,
  queueNotWrittenDown,
  queueRejection,
  sayAboutArtifact,
} from "./coachMessages";
import { expireItemsOfDrafts } from "./expiry";
import { noteTimesFor } from "./noteTimes";
import { closeQuestion, questionsAbout } from "./questions";
import { say } from "./replies";
import { gatherNote } from "./summaries";
import { syncItems } from "./syncItems";

/** Does nothing for a note or draft that was erased in the meantime. */
export async function deliverNotice(ctx: MutationCtx, notice: CoachNotice, now: number): Promise<void> {
  switch (notice.kind) {
    case "drafts_expired":
      return await expireItemsOfDrafts(ctx, notice.draftIds, now);
    case "note_not_transcribed":
      await queueNotWrittenDown(ctx, notice.noteId);
      return;
    case "note_held": {
      const note = await ctx.db.get("voiceNotes", notice.noteId);
      if (note) await queueNoteHeld(ctx, note, notice.reason);
      return;
    }
    default:
      return await deliverArtifactNotice(ctx, notice, now);
  }
}

async function deliverArtifactNotice(
  ctx: MutationCtx,
  notice: Extract<CoachNotice, { artifactId: unknown }>,
  now: number,
): Promise<void> {
  const artifact = await ctx.db.get("voiceNoteArtifacts", notice.artifactId);
  if (!artifact) return;
  switch (notice.kind) {
    case "drafts_ready":
      return await gatherNote(ctx, artifact, now);
    case "attempt_failed":
      // Items of drafts that a retry took away stand for nothing any more.
      await syncItems(ctx, artifact, now);
      await queueFailureNotice(ctx, artifact);
      return;
    case "transcript_doubtful":
      return await askAboutTranscript(ctx, artifact, notice.reason, now);
    case "transcript_refused":
      await queueRejection(ctx, artifact, notice.reason);
      return;
    case "coach_without_team":
      await sayAboutArtifact(ctx, artifact, "no_club", say("noTeam", replies.noTeam()));
      return;
    case "club_unknown":
      return await askClubOfArtifact(ctx, artifact, notice.organizationIds, now);
    case "question_expired":
      return await sayQuestionExpired(ctx, artifact, notice.question, now);
    default:
      return notice satisfies never;
  }
}

async function askClubOfArtifact(
  ctx: MutationCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  organizationIds: readonly string[],
  now: number,
): Promise<void> {
  const clubs = await Promise.all(organizationIds.map((id) => findOrganization(ctx.db, id)));
  const offered = clubs.filter((club) => club !== null);
  const message = artifact.whatsappMessageId
    ? await ctx.db.get("whatsappMessages", artifact.whatsappMessageId)
    : null;
  const receivedAt = message?.receivedAt ?? artifact.createdAt;
  const note = { receivedAt, artifactId: artifact._id };
  const { reply } = await askForClub(ctx, artifact.senderUserId, note, offered, now);
  await sayAboutArtifact(ctx, artifact, "ask_club", reply);
}

async function sayQuestionExpired(
  ctx: MutationCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  kind: "club" | "transcript",
  now: number,
): Promise<void> {
  for (const question of await questionsAbout(ctx.db, artifact.senderUserId, kind, artifact._id, now)) {
    if (kind === "transcript") await closeQuestion(ctx.db, question, "expired", now);
    else await withdrawFromClubQuestion(ctx, question, artifact._id, now);
  }
  const note = await (await noteTimesFor(ctx.db, artifact.senderUserId, now)).ofNote(artifact._id);
  const expired =
    kind === "club"
      ? say("clubQuestionExpired", replies.clubQuestionExpired({ note }))
      : say("transcriptExpired", replies.transcriptExpired({ note }));
  await sayAboutArtifact(ctx, artifact, "not_answered", expired);
}
