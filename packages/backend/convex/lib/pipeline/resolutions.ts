/** Entity resolution: a row for every mention, whatever path matched it, and the status of every claim that follows. */
import { CLAIM_TABLE, changeStatus } from "@voice-flow/domain/state-machine/status-tables";
import { type ClaimStatus, resolutionStatusValidator } from "@voice-flow/domain/vocabulary/notes";
import { type Infer, v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { mentionValidator, resolutionCandidateValidator } from "../../tables/notes";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { readRoster } from "../host/roster";
import { aliasesFor, countAliasUses } from "./aliases";
import { MAX_CLAIMS } from "./checkClaims";
import { mean } from "./claims";
import { logRefusal, type Run } from "./stage";
import { artifactOrThrow, moveArtifact } from "./transition";

export const resolutionWorkValidator = v.object({
  claims: v.array(v.object({ claimId: v.id("voiceNoteClaims"), mentions: v.array(mentionValidator) })),
  players: v.array(
    v.object({
      playerId: v.id("players"),
      firstName: v.string(),
      lastName: v.string(),
      teamIds: v.array(v.string()),
    }),
  ),
  teams: v.array(v.object({ teamId: v.id("teams"), name: v.string() })),
  coaches: v.array(v.object({ userId: v.id("users"), firstName: v.string(), lastName: v.string() })),
  aliases: v.array(
    v.object({
      rawText: v.string(),
      playerId: v.id("players"),
      amongPlayerIds: v.optional(v.array(v.id("players"))),
    }),
  ),
  settings: v.object({
    threshold: v.number(),
    margin: v.number(),
    floor: v.number(),
    maxCandidates: v.number(),
  }),
});
export type ResolutionWork = Infer<typeof resolutionWorkValidator>;

export const resolvedMentionValidator = v.object({
  claimId: v.id("voiceNoteClaims"),
  mentionIndex: v.number(),
  rawText: v.string(),
  status: resolutionStatusValidator,
  candidates: v.array(resolutionCandidateValidator),
  resolved: v.optional(resolutionCandidateValidator),
  confidence: v.number(),
});
export type ResolvedMention = Infer<typeof resolvedMentionValidator>;

/** Starts the stage. Null if the run is over. */
export async function beginResolution(
  ctx: MutationCtx,
  run: Run,
  now: number,
): Promise<ResolutionWork | null> {
  const artifact = await artifactOrThrow(ctx.db, run.artifactId);
  const { senderUserId: coachUserId, organizationId } = artifact;
  const moved = await moveArtifact(
    ctx,
    artifact,
    { type: "begin_stage", stage: "entity_resolution" },
    { now, attempt: run.attempt },
  );
  if (!moved.ok) {
    logRefusal(artifact, moved.error);
    return null;
  }
  const claims = await claimsOf(ctx.db, artifact._id, "extracted");
  for (const claim of claims) await setClaimStatus(ctx, claim, "resolving", now);
  const roster = await readRoster(ctx.db, coachUserId, organizationId);
  const settings = await readSettings(ctx.db);
  return {
    claims: claims.map((claim) => ({ claimId: claim._id, mentions: claim.mentions })),
    players: roster.players.map(({ playerId, firstName, lastName, teamIds }) => ({
      playerId,
      firstName,
      lastName,
      teamIds: [...teamIds],
    })),
    teams: roster.teams.map((team) => ({ teamId: team._id, name: team.name })),
    coaches: roster.coaches,
    aliases: await aliasesFor(ctx.db, coachUserId, organizationId, claims),
    settings: {
      threshold: settings.MATCH_AUTO_THRESHOLD,
      margin: settings.MATCH_MARGIN,
      floor: settings.MATCH_CANDIDATE_FLOOR,
      maxCandidates: settings.MATCH_MAX_CANDIDATES,
    },
  };
}

export async function claimsOf(
  db: DbReader,
  artifactId: Id<"voiceNoteArtifacts">,
  status?: ClaimStatus,
): Promise<Doc<"voiceNoteClaims">[]> {
  const claims = await db
    .query("voiceNoteClaims")
    .withIndex("by_artifactId_and_status", (q) =>
      status === undefined
        ? q.eq("artifactId", artifactId)
        : q.eq("artifactId", artifactId).eq("status", status),
    )
    .take(MAX_CLAIMS);
  return claims.sort((a, b) => a.position - b.position);
}

/** A claim has at most this many mentions, each with one row. */
const MAX_RESOLUTIONS_PER_CLAIM = 25;

export async function resolutionsOfClaim(
  db: DbReader,
  claimId: Id<"voiceNoteClaims">,
): Promise<Doc<"voiceNoteEntityResolutions">[]> {
  return await db
    .query("voiceNoteEntityResolutions")
    .withIndex("by_claimId", (q) => q.eq("claimId", claimId))
    .take(MAX_RESOLUTIONS_PER_CLAIM);
}

/** Stores a row per mention and goes on to the drafts. A late result changes nothing. */
export async function storeMentionResolutions(
  ctx: MutationCtx,
  { artifactId, attempt, resolutions }: Run & { resolutions: ResolvedMention[] },
  now: number,
): Promise<void> {
  const artifact = await artifactOrThrow(ctx.db, artifactId);
  const auto = resolutions.filter((resolution) => resolution.status === "auto_resolved");
  const openCount = resolutions.length - auto.length;
  const moved = await moveArtifact(
    ctx,
    artifact,
    { type: "finish_stage", stage: "entity_resolution", needsDisambiguation: openCount > 0 },
    {
      now,
      attempt,
      changes: { totals: { ...artifact.totals, disambiguationCount: openCount } },
      metadata: {
        entityCount: resolutions.length,
        autoResolvedCount: auto.length,
        disambiguationCount: openCount,
        confidenceScore: mean(auto.map((resolution) => resolution.confidence)),
      },
    },
  );
  if (!moved.ok) return logRefusal(artifact, moved.error);
  for (const claim of await claimsOf(ctx.db, artifactId, "resolving")) {
    await storeForClaim(
      ctx,
      claim,
      resolutions.filter((each) => each.claimId === claim._id),
      now,
    );
  }
  await countAliasUses(ctx, artifact, resolutions, now);
  await ctx.scheduler.runAfter(0, internal.actions.draftGeneration.generateDrafts, { artifactId, attempt });
}

async function storeForClaim(
  ctx: MutationCtx,
  claim: Doc<"voiceNoteClaims">,
  resolutions: readonly ResolvedMention[],
  now: number,
): Promise<void> {
  // A retry deletes no name that the coach decided: such a mention has its row already.
  const decided = new Set((await resolutionsOfClaim(ctx.db, claim._id)).map((row) => row.mentionIndex));
  for (const [mentionIndex, mention] of claim.mentions.entries()) {
    if (decided.has(mentionIndex)) continue;
    const found = resolutions.find((resolution) => resolution.mentionIndex === mentionIndex);
    const { status = "unresolved", candidates = [], resolved, confidence = 0 } = found ?? {};
    await ctx.db.insert("voiceNoteEntityResolutions", {
      claimId: claim._id,
      artifactId: claim.artifactId,
      organizationId: claim.organizationId,
      coachUserId: claim.coachUserId,
      mentionIndex,
      mentionType: mention.mentionType,
      rawText: mention.rawText,
      candidates,
      status,
      resolvedEntityType: resolved?.entityType,
      resolvedEntityId: resolved?.entityId,
      resolvedEntityName: resolved?.entityName,
      resolutionConfidence: confidence,
      resolvedAt: status === "auto_resolved" ? now : undefined,
      createdAt: now,
    });
  }
  const subject = claim.mentions.findIndex((mention) => mention.mentionType === "player_name");
  const open =
    subject >= 0 &&
    !decided.has(subject) &&
    resolutions.find((r) => r.mentionIndex === subject)?.status !== "auto_resolved";
  await setClaimStatus(
    ctx,
    claim,
    open ? "needs_disambiguation" : "resolved",
    now,
    namedCoach(ctx, claim, resolutions),
  );
}

/** A todo of another coach is that coach's. */
function namedCoach(
  ctx: MutationCtx,
  claim: Doc<"voiceNoteClaims">,
  resolutions: readonly ResolvedMention[],
): Pick<Partial<Doc<"voiceNoteClaims">>, "assigneeUserId"> {
  if (claim.topic !== "todo") return {};
  const coach = resolutions.find((resolution) => resolution.resolved?.entityType === "coach")?.resolved;
  const userId = coach ? ctx.db.normalizeId("users", coach.entityId) : null;
  return userId ? { assigneeUserId: userId } : {};
}

/** Throws for a change that the table of claims does not know: a defect of ours. */
export async function setClaimStatus(
  ctx: MutationCtx,
  claim: Doc<"voiceNoteClaims">,
  to: ClaimStatus,
  now: number,
  changes: Partial<Pick<Doc<"voiceNoteClaims">, "assigneeUserId" | "noDraftReason">> = {},
): Promise<void> {
  const change = changeStatus(CLAIM_TABLE, claim.status, to);
  if (!change.ok) throw new Error(change.error.message);
  await ctx.db.patch("voiceNoteClaims", claim._id, { ...changes, status: change.status, updatedAt: now });
}
