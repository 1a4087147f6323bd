/**
 * What the pipeline has to tell a coach. The pipeline does not know how: each notice is scheduled in the transaction it
 * tells of, and the conversation turns it into a question or a message.
 */

import { pauseReasonValidator } from "@voice-flow/domain/vocabulary/coach-notes";
import { transcriptDoubtValidator, transcriptRefusalValidator } from "@voice-flow/domain/vocabulary/gates";
import { type Infer, v } from "convex/values";
import { internal } from "../../_generated/api";
import type { MutationCtx } from "../../_generated/server";

const artifactId = v.id("voiceNoteArtifacts");
const noteId = v.id("voiceNotes");

export const coachNoticeValidator = v.union(
  /** Drafts, open names, or the news that nothing was found. */
  v.object({ kind: v.literal("drafts_ready"), artifactId }),
  v.object({ kind: v.literal("attempt_failed"), artifactId }),
  v.object({ kind: v.literal("transcript_doubtful"), artifactId, reason: transcriptDoubtValidator }),
  v.object({ kind: v.literal("transcript_refused"), artifactId, reason: transcriptRefusalValidator }),
  v.object({ kind: v.literal("coach_without_team"), artifactId }),
  v.object({ kind: v.literal("club_unknown"), artifactId, organizationIds: v.array(v.string()) }),
  v.object({
    kind: v.literal("question_expired"),
    artifactId,
    question: v.union(v.literal("club"), v.literal("transcript")),
  }),
  /** All of one coach, in one batch. */
  v.object({ kind: v.literal("drafts_expired"), draftIds: v.array(v.id("insightDrafts")) }),
  /** A v1 note, which has no artifact. */
  v.object({ kind: v.literal("note_not_transcribed"), noteId }),
  v.object({ kind: v.literal("note_held"), noteId, reason: pauseReasonValidator }),
);
export type CoachNotice = Infer<typeof coachNoticeValidator>;

export async function notifyCoach(ctx: MutationCtx, notice: CoachNotice): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.models.coachNotices.deliver, { notice });
}
