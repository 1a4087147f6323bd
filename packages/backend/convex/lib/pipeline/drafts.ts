/** Draft generation: every claim of the run becomes a draft or says why not, and the coach gets the summary. */

import type { ClaimStatus } from "@voice-flow/domain/vocabulary/notes";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { findOrganization } from "../host/people";
import { applyDraft, setDraftStatus } from "./applyDraft";
import { mean } from "./claims";
import { recordNoteProgress } from "./notes";
import { notifyCoach } from "./notices";
import { type DraftPlan, type DraftRules, planDraft } from "./planDraft";
import { claimsOf, resolutionsOfClaim, setClaimStatus } from "./resolutions";
import { findSameMatter } from "./sameMatter";
import { logRefusal, type Run } from "./stage";
import { readCalibrated } from "./thresholds";
import { artifactOrThrow, FIRST_ATTEMPT, moveArtifact } from "./transition";

const DAY_MS = 86_400_000;

/** Starts the stage. False if the run is over. */
async function beginDrafts(ctx: MutationCtx, run: Run, now: number): Promise<boolean> {
  const artifact = await artifactOrThrow(ctx.db, run.artifactId);
  const moved = await moveArtifact(
    ctx,
    artifact,
    { type: "begin_stage", stage: "draft_generation" },
    { now, attempt: run.attempt },
  );
  if (!moved.ok) logRefusal(artifact, moved.error);
  return moved.ok;
}

/** Plans and stores the drafts and completes the run. A late result changes nothing. */
export async function storeRunDrafts(ctx: MutationCtx, run: Run, now: number): Promise<void> {
  if (!(await beginDrafts(ctx, run, now))) return;
  const { artifactId, attempt } = run;
  const artifact = await artifactOrThrow(ctx.db, artifactId);
  const { plans, kept } = await planAll(ctx.db, artifact);
  const drafted = plans.flatMap((plan) => ("draft" in plan.outcome ? [plan.outcome.draft] : []));
  const applied = drafted.filter((draft) => draft.confirmationReason === undefined).length;
  const { voiceNoteId } = artifact;
  const moved = await moveArtifact(
    ctx,
    artifact,
    { type: "complete" },
    {
      now,
      attempt,
      changes: {
        totals: {
          ...artifact.totals,
          draftCount: kept + drafted.length,
          confirmedCount: artifact.totals.confirmedCount + applied,
        },
        readyAt: artifact.readyAt ?? now,
      },
      metadata: {
        claimCount: plans.length,
        draftCount: drafted.length,
        autoAppliedCount: applied,
        confidenceScore: mean(drafted.map((draft) => draft.overallConfidence)),
      },
    },
  );
  if (!moved.ok) return logRefusal(artifact, moved.error);
  const { DRAFT_EXPIRY_DAYS } = await readSettings(ctx.db);
  for (const { claim, outcome } of plans) {
    if ("noDraftReason" in outcome) {
      const { noDraftReason } = outcome;
      await ctx.db.patch("voiceNoteClaims", claim._id, { noDraftReason, updatedAt: now });
      continue;
    }
    const draft = await draftClaim(ctx, claim, outcome.draft, now + DRAFT_EXPIRY_DAYS * DAY_MS, now);
    if (!draft.requiresConfirmation && voiceNoteId) await applyDraft(ctx, draft, voiceNoteId, now);
  }
  await recordNoteProgress(ctx, voiceNoteId, { insightsStatus: "completed" }, now);
  await notifyCoach(ctx, { kind: "drafts_ready", artifactId });
}

/** Claims that have a draft, or wait for their name. */
const LIVE = new Set<ClaimStatus>(["resolved", "needs_disambiguation", "unplaced"]);

/** A claim whose draft a retry has kept, because the coach decided on it, is not drafted again. */
async function planAll(db: DbReader, artifact: Doc<"voiceNoteArtifacts">) {
  const claims = await claimsOf(db, artifact._id);
  const live = claims.filter(
    ({ status, mergedIntoDraftId }) => LIVE.has(status) || mergedIntoDraftId !== undefined,
  );
  const withDraft =
    artifact.attempt === FIRST_ATTEMPT ? [] : await Promise.all(live.map(({ _id }) => hasDraft(db, _id)));
  const open = live.filter((_, index) => !withDraft[index]);
  const rules = await draftRules(db, artifact.organizationId);
  const plans = await Promise.all(
    open.map(async (claim) => ({
      claim,
      outcome: planDraft(claim, await resolutionsOfClaim(db, claim._id), rules),
    })),
  );
  return { plans, kept: live.length - open.length };
}

