/** The extraction of claims: what the model is given, and what becomes of what it says. */
import { aiModelValidator } from "@voice-flow/domain/ai-models/model";
import { EXTRACTION_VERSION } from "@voice-flow/domain/claims/prompt";
import { buildClaimId } from "@voice-flow/domain/keys/claim-id";
import { noteTypeValidator } from "@voice-flow/domain/vocabulary/pipeline";
import { type Infer, v } from "convex/values";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { modelFor } from "../ai/modelConfig";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { fullName, readRoster } from "../host/roster";
import type { CheckedClaim } from "./checkClaims";
import { recordNoteProgress } from "./notes";
import { notifyCoach } from "./notices";
import { type BilledCall, billedMetadata, logRefusal, type Run, totalsWithCost } from "./stage";
import { artifactOrThrow, moveArtifact } from "./transition";

export const extractionWorkValidator = v.object({
  organizationId: v.string(),
  input: v.object({
    transcript: v.string(),
    roster: v.array(
      v.object({ playerId: v.id("players"), name: v.string(), teamName: v.string(), ageGroup: v.string() }),
    ),
    teams: v.array(v.object({ teamId: v.id("teams"), name: v.string() })),
    coachName: v.string(),
    noteType: noteTypeValidator,
  }),
  /** Absent where the chosen one may not be called. */
  model: v.optional(aiModelValidator),
  timeoutMs: v.number(),
});
export type ExtractionWork = Infer<typeof extractionWorkValidator>;

/** Starts the stage. Null if the run is over. Throws if the artifact has no transcript or no club yet. */
export async function beginExtraction(
  ctx: MutationCtx,
  run: Run,
  now: number,
): Promise<ExtractionWork | null> {
  const artifact = await artifactOrThrow(ctx.db, run.artifactId);
  const { organizationId, senderUserId, noteType } = artifact;
  const moved = await moveArtifact(
    ctx,
    artifact,
    { type: "begin_stage", stage: "claims_extraction" },
    { now, attempt: run.attempt },
  );
  if (!moved.ok) {
    logRefusal(artifact, moved.error);
    return null;
  }
  const transcript = await findTranscript(ctx.db, artifact._id);
  if (!transcript || !organizationId) throw new Error("Extraction needs a transcript and a club.");
  const roster = await readRoster(ctx.db, senderUserId, organizationId);
  const settings = await readSettings(ctx.db);
  return {
    organizationId,
    input: {
      transcript: transcript.fullText,
      roster: roster.players.map(({ playerId, teamName, ageGroup, ...player }) => ({
        playerId,
        name: fullName(player),
        teamName,
        ageGroup,
      })),
      teams: roster.teams.map((team) => ({ teamId: team._id, name: team.name })),
      coachName: roster.coachName,
      noteType,
    },
    model: await modelFor(ctx.db, "claims_extraction", organizationId, now),
    timeoutMs: settings.CLAIMS_EXTRACTION_TIMEOUT_SECONDS * 1000,
  };
}

export async function findTranscript(
  db: DbReader,
  artifactId: Id<"voiceNoteArtifacts">,
): Promise<Doc<"voiceNoteTranscripts"> | null> {
  return await db
    .query("voiceNoteTranscripts")
    .withIndex("by_artifactId", (q) => q.eq("artifactId", artifactId))
    .first();
}

/** Stores the claims and goes on; a note that says nothing is complete. A late result changes nothing. */
export async function storeExtractedClaims(
  ctx: MutationCtx,
  { artifactId, attempt, claims, billed }: Run & { claims: CheckedClaim[]; billed: BilledCall },
  now: number,
): Promise<void> {
  const artifact = await artifactOrThrow(ctx.db, artifactId);
  const usable = claims.filter((claim) => claim.status === "extracted");
  const moved = await moveArtifact(
    ctx,
    artifact,
    usable.length === 0 ? { type: "complete" } : { type: "finish_stage", stage: "claims_extraction" },
    {
      now,
      attempt,
      changes: {
        totals: { ...totalsWithCost(artifact, billed), claimCount: usable.length },
        extraction: { model: billed.model, version: EXTRACTION_VERSION },
        ...(usable.length === 0 ? { readyAt: now } : {}),
      },
      metadata: {
        ...billedMetadata(billed),
        claimCount: usable.length,
        toLookAtCount: usable.filter((claim) => claim.reviewReason !== undefined).length,
        entityCount: usable.reduce((sum, claim) => sum + claim.mentions.length, 0),
        confidenceScore: mean(usable.map((claim) => claim.extractionConfidence)),
      },
    },
  );
  if (!moved.ok) return logRefusal(artifact, moved.error);
  for (const [position, claim] of claims.entries()) await insertClaim(ctx, artifact, claim, position, now);
  if (usable.length === 0) {
    await recordNoteProgress(ctx, artifact.voiceNoteId, { insightsStatus: "completed" }, now);
    await notifyCoach(ctx, { kind: "drafts_ready", artifactId });
    return;
  }
  await ctx.scheduler.runAfter(0, internal.models.voiceNoteEntityResolutions.resolveEntities, {
    artifactId,
    attempt,
  });
}

async function insertClaim(
  ctx: MutationCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  { forRecordingCoach, ...claim }: CheckedClaim,
  position: number,
  now: number,
): Promise<void> {
  await ctx.db.insert("voiceNoteClaims", {
    ...claim,
    claimId: buildClaimId({ artifactId: artifact.artifactId, attempt: artifact.attempt, position }),
    artifactId: artifact._id,
    organizationId: artifact.organizationId ?? "",
    coachUserId: artifact.senderUserId,
    position,
    extractionVersion: EXTRACTION_VERSION,
    assigneeUserId: forRecordingCoach ? artifact.senderUserId : undefined,
    createdAt: now,
    updatedAt: now,
  });
}

/** Undefined for nothing: no figure is better than a zero that nobody measured. */
export const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
