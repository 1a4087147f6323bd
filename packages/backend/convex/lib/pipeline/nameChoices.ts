/**
 * What a coach says about a name that was open: it settles every mention of the same words in the note, is remembered for
 * later notes, and turns the claims that waited for it into drafts.
 */
import type { NameAnswer } from "@voice-flow/domain/conversation/outcome";
import { matchMention } from "@voice-flow/domain/names/match-mention";
import { mentionKey } from "@voice-flow/domain/names/normalize";
import { changeStatus, RESOLUTION_TABLE } from "@voice-flow/domain/state-machine/status-tables";
import type { ResolutionStatus } from "@voice-flow/domain/vocabulary/notes";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { fullName, type Roster, readRoster } from "../host/roster";
import { rememberAlias } from "./aliases";
import { applyDraft } from "./applyDraft";
import { draftClaim, draftRules } from "./drafts";
import { planDraft } from "./planDraft";
import { resolutionsOfClaim, setClaimStatus } from "./resolutions";
import { artifactOrThrow, updateArtifact } from "./transition";

const DAY_MS = 86_400_000;
/** A note has at most some hundred claims of a few mentions each. */
const MAX_OPEN = 500;

export interface NameChoice {
  coachUserId: Id<"users">;
  artifactId: Id<"voiceNoteArtifacts">;
  /** As it stands in the note or was shown in the summary. */
  spokenText: string;
  /** Needed where no name was said: each claim asks for itself. */
  claimId?: Id<"voiceNoteClaims">;
  answer: NameAnswer;
  /** ms */
  now: number;
}

export type NameChoiceOutcome =
  /** `drafts` were made of the claims that waited. */
  | { outcome: "resolved"; playerId: Id<"players">; playerName: string; drafts: number }
  | { outcome: "dismissed" }
  /** Nobody on the coach's teams, or several, have the name that was given. */
  | { outcome: "not_found" }
  /** Another coach's note, or no mention of these words is open. */
  | { outcome: "nothing_open" };

type Resolution = Doc<"voiceNoteEntityResolutions">;
type Player = Roster["players"][number];

export async function chooseName(ctx: MutationCtx, choice: NameChoice): Promise<NameChoiceOutcome> {
  const artifact = await artifactOrThrow(ctx.db, choice.artifactId);
  if (artifact.senderUserId !== choice.coachUserId) return { outcome: "nothing_open" };
  const open = await openMentions(ctx.db, artifact._id, choice);
  if (open.length === 0) return { outcome: "nothing_open" };
  if (choice.answer.type === "nobody") {
    await dismiss(ctx, artifact, open, choice);
    return { outcome: "dismissed" };
  }
  const roster = await readRoster(ctx.db, choice.coachUserId, artifact.organizationId);
  const player = findPlayer(roster, choice.answer);
  if (!player) return { outcome: "not_found" };
  for (const resolution of open) await settle(ctx, resolution, player, choice);
  const drafts = await draftWaitingClaims(ctx, artifact, open, choice.now);
  await countSettled(ctx, artifact, open.length, drafts, choice.now);
  const amongPlayerIds = roster.players
    .map(({ playerId }) => playerId)
    .filter((id) => id === player.playerId || isCandidate(open, id));
  await rememberAlias(
    ctx,
    artifact,
    choice.spokenText,
    { playerId: player.playerId, amongPlayerIds },
    choice.now,
  );
  return { outcome: "resolved", playerId: player.playerId, playerName: fullName(player), drafts };
}

export const isCandidate = (open: readonly Resolution[], playerId: Id<"players">): boolean =>
  open.some(({ candidates }) => candidates.some(({ entityId }) => entityId === playerId));

/** The mentions of players in a note that are open and were spoken with these words. */
async function openMentions(
  db: DbReader,
  artifactId: Id<"voiceNoteArtifacts">,
  said: Pick<NameChoice, "spokenText" | "claimId">,
): Promise<Resolution[]> {
  const byStatus = await Promise.all(
    (["needs_disambiguation", "unresolved"] as const).map((status) =>
      db
        .query("voiceNoteEntityResolutions")
        .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifactId).eq("status", status))
        .take(MAX_OPEN),
    ),
  );
  const isOpen = ({ mentionType, resolvedByUserId }: Resolution) =>
    mentionType === "player_name" && resolvedByUserId === undefined;
  return byStatus.flat().filter((row) => isOpen(row) && isSaidAs(row, said));
}

/** The same words; of what has no words, the same claim. */
export function isSaidAs(
  row: Resolution,
  { spokenText, claimId }: Pick<NameChoice, "spokenText" | "claimId">,
): boolean {
  const key = mentionKey(spokenText);
  if (mentionKey(row.rawText) !== key) return false;
  return key !== "" || (row.claimId === claimId && row.rawText === spokenText);
}

