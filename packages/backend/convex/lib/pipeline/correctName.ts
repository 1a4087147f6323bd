/**
 * A coach says that somebody else was meant than they chose before. The choice is replaced, what was saved for the wrong
 * player is taken back, and drafts are about the right one; each of them is confirmed once more.
 */
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { readSettings } from "../foundation/settings";
import { fullName, readRoster } from "../host/roster";
import { forgetAlias, rememberAlias } from "./aliases";
import { setDraftStatus } from "./applyDraft";
import { insertDraft } from "./drafts";
import { findPlayer, isCandidate, isSaidAs, type NameChoice, nextStatus } from "./nameChoices";
import { setClaimStatus } from "./resolutions";
import { artifactOrThrow } from "./transition";
import { undoDraft } from "./undoDrafts";

type Resolution = Doc<"voiceNoteEntityResolutions">;
type Draft = Doc<"insightDrafts">;

const MAX_DECIDED = 500;
const MAX_DRAFTS_OF_CLAIM = 10;
const DAY_MS = 86_400_000;

export type NameCorrection =
  /** `changedDraftIds`: pending drafts that are about another player now. */
  | {
      outcome: "corrected";
      playerId: Id<"players">;
      playerName: string;
      takenBack: number;
      changedDraftIds: Id<"insightDrafts">[];
    }
  | { outcome: "dismissed"; takenBack: number }
  | { outcome: "not_found" }
  /** That player was chosen already, or nothing was. */
  | { outcome: "unchanged" };

export async function correctName(ctx: MutationCtx, choice: NameChoice): Promise<NameCorrection> {
  const artifact = await artifactOrThrow(ctx.db, choice.artifactId);
  if (artifact.senderUserId !== choice.coachUserId) return { outcome: "unchanged" };
  const decided = await decidedMentions(ctx, choice);
  if (decided.length === 0) return { outcome: "unchanged" };
  if (choice.answer.type === "nobody") return await dismissChoice(ctx, artifact, decided, choice);
  const roster = await readRoster(ctx.db, choice.coachUserId, artifact.organizationId);
  const player = findPlayer(roster, choice.answer);
  if (!player) return { outcome: "not_found" };
  const { playerId } = player;
  if (decided.every(({ resolvedEntityId }) => resolvedEntityId === playerId)) return { outcome: "unchanged" };
  for (const row of decided) {
    await ctx.db.patch("voiceNoteEntityResolutions", row._id, {
      resolvedEntityId: playerId,
      resolvedEntityName: fullName(player),
      resolvedAt: choice.now,
    });
  }
  const amongPlayerIds = roster.players
    .map((each) => each.playerId)
    .filter((id) => id === playerId || isCandidate(decided, id));
  await rememberAlias(ctx, artifact, choice.spokenText, { playerId, amongPlayerIds }, choice.now);
  const moved = await moveDrafts(ctx, decided, playerId, choice);
  return { outcome: "corrected", playerId, playerName: fullName(player), ...moved };
}

/** The mentions that this coach linked to a player. */
async function decidedMentions(ctx: MutationCtx, choice: NameChoice): Promise<Resolution[]> {
  const rows = await ctx.db
    .query("voiceNoteEntityResolutions")
    .withIndex("by_artifactId_and_status", (q) =>
      q.eq("artifactId", choice.artifactId).eq("status", "user_resolved"),
    )
    .take(MAX_DECIDED);
  return rows.filter((row) => isSaidAs(row, choice));
}

async function draftsOf(ctx: MutationCtx, decided: readonly Resolution[]): Promise<Draft[]> {
  const claimIds = [...new Set(decided.map(({ claimId }) => claimId))];
  const drafts = await Promise.all(
    claimIds.map((claimId) =>
      ctx.db
        .query("insightDrafts")
        .withIndex("by_claimId", (q) => q.eq("claimId", claimId))
        .take(MAX_DRAFTS_OF_CLAIM),
    ),
  );
  return drafts.flat();
}

/** A draft about a team or nobody stays as it is. */
async function moveDrafts(
  ctx: MutationCtx,
  decided: readonly Resolution[],
  playerId: Id<"players">,
  { coachUserId, now }: NameChoice,
): Promise<{ takenBack: number; changedDraftIds: Id<"insightDrafts">[] }> {
  const { DRAFT_EXPIRY_DAYS } = await readSettings(ctx.db);
  const changedDraftIds: Id<"insightDrafts">[] = [];
  let takenBack = 0;
  for (const draft of await draftsOf(ctx, decided)) {
    if (draft.playerId === undefined || draft.playerId === playerId) continue;
    const confirm = { requiresConfirmation: true, confirmationReason: "name_corrected" } as const;
    if (draft.status === "pending") {
      await ctx.db.patch("insightDrafts", draft._id, { playerId, ...confirm, updatedAt: now });
      changedDraftIds.push(draft._id);
    } else if (draft.status === "applied") {
      if ((await undoDraft(ctx, { coachUserId, draftId: draft._id, now })) === "undone") takenBack += 1;
      const claim = await ctx.db.get("voiceNoteClaims", draft.claimId);
      if (!claim) continue;
      const { aiConfidence } = draft;
      const plan = {
        playerId,
        aiConfidence,
        resolutionConfidence: 1,
        overallConfidence: aiConfidence,
        confirmationReason: confirm.confirmationReason,
      };
      await insertDraft(ctx, claim, plan, now + DRAFT_EXPIRY_DAYS * DAY_MS, now);
    }
  }
  return { takenBack, changedDraftIds };
}

/** "Nobody on my teams": nothing is kept of what was said, and the choice is forgotten. */
async function dismissChoice(
  ctx: MutationCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  decided: readonly Resolution[],
  { coachUserId, spokenText, now }: NameChoice,
): Promise<NameCorrection> {
  const drafts = await draftsOf(ctx, decided);
  let takenBack = 0;
  for (const draft of drafts.filter((each) => each.playerId !== undefined)) {
    if (draft.status === "pending") await setDraftStatus(ctx, draft, "rejected", now);
    if (draft.status !== "applied") continue;
    if ((await undoDraft(ctx, { coachUserId, draftId: draft._id, now })) === "undone") takenBack += 1;
  }
  for (const row of decided) {
    await ctx.db.patch("voiceNoteEntityResolutions", row._id, {
      status: nextStatus(row, "unresolved"),
      resolvedEntityType: undefined,
      resolvedEntityId: undefined,
      resolvedEntityName: undefined,
      resolutionConfidence: 0,
      resolvedAt: now,
    });
    const claim = await ctx.db.get("voiceNoteClaims", row.claimId);
    const isOver = drafts.some((draft) => draft.claimId === row.claimId && draft.playerId !== undefined);
    if (claim?.status === "resolved" && isOver) {
      await setClaimStatus(ctx, claim, "discarded", now, { noDraftReason: "name_unresolved" });
    }
  }
  await forgetAlias(ctx, artifact, spokenText);
  return { outcome: "dismissed", takenBack };
}
