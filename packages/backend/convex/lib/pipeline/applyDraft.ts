/** From a draft to what the club keeps. Once per draft, however often it is asked for. */
import { changeStatus, DRAFT_TABLE } from "@voice-flow/domain/state-machine/status-tables";
import type { DraftStatus } from "@voice-flow/domain/vocabulary/notes";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { recordOf } from "./sameMatter";

export type Draft = Doc<"insightDrafts">;

/** Throws for a change that the table of drafts does not know: callers have looked at the status before. */
export async function setDraftStatus(
  ctx: MutationCtx,
  draft: Draft,
  to: DraftStatus,
  now: number,
): Promise<Draft> {
  const change = changeStatus(DRAFT_TABLE, draft.status, to);
  if (!change.ok) throw new Error(change.error.message);
  const patch = { status: change.status, decidedAt: draft.decidedAt ?? now, updatedAt: now };
  await ctx.db.patch("insightDrafts", draft._id, patch);
  return { ...draft, ...patch };
}

/** Applies a confirmed draft, or a pending one that needs no confirmation, and writes its insight. */
export async function applyDraft(
  ctx: MutationCtx,
  draft: Draft,
  voiceNoteId: Id<"voiceNotes">,
  now: number,
): Promise<void> {
  const existing = await ctx.db
    .query("voiceNoteInsights")
    .withIndex("by_draftId", (q) => q.eq("draftId", draft._id))
    .first();
  if (existing) return;
  const automatic = draft.status === "pending";
  await setDraftStatus(ctx, draft, "applied", now);
  const { organizationId, coachUserId, topic, overallConfidence: confidenceScore } = draft;
  const matterDraftId = draft.sameAsDraftId ?? draft._id;
  const before = await recordOf(ctx.db, matterDraftId);
  const insightId = await ctx.db.insert("voiceNoteInsights", {
    voiceNoteId,
    draftId: draft._id,
    organizationId,
    coachUserId,
    playerId: draft.playerId,
    teamId: draft.teamId,
    category: topic,
    title: draft.title,
    description: draft.description,
    confidenceScore,
    matterDraftId,
    status: "applied",
    createdAt: now,
    updatedAt: now,
  });
  if (before) {
    const superseded = { status: "superseded", supersededBy: insightId, updatedAt: now } as const;
    await ctx.db.patch("voiceNoteInsights", before._id, superseded);
  }
  if (automatic) {
    await ctx.db.insert("autoAppliedInsights", {
      insightId,
      draftId: draft._id,
      organizationId,
      coachUserId,
      topic,
      confidenceScore,
      appliedAt: now,
    });
  }
}
