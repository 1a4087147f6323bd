/** Entity resolution: a row for every mention, whatever path matched it, and the status of every claim that follows. */
import { matchDefaults } from "@voice-flow/domain/names/match-mention";
import { CLAIM_TABLE, changeStatus } from "@voice-flow/domain/state-machine/status-tables";
import { type ClaimStatus, TOPIC_SUBJECT } from "@voice-flow/domain/vocabulary/notes";
import { type Infer, v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { readRoster } from "../host/roster";
import { aliasesFor, countAliasUses } from "./aliases";
import { MAX_CLAIMS } from "./checkClaims";
import { findTranscript } from "./claims";
import type { MentionResolution } from "./resolveMention";
import { type ClaimResolver, claimResolver } from "./resolveNoteClaims";
import { logRefusal, type Run } from "./stage";
import { artifactOrThrow, moveArtifact } from "./transition";

type Claim = Doc<"voiceNoteClaims">;
type Artifact = Doc<"voiceNoteArtifacts">;

/** Claims whose names one transaction looks up: with twenty names each and a squad of sixty within its time. */
const CLAIMS_PER_STEP = 25;

/** What the steps so far have found. */
export const resolutionCountsValidator = v.object({
  entities: v.number(),
  linked: v.number(),
  open: v.number(),
  /** Sum over what was linked. */
  confidence: v.number(),
});
type ResolutionCounts = Infer<typeof resolutionCountsValidator>;
const NOTHING_RESOLVED: ResolutionCounts = { entities: 0, linked: 0, open: 0, confidence: 0 };

/** Starts the stage: its claims wait for their names. False if the run is over. */
async function beginResolution(ctx: MutationCtx, run: Run, now: number): Promise<boolean> {
  const artifact = await artifactOrThrow(ctx.db, run.artifactId);
  const moved = await moveArtifact(
    ctx,
    artifact,
    { type: "begin_stage", stage: "entity_resolution" },
    { now, attempt: run.attempt },
  );
  if (!moved.ok) {
    logRefusal(artifact, moved.error);
    return false;
  }
  for (const claim of await claimsOf(ctx.db, artifact._id, "extracted")) {
    await setClaimStatus(ctx, claim, "resolving", now);
  }
  return true;
}

/** Looks up the names of the next claims, then schedules the rest or the drafts. A late step changes nothing. */
export async function resolveNextClaims(
  ctx: MutationCtx,
  run: Run,
  counts: ResolutionCounts | undefined,
  now: number,
): Promise<void> {
  if (counts === undefined && !(await beginResolution(ctx, run, now))) return;
  const artifact = await artifactOrThrow(ctx.db, run.artifactId);
  if (artifact.attempt !== run.attempt || artifact.currentStage !== "entity_resolution") return;
  const claims = await claimsOf(ctx.db, artifact._id);
  const waiting = claims.filter((claim) => claim.status === "resolving");
  const next = waiting.slice(0, CLAIMS_PER_STEP);
  const resolver = await resolverOf(ctx, artifact, { claims, next });
  const found = { ...(counts ?? NOTHING_RESOLVED) };
  for (const claim of next) count(found, await storeForClaim(ctx, claim, resolver, now));
  await countAliasUses(ctx, artifact, resolver.aliasesUsed(), now);
  if (waiting.length > next.length) {
    const { resolveEntities } = internal.models.voiceNoteEntityResolutions;
    await ctx.scheduler.runAfter(0, resolveEntities, { ...run, counts: found });
    return;
  }
  await finishResolution(ctx, artifact, run, found, now);
}

/** The note as a whole: every name in it may speak for or against the names of these claims. */
async function resolverOf(
  ctx: MutationCtx,
  { _id, senderUserId, organizationId }: Artifact,
  { claims, next }: { claims: readonly Claim[]; next: readonly Claim[] },
): Promise<ClaimResolver> {
  const settings = await readSettings(ctx.db);
  return claimResolver({
    transcript: (await findTranscript(ctx.db, _id))?.fullText ?? "",
    claims,
    roster: await readRoster(ctx.db, senderUserId, organizationId),
    aliases: await aliasesFor(ctx.db, senderUserId, organizationId, next),
    settings: {
      ...matchDefaults,
      threshold: settings.MATCH_AUTO_THRESHOLD,
      margin: settings.MATCH_MARGIN,
      floor: settings.MATCH_CANDIDATE_FLOOR,
      maxCandidates: settings.MATCH_MAX_CANDIDATES,
    },
  });
}

type StoredMention = Pick<MentionResolution, "status" | "confidence"> & { isPlayer: boolean };

function count(counts: ResolutionCounts, mentions: readonly StoredMention[]): void {
  for (const { status, confidence, isPlayer } of mentions) {
    counts.entities += 1;
    if (status === "auto_resolved") {
      counts.linked += 1;
      counts.confidence += confidence;
      // Nobody is asked about a team or a colleague who was not recognised.
    } else if (isPlayer) counts.open += 1;
  }
}

async function finishResolution(
  ctx: MutationCtx,
  artifact: Artifact,
  run: Run,
  { entities, linked, open, confidence }: ResolutionCounts,
  now: number,
): Promise<void> {
  const moved = await moveArtifact(
    ctx,
    artifact,
    { type: "finish_stage", stage: "entity_resolution", needsDisambiguation: open > 0 },
    {
      now,
      attempt: run.attempt,
      changes: { totals: { ...artifact.totals, disambiguationCount: open } },
      metadata: {
        entityCount: entities,
        autoResolvedCount: linked,
        disambiguationCount: open,
        confidenceScore: linked === 0 ? undefined : confidence / linked,
      },
    },
  );
  if (!moved.ok) return logRefusal(artifact, moved.error);
  await ctx.scheduler.runAfter(0, internal.models.insightDrafts.generateDrafts, run);
}

export async function claimsOf(
  db: DbReader,
  artifactId: Id<"voiceNoteArtifacts">,
  status?: ClaimStatus,
): Promise<Claim[]> {
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

/** A retry deletes no name that the coach decided: such a mention has its row already. */
async function storeForClaim(
  ctx: MutationCtx,
  claim: Claim,
  resolver: ClaimResolver,
  now: number,
): Promise<StoredMention[]> {
  const decided = new Set((await resolutionsOfClaim(ctx.db, claim._id)).map((row) => row.mentionIndex));
  const stored: StoredMention[] = [];
  let assigneeUserId: Id<"users"> | undefined;
  for (const [mentionIndex, mention] of claim.mentions.entries()) {
    if (decided.has(mentionIndex)) continue;
    const found = resolver.resolve(claim, mention);
    await insertRow(ctx, claim, { mentionIndex, ...mention }, found, now);
    stored.push({ ...found, isPlayer: mention.mentionType === "player_name" });
    if (found.resolved?.entityType === "coach") {
      assigneeUserId ??= ctx.db.normalizeId("users", found.resolved.entityId) ?? undefined;
    }
  }
  const subject = claim.mentions.findIndex((mention) => mention.mentionType === "player_name");
  if (subject < 0 && !decided.has(claim.mentions.length) && isAboutNobodyNamed(claim)) {
    stored.push(await askWhoItIs(ctx, claim, now));
    await setClaimStatus(ctx, claim, "unplaced", now);
    return stored;
  }
  const rows = await resolutionsOfClaim(ctx.db, claim._id);
  const ofSubject = rows.find((row) => row.mentionIndex === subject);
  const open = ofSubject && ofSubject.status !== "auto_resolved" && ofSubject.status !== "user_resolved";
  // A todo of another coach is that coach's.
  const changes = claim.topic === "todo" && assigneeUserId ? { assigneeUserId } : {};
  await setClaimStatus(ctx, claim, open ? "needs_disambiguation" : "resolved", now, changes);
  return stored;
}

/** About a player, and neither a player nor a team or group is named. */
const isAboutNobodyNamed = ({ topic, mentions }: Claim): boolean =>
  TOPIC_SUBJECT[topic] === "player" &&
  !mentions.some(({ mentionType }) => mentionType === "team_name" || mentionType === "group_reference");

/** A mention without words, after those that were spoken: "Who is this about?" */
async function askWhoItIs(ctx: MutationCtx, claim: Claim, now: number): Promise<StoredMention> {
  const mention = {
    mentionIndex: claim.mentions.length,
    mentionType: "player_name",
    rawText: "",
  } as const;
  await insertRow(
    ctx,
    claim,
    mention,
    { status: "unresolved", candidates: [], confidence: 0, askReason: "no_name" },
    now,
  );
  return { status: "unresolved", confidence: 0, isPlayer: true };
}

async function insertRow(
  ctx: MutationCtx,
  { _id: claimId, artifactId, organizationId, coachUserId }: Claim,
  {
    mentionIndex,
    mentionType,
    rawText,
  }: Pick<Doc<"voiceNoteEntityResolutions">, "mentionIndex" | "mentionType" | "rawText">,
  { resolved, confidence, status, ...found }: MentionResolution,
  now: number,
): Promise<void> {
  await ctx.db.insert("voiceNoteEntityResolutions", {
    claimId,
    artifactId,
    organizationId,
    coachUserId,
    mentionIndex,
    mentionType,
    rawText,
    ...found,
    status,
    resolvedEntityType: resolved?.entityType,
    resolvedEntityId: resolved?.entityId,
    resolvedEntityName: resolved?.entityName,
    resolutionConfidence: confidence,
    resolvedAt: status === "auto_resolved" ? now : undefined,
    createdAt: now,
  });
}

/** Throws for a change that the table of claims does not know: a defect of ours. */
export async function setClaimStatus(
  ctx: MutationCtx,
  claim: Claim,
  to: ClaimStatus,
  now: number,
  changes: Partial<Pick<Claim, "assigneeUserId" | "noDraftReason" | "mergedIntoDraftId">> = {},
): Promise<void> {
  const change = changeStatus(CLAIM_TABLE, claim.status, to);
  if (!change.ok) throw new Error(change.error.message);
  await ctx.db.patch("voiceNoteClaims", claim._id, { ...changes, status: change.status, updatedAt: now });
}
