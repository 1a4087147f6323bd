/** One ankle in three notes is one injury: finds what a coach already said about a player within two weeks. */
import { isLasting, isSameMatter, SAME_MATTER_DAYS } from "@voice-flow/domain/claims/same-matter";
import type { DraftStatus } from "@voice-flow/domain/vocabulary/notes";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader } from "../foundation/context";

const DAY_MS = 86_400_000;
/** Drafts of one player and topic that are looked at: the newest of a fortnight. */
const MAX_LOOKED_AT = 30;
/** A record is a few notes old at most. */
const MAX_OF_ONE_MATTER = 50;

export interface SameMatter {
  /** The first draft of the matter. */
  draftId: Id<"insightDrafts">;
  /** ms: when it was recorded, or told if it still waits. */
  recordedAt: number;
}

const HOLDS = new Set<DraftStatus>(["pending", "confirmed", "applied"]);

/** What the same coach told in an earlier note; undefined for a matter that is new. */
export async function findSameMatter(
  db: DbReader,
  claim: Doc<"voiceNoteClaims">,
  playerId: string | undefined,
  now: number,
): Promise<SameMatter | undefined> {
  const player = playerId === undefined ? null : db.normalizeId("players", playerId);
  if (!player || !isLasting(claim.topic)) return undefined;
  const earlier = await db
    .query("insightDrafts")
    .withIndex("by_playerId_and_topic", (q) =>
      q
        .eq("playerId", player)
        .eq("topic", claim.topic)
        .gt("_creationTime", now - SAME_MATTER_DAYS * DAY_MS),
    )
    .order("desc")
    .take(MAX_LOOKED_AT);
  const same = earlier.find(
    (draft) =>
      draft.coachUserId === claim.coachUserId &&
      draft.organizationId === claim.organizationId &&
      draft.artifactId !== claim.artifactId &&
      HOLDS.has(draft.status) &&
      isSameMatter(draft, claim),
  );
  return same && { draftId: same.sameAsDraftId ?? same._id, recordedAt: same.decidedAt ?? same.createdAt };
}

type Insight = Doc<"voiceNoteInsights">;

/** The insight that holds a matter now, if any. `matterDraftId` is the first draft of the matter. */
export async function recordOf(
  db: DbReader,
  matterDraftId: Id<"insightDrafts">,
): Promise<Insight | undefined> {
  const insights = await db
    .query("voiceNoteInsights")
    .withIndex("by_matterDraftId", (q) => q.eq("matterDraftId", matterDraftId))
    .take(MAX_OF_ONE_MATTER);
  return insights.find((insight) => insight.status === "applied");
}

/** An update that is taken back gives its place to the text before it. */
export async function restoreSuperseded(ctx: MutationCtx, undone: Insight, now: number): Promise<void> {
  if (undone.matterDraftId === undefined) return;
  const insights = await ctx.db
    .query("voiceNoteInsights")
    .withIndex("by_matterDraftId", (q) => q.eq("matterDraftId", undone.matterDraftId))
    .take(MAX_OF_ONE_MATTER);
  const before = insights.find((insight) => insight.supersededBy === undone._id);
  if (before?.status !== "superseded") return;
  const restored = { status: "applied", supersededBy: undefined, updatedAt: now } as const;
  await ctx.db.patch("voiceNoteInsights", before._id, restored);
}