async function hasDraft(db: DbReader, claimId: Id<"voiceNoteClaims">): Promise<boolean> {
  const draft = await db
    .query("insightDrafts")
    .withIndex("by_claimId", (q) => q.eq("claimId", claimId))
    .first();
  return draft !== null;
}

export async function draftRules(db: DbReader, organizationId: string | undefined): Promise<DraftRules> {
  const club = organizationId === undefined ? null : await findOrganization(db, organizationId);
  const { AUTO_APPLY_THRESHOLD: autoApplyThreshold } = await readSettings(db);
  if (!club) return { autoApplyTopics: [], autoApplyThreshold };
  const calibrated = await readCalibrated(db, club.organizationId, autoApplyThreshold);
  return {
    autoApplyTopics: club.autoApplyTopics,
    autoApplyThreshold,
    calibratedThresholds: new Map([...calibrated].map(([topic, row]) => [topic, row.threshold])),
  };
}

/**
 * The draft of a claim. What this coach told of the player within two weeks, or more exactly its record, is offered to be
 * updated: the claim is merged into it, and the coach is asked.
 */
export async function draftClaim(
  ctx: MutationCtx,
  claim: Doc<"voiceNoteClaims">,
  plan: DraftPlan,
  expiresAt: number,
  now: number,
): Promise<Doc<"insightDrafts">> {
  const sameAs = await findSameMatter(ctx.db, claim, plan.playerId, now);
  if (!sameAs) return await insertDraft(ctx, claim, plan, expiresAt, now);
  if (claim.status === "resolved") {
    await setClaimStatus(ctx, claim, "merged", now, { mergedIntoDraftId: sameAs.draftId });
  }
  const confirmationReason = plan.confirmationReason ?? "already_recorded";
  return await insertDraft(ctx, claim, { ...plan, confirmationReason, sameAs }, expiresAt, now);
}

/** Stores a draft as it was planned. */
export async function insertDraft(
  ctx: MutationCtx,
  claim: Doc<"voiceNoteClaims">,
  plan: DraftPlan,
  expiresAt: number,
  now: number,
): Promise<Doc<"insightDrafts">> {
  const { artifactId, organizationId, coachUserId, topic, title, description } = claim;
  const { aiConfidence, resolutionConfidence, overallConfidence, confirmationReason } = plan;
  const id = await ctx.db.insert("insightDrafts", {
    artifactId,
    claimId: claim._id,
    organizationId,
    coachUserId,
    sameAsDraftId: plan.sameAs?.draftId,
    recordedAt: plan.sameAs?.recordedAt,
    playerId: (plan.playerId && ctx.db.normalizeId("players", plan.playerId)) || undefined,
    teamId: (plan.teamId && ctx.db.normalizeId("teams", plan.teamId)) || undefined,
    topic,
    title,
    description,
    aiConfidence,
    resolutionConfidence,
    overallConfidence,
    requiresConfirmation: confirmationReason !== undefined,
    confirmationReason,
    status: "pending",
    expiresAt,
    createdAt: now,
    updatedAt: now,
  });
  const draft = await ctx.db.get("insightDrafts", id);
  if (!draft) throw new Error("A draft that was just stored is gone.");
  return draft;
}

/** A draft that was decided on meanwhile stays as it is. */
export async function expireDraft(
  ctx: MutationCtx,
  draftId: Id<"insightDrafts">,
  now: number,
): Promise<void> {
  const draft = await ctx.db.get("insightDrafts", draftId);
  if (draft?.status === "pending") await setDraftStatus(ctx, draft, "expired", now);
}

/** Pending drafts past their time expire, a batch at a time; those that are items have expired with them before. */
export async function expirePendingDrafts(ctx: MutationCtx, now: number): Promise<number> {
  const { CLEANUP_BATCH_SIZE } = await readSettings(ctx.db);
  const due = await ctx.db
    .query("insightDrafts")
    .withIndex("by_status_and_expiresAt", (q) => q.eq("status", "pending").lt("expiresAt", now))
    .take(CLEANUP_BATCH_SIZE);
  for (const draft of due) {
    await ctx.db.patch("insightDrafts", draft._id, { status: "expired", decidedAt: now, updatedAt: now });
  }
  for (const coachUserId of new Set(due.map((draft) => draft.coachUserId))) {
    const draftIds = due.filter((draft) => draft.coachUserId === coachUserId).map(({ _id }) => _id);
    await notifyCoach(ctx, { kind: "drafts_expired", draftIds });
  }
  if (due.length === CLEANUP_BATCH_SIZE) {
    await ctx.scheduler.runAfter(0, internal.models.insightDrafts.expireDrafts, {});
  }
  return due.length;
}
