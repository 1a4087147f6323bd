/** Turns the pipeline's notices into questions and messages. */
import { buildMessageKey } from "@voice-flow/domain/keys/message-key";
import { replies } from "@voice-flow/domain/messages/catalogue";
import { isAppChannel } from "@voice-flow/domain/vocabulary/pipeline";
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { findOrganization } from "../host/people";
import { findTranscript } from "../pipeline/claims";
import type { CoachNotice } from "../pipeline/notices";
import { openClubQuestion } from "./clubQuestion";
import {
  queueCoachMessage,
  queueFailureNotice,
  queueNoteHeld,
  queueNotWrittenDown,
  queueRejection,
  queueSummary,
  queueTranscriptQuestion,
  sayAboutArtifact,
} from "./coachMessages";
import { say } from "./replies";

/** Does nothing for a note or draft that was erased in the meantime. */
export async function deliverNotice(ctx: MutationCtx, notice: CoachNotice, now: number): Promise<void> {
  switch (notice.kind) {
    case "drafts_expired":
      return await sayDraftsExpired(ctx, notice.draftIds);
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
      await queueSummary(ctx, artifact);
      return;
    case "attempt_failed":
      await queueFailureNotice(ctx, artifact);
      return;
    case "transcript_doubtful": {
      const transcript = (await findTranscript(ctx.db, artifact._id))?.fullText ?? "";
      await queueTranscriptQuestion(ctx, artifact, { reason: notice.reason, transcript });
      return;
    }
    case "transcript_refused":
      await queueRejection(ctx, artifact, notice.reason);
      return;
    case "coach_without_team":
      await sayAboutArtifact(ctx, artifact, "no_club", say("noTeam", replies.noTeam()));
      return;
    case "club_unknown": {
      const clubs = await Promise.all(notice.organizationIds.map((id) => findOrganization(ctx.db, id)));
      const offered = clubs.filter((club) => club !== null);
      const { question } = await openClubQuestion(ctx, artifact.senderUserId, offered, now);
      await sayAboutArtifact(ctx, artifact, "ask_club", question);
      return;
    }
    case "question_expired": {
      const expired =
        notice.question === "club"
          ? say("clubQuestionExpired", replies.clubQuestionExpired())
          : say("transcriptExpired", replies.transcriptExpired());
      await sayAboutArtifact(ctx, artifact, "not_answered", expired);
      return;
    }
    default:
      return notice satisfies never;
  }
}

/** One message for all of them. Notes of the web app show it on their page. */
async function sayDraftsExpired(ctx: MutationCtx, draftIds: readonly Id<"insightDrafts">[]): Promise<void> {
  const drafts = await Promise.all(draftIds.map((id) => ctx.db.get("insightDrafts", id)));
  const onPhone = await Promise.all(
    drafts.map(async (draft) => {
      const artifact = draft && (await ctx.db.get("voiceNoteArtifacts", draft.artifactId));
      return artifact && !isAppChannel(artifact.sourceChannel) ? [draft] : [];
    }),
  );
  const expired = onPhone.flat();
  const [first] = expired;
  if (!first) return;
  const reply = say("draftsExpired", replies.draftsExpired({ count: expired.length }));
  const dedupeKey = buildMessageKey({ about: "draft", id: first._id, purpose: "expired" });
  await queueCoachMessage(ctx, { userId: first.coachUserId, dedupeKey, ...reply });
}
