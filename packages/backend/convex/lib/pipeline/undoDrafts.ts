/** Takes back what was saved, by the coach or without asking. Undoing twice is undoing once. */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader, DbWriter } from "../foundation/context";
import { setDraftStatus } from "./applyDraft";
import { tellUndone } from "./decideDrafts";
import { restoreSuperseded } from "./sameMatter";
import { artifactOrThrow, updateArtifact } from "./transition";

export type UndoOutcome =
  | "undone"
  /** It is not saved: pending, dropped, or undone before. */
  | "not_saved"
  /** Gone, or another coach's. */
  | "not_found";

export async function undoDraft(
  ctx: MutationCtx,
  { coachUserId, draftId, now }: { coachUserId: Id<"users">; draftId: Id<"insightDrafts">; now: number },
): Promise<UndoOutcome> {
  const draft = await ctx.db.get("insightDrafts", draftId);
  if (!draft || draft.coachUserId !== coachUserId) return "not_found";
  if (draft.status !== "applied") return "not_saved";
  await setDraftStatus(ctx, draft, "undone", now);
  const insight = await insightOfDraft(ctx.db, draftId);
  if (insight) {
    await ctx.db.patch("voiceNoteInsights", insight._id, { status: "undone", updatedAt: now });
    await restoreSuperseded(ctx, insight, now);
    const applied = await autoApplied(ctx.db, insight._id);
    if (applied && applied.undoneAt === undefined) {
      await ctx.db.patch("autoAppliedInsights", applied._id, { undoneAt: now });
    }
  }
  const { _id, totals } = await artifactOrThrow(ctx.db, draft.artifactId);
  const confirmedCount = Math.max(0, totals.confirmedCount - 1);
  await updateArtifact(ctx, _id, { totals: { ...totals, confirmedCount } }, now);
  await tellUndone(ctx, draft, now);
  return "undone";
}

export const insightOfDraft = async (
  db: DbReader,
  draftId: Id<"insightDrafts">,
): Promise<Doc<"voiceNoteInsights"> | null> =>
  await db
    .query("voiceNoteInsights")
    .withIndex("by_draftId", (q) => q.eq("draftId", draftId))
    .first();

const autoApplied = async (db: DbReader, insightId: Id<"voiceNoteInsights">) =>
  await db
    .query("autoAppliedInsights")
    .withIndex("by_insightId", (q) => q.eq("insightId", insightId))
    .first();

/** The coach has seen that it was saved, and can take it back: only then does silence say anything. */
export async function markAutoAppliedShown(
  db: DbWriter,
  draftId: Id<"insightDrafts">,
  shownAt: number,
): Promise<void> {
  const insight = await insightOfDraft(db, draftId);
  const applied = insight && (await autoApplied(db, insight._id));
  if (applied && applied.shownAt === undefined)
    await db.patch("autoAppliedInsights", applied._id, { shownAt });
}
