/** Claims, resolutions, drafts and decisions of a note of the past. */
import { buildClaimId } from "@voice-flow/domain/keys/claim-id";
import type { Doc } from "../_generated/dataModel";
import type { DbReader } from "../lib/foundation/context";
import { applyDraft } from "../lib/pipeline/applyDraft";
import { confirmDrafts, rejectDrafts } from "../lib/pipeline/decideDrafts";
import { draftRules, insertDraft } from "../lib/pipeline/drafts";
import { planDraft } from "../lib/pipeline/planDraft";
import type { Mention, ResolutionCandidate } from "../tables/notes";
import { type ComposedClaim, isErrand, type SeedRoster } from "./composeNote";
import { DAY_MS } from "./planDay";
import { type Progress, step } from "./progress";

const DRAFT_LIFE_MS = 7 * DAY_MS;

type Resolved = Pick<
  Doc<"voiceNoteEntityResolutions">,
  | "status"
  | "candidates"
  | "resolvedEntityType"
  | "resolvedEntityId"
  | "resolvedEntityName"
  | "resolutionConfidence"
>;

/** Stores claims and one resolution a mention, and finishes the stage. */
export async function writeClaims(progress: Progress): Promise<void> {
  const { composed, note, sender } = progress;
  await step(progress, 60, { type: "begin_stage", stage: "entity_resolution" });
  let open = 0;
  let linked = 0;
  for (const [position, claim] of composed.claims.entries()) {
    const resolved = claim.mentions.map((mention) => resolve(mention, sender.roster));
    open += resolved.filter((each) => each.status !== "auto_resolved").length;
    linked += resolved.filter((each) => each.status === "auto_resolved").length;
    await writeClaim(progress, claim, position, resolved);
  }
  const { totals } = progress.artifact;
  const needsDisambiguation = open > 0;
  const move = { type: "finish_stage", stage: "entity_resolution", needsDisambiguation } as const;
  await step(progress, note.resolutionMs, move, {
    changes: { totals: { ...totals, disambiguationCount: open } },
    metadata: { entityCount: open + linked, autoResolvedCount: linked, disambiguationCount: open },
  });
}

async function writeClaim(
  { ctx, artifact, now }: Progress,
  claim: ComposedClaim,
  position: number,
  resolved: readonly Resolved[],
): Promise<void> {
  const { sentence, sourceText, sourceStart, sourceEnd, mentions } = claim;
  const { organizationId = "", senderUserId: coachUserId } = artifact;
  const { topic, title, sentiment, severity, skillName, skillRating } = sentence;
  const claimId = await ctx.db.insert("voiceNoteClaims", {
    claimId: buildClaimId({ artifactId: artifact.artifactId, attempt: artifact.attempt, position }),
    artifactId: artifact._id,
    organizationId,
    coachUserId,
    position,
    topic,
    title,
    description: sourceText,
    sourceText,
    sourceStart,
    sourceEnd,
    sentiment,
    severity,
    skillName,
    skillRating,
    mentions,
    assigneeUserId: isErrand(sentence) ? coachUserId : undefined,
    extractionConfidence: 0.92,
    status: resolved.some((each) => each.status !== "auto_resolved") ? "needs_disambiguation" : "resolved",
    createdAt: now,
    updatedAt: now,
  });
  for (const [mentionIndex, resolution] of resolved.entries()) {
    const mention = mentions[mentionIndex];
    if (!mention) continue;
    await ctx.db.insert("voiceNoteEntityResolutions", {
      claimId,
      artifactId: artifact._id,
      organizationId,
      coachUserId,
      mentionIndex,
      mentionType: mention.mentionType,
      rawText: mention.rawText,
      ...resolution,
      ...(resolution.status === "auto_resolved" ? { resolvedAt: now } : {}),
      createdAt: now,
    });
  }
}