/** An id is checked against the coach's own roster; a name must find exactly one player there. */
export function findPlayer(
  roster: Roster,
  answer: Exclude<NameAnswer, { type: "nobody" }>,
): Player | undefined {
  const match =
    answer.type === "text" ? matchMention(answer.text, roster.players, { surnameMayLink: true }) : undefined;
  const found = match?.status === "auto_resolved" ? match.resolvedPlayerId : undefined;
  const playerId = answer.type === "player" ? answer.playerId : found;
  return roster.players.find((player) => player.playerId === playerId);
}

async function settle(
  ctx: MutationCtx,
  resolution: Resolution,
  player: Player,
  { coachUserId, now }: NameChoice,
): Promise<void> {
  await ctx.db.patch("voiceNoteEntityResolutions", resolution._id, {
    status: nextStatus(resolution, "user_resolved"),
    resolvedEntityType: "player",
    resolvedEntityId: player.playerId,
    resolvedEntityName: fullName(player),
    resolutionConfidence: 1,
    resolvedByUserId: coachUserId,
    resolvedAt: now,
  });
}

/** "Somebody else": the mention stays without a player for good, and nothing is kept of what was said about it. */
async function dismiss(
  ctx: MutationCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  open: readonly Resolution[],
  { coachUserId, now }: NameChoice,
): Promise<void> {
  for (const resolution of open) {
    await ctx.db.patch("voiceNoteEntityResolutions", resolution._id, {
      status: resolution.status === "unresolved" ? resolution.status : nextStatus(resolution, "unresolved"),
      resolvedByUserId: coachUserId,
      resolvedAt: now,
    });
  }
  for (const claim of await waitingClaims(ctx.db, open)) {
    await setClaimStatus(ctx, claim, "discarded", now, { noDraftReason: "name_unresolved" });
  }
  await countSettled(ctx, artifact, open.length, 0, now);
}

/** Nobody said who it was: the mention stays without a player, and nothing is kept of what was said about it. */
export async function expireNames(
  ctx: MutationCtx,
  name: Pick<NameChoice, "artifactId" | "spokenText" | "claimId">,
  now: number,
): Promise<void> {
  const open = await openMentions(ctx.db, name.artifactId, name);
  for (const resolution of open) {
    const status = nextStatus(resolution, "expired");
    await ctx.db.patch("voiceNoteEntityResolutions", resolution._id, { status, resolvedAt: now });
  }
  for (const claim of await waitingClaims(ctx.db, open)) {
    await setClaimStatus(ctx, claim, "discarded", now, { noDraftReason: "name_unresolved" });
  }
}

export function nextStatus(resolution: Resolution, to: ResolutionStatus): ResolutionStatus {
  const change = changeStatus(RESOLUTION_TABLE, resolution.status, to);
  if (!change.ok) throw new Error(change.error.message);
  return change.status;
}

async function waitingClaims(
  db: DbReader,
  resolutions: readonly Resolution[],
): Promise<Doc<"voiceNoteClaims">[]> {
  const ids = [...new Set(resolutions.map((resolution) => resolution.claimId))];
  const claims = await Promise.all(ids.map((id) => db.get("voiceNoteClaims", id)));
  return claims.filter((claim) => claim !== null).filter(isWaiting);
}

const isWaiting = ({ status }: Doc<"voiceNoteClaims">): boolean =>
  status === "needs_disambiguation" || status === "unplaced";

/** Returns how many drafts were made. */
async function draftWaitingClaims(
  ctx: MutationCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  open: readonly Resolution[],
  now: number,
): Promise<number> {
  const rules = await draftRules(ctx.db, artifact.organizationId);
  const { DRAFT_EXPIRY_DAYS } = await readSettings(ctx.db);
  let drafts = 0;
  for (const claim of await waitingClaims(ctx.db, open)) {
    const planned = planDraft(claim, await resolutionsOfClaim(ctx.db, claim._id), rules);
    if ("noDraftReason" in planned) continue;
    await setClaimStatus(ctx, claim, "resolved", now, { noDraftReason: undefined });
    const resolved = { ...claim, status: "resolved" } as const;
    const existing = await ctx.db
      .query("insightDrafts")
      .withIndex("by_claimId", (q) => q.eq("claimId", claim._id))
      .first();
    // A todo that names a player has its draft already.
    if (existing) continue;
    const draft = await draftClaim(ctx, resolved, planned.draft, now + DRAFT_EXPIRY_DAYS * DAY_MS, now);
    if (!draft.requiresConfirmation && artifact.voiceNoteId) {
      await applyDraft(ctx, draft, artifact.voiceNoteId, now);
    }
    drafts += 1;
  }
  return drafts;
}

async function countSettled(
  ctx: MutationCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  mentions: number,
  drafts: number,
  now: number,
): Promise<void> {
  const { totals } = artifact;
  const disambiguationCount = Math.max(0, totals.disambiguationCount - mentions);
  const draftCount = totals.draftCount + drafts;
  await updateArtifact(ctx, artifact._id, { totals: { ...totals, disambiguationCount, draftCount } }, now);
}