/** A first name that is unique on the roster is linked; two ask; none stays open. */
function resolve(mention: Mention, { players, teamId, teamName }: SeedRoster): Resolved {
  if (mention.mentionType === "team_name") {
    return linkedTo({
      entityType: "team",
      entityId: teamId,
      entityName: teamName,
      score: 1,
      reasons: ["exact"],
    });
  }
  const candidates = players
    .filter((player) => player.firstName === mention.rawText)
    .map(
      (player): ResolutionCandidate => ({
        entityType: "player",
        entityId: player._id,
        entityName: `${player.firstName} ${player.lastName}`,
        score: 0.95,
        reasons: ["first_name"],
      }),
    );
  const [only, ...more] = candidates;
  if (only && more.length === 0) return linkedTo(only);
  return { status: only ? "needs_disambiguation" : "unresolved", candidates, resolutionConfidence: 0 };
}

const linkedTo = (candidate: ResolutionCandidate): Resolved => ({
  status: "auto_resolved",
  candidates: [candidate],
  resolvedEntityType: candidate.entityType,
  resolvedEntityId: candidate.entityId,
  resolvedEntityName: candidate.entityName,
  resolutionConfidence: candidate.score,
});

/** Drafts by the pipeline's own plan, and the end of the run. */
export async function writeDrafts(progress: Progress): Promise<void> {
  const { ctx, note } = progress;
  await step(progress, 60, { type: "begin_stage", stage: "draft_generation" });
  const rules = await draftRules(ctx.db, progress.artifact.organizationId);
  const claims = await claimsOf(ctx.db, progress.artifact);
  const plans = await Promise.all(
    claims.map(async (claim) => ({
      claim,
      plan: planDraft(claim, await resolutionsOf(ctx.db, claim), rules),
    })),
  );
  const drafted = plans.flatMap(({ claim, plan }) => ("draft" in plan ? [{ claim, draft: plan.draft }] : []));
  const applied = drafted.filter(({ draft }) => !draft.confirmationReason).length;
  const { totals } = progress.artifact;
  const readyAt = progress.now + note.draftsMs;
  await step(
    progress,
    note.draftsMs,
    { type: "complete" },
    {
      changes: { totals: { ...totals, draftCount: drafted.length, confirmedCount: applied }, readyAt },
      metadata: { claimCount: claims.length, draftCount: drafted.length, confidenceScore: 0.9 },
    },
  );
  const { artifact, now } = progress;
  for (const { claim, plan } of plans) {
    if ("noDraftReason" in plan) {
      await ctx.db.patch("voiceNoteClaims", claim._id, { noDraftReason: plan.noDraftReason });
      continue;
    }
    const draft = await insertDraft(ctx, claim, plan.draft, now + DRAFT_LIFE_MS, now);
    if (!draft.requiresConfirmation && artifact.voiceNoteId) {
      await applyDraft(ctx, draft, artifact.voiceNoteId, now);
    }
  }
  if (artifact.voiceNoteId) {
    await ctx.db.patch("voiceNotes", artifact.voiceNoteId, { insightsStatus: "completed", updatedAt: now });
  }
}

const claimsOf = (db: DbReader, artifact: Doc<"voiceNoteArtifacts">) =>
  db
    .query("voiceNoteClaims")
    .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifact._id))
    .take(20);

const resolutionsOf = (db: DbReader, claim: Doc<"voiceNoteClaims">) =>
  db
    .query("voiceNoteEntityResolutions")
    .withIndex("by_claimId", (q) => q.eq("claimId", claim._id))
    .take(20);

/** What the coach answered to the summary. */
export async function writeDecision({ ctx, artifact, note, now }: Progress): Promise<void> {
  if (note.decision === "none") return;
  const pending = await ctx.db
    .query("insightDrafts")
    .withIndex("by_artifactId_and_status", (q) => q.eq("artifactId", artifact._id).eq("status", "pending"))
    .take(20);
  const decided = note.decision === "first" ? pending.slice(0, 1) : pending;
  const decide = note.decision === "rejected" ? rejectDrafts : confirmDrafts;
  await decide(ctx, {
    coachUserId: artifact.senderUserId,
    draftIds: decided.map((draft) => draft._id),
    now: now + note.decidedAfterMs,
  });
}
