/** Everything that staff see of one artifact. What was said is masked until the person who looks has revealed it. */
import {
  askReasonValidator,
  claimSeverityValidator,
  claimStatusValidator,
  claimTopicValidator,
  confirmationReasonValidator,
  draftStatusValidator,
  mentionTypeValidator,
  noDraftReasonValidator,
  quoteMatchValidator,
  resolutionStatusValidator,
  reviewReasonValidator,
  sentimentValidator,
} from "@voice-flow/domain/vocabulary/notes";
import { type Infer, v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import type { QueryCtx } from "../../_generated/server";
import { segmentValidator } from "../../tables/artifacts";
import { resolutionCandidateValidator } from "../../tables/notes";
import type { DbReader } from "../foundation/context";
import type { Staff } from "../host/functions";
import { nameLookup } from "../host/nameLookup";
import { artifactRow, artifactRowValidator } from "./artifactRows";
import { findTranscript } from "./claims";
import { claimsOf, resolutionsOfClaim } from "./resolutions";

const maskable = v.union(v.string(), v.null());

const resolutionValidator = v.object({
  _id: v.id("voiceNoteEntityResolutions"),
  mentionIndex: v.number(),
  mentionType: mentionTypeValidator,
  rawText: v.string(),
  candidates: v.array(resolutionCandidateValidator),
  status: resolutionStatusValidator,
  resolvedEntityName: v.optional(v.string()),
  resolutionConfidence: v.number(),
  askReason: v.optional(askReasonValidator),
});

const draftValidator = v.object({
  _id: v.id("insightDrafts"),
  title: v.string(),
  status: draftStatusValidator,
  aiConfidence: v.number(),
  resolutionConfidence: v.number(),
  overallConfidence: v.number(),
  requiresConfirmation: v.boolean(),
  confirmationReason: v.optional(confirmationReasonValidator),
  expiresAt: v.number(),
  decidedAt: v.optional(v.number()),
});

const claimValidator = v.object({
  _id: v.id("voiceNoteClaims"),
  claimId: v.string(),
  position: v.number(),
  topic: claimTopicValidator,
  title: v.string(),
  /** Null while masked, like the two below. */
  description: maskable,
  recommendedAction: maskable,
  sourceText: maskable,
  sourceStart: v.number(),
  sourceEnd: v.number(),
  sentiment: sentimentValidator,
  severity: v.optional(claimSeverityValidator),
  skillName: v.optional(v.string()),
  skillRating: v.optional(v.number()),
  extractionConfidence: v.number(),
  status: claimStatusValidator,
  noDraftReason: v.optional(noDraftReasonValidator),
  /** How its quote was found, and why it is to be looked at. */
  quoteMatch: v.optional(quoteMatchValidator),
  reviewReason: v.optional(reviewReasonValidator),
  extractionVersion: v.optional(v.string()),
  resolutions: v.array(resolutionValidator),
  drafts: v.array(draftValidator),
});

/** Durations in seconds, times in ms, costs in micro-dollars. */
export const artifactDetailValidator = v.object({
  artifact: artifactRowValidator,
  /** Whether this member of staff has revealed the words of the note. */
  revealed: v.boolean(),
  transcript: v.union(
    v.null(),
    v.object({
      modelUsed: v.string(),
      language: v.string(),
      duration: v.number(),
      confidence: v.number(),
      wordCount: v.number(),
      characterCount: v.number(),
      segmentCount: v.number(),
      attempt: v.number(),
      fullText: maskable,
      segments: v.union(v.array(segmentValidator), v.null()),
    }),
  ),
  hasAudio: v.boolean(),
  /** A link that plays the recording; null while masked: the recording is the words. */
  audioUrl: maskable,
  claims: v.array(claimValidator),
});
export type ArtifactDetail = Infer<typeof artifactDetailValidator>;

export const REVEAL_ACTION = "transcript_revealed";
/** A claim has one draft; a coach's later choice of a name can add one. */
const MAX_DRAFTS_PER_CLAIM = 5;

/** By the public id. */
export async function findArtifact(
  db: DbReader,
  artifactId: string,
): Promise<Doc<"voiceNoteArtifacts"> | null> {
  return await db
    .query("voiceNoteArtifacts")
    .withIndex("by_artifactId", (q) => q.eq("artifactId", artifactId))
    .unique();
}

export async function readArtifactDetail(
  ctx: QueryCtx,
  artifact: Doc<"voiceNoteArtifacts">,
  staff: Staff,
): Promise<ArtifactDetail> {
  const revealed = await hasRevealed(ctx.db, artifact, staff);
  const note = artifact.voiceNoteId ? await ctx.db.get("voiceNotes", artifact.voiceNoteId) : null;
  const claims = await claimsOf(ctx.db, artifact._id);
  return {
    artifact: await artifactRow(artifact, nameLookup(ctx.db)),
    revealed,
    transcript: await transcriptOf(ctx.db, artifact, revealed),
    hasAudio: note?.audioStorageId !== undefined,
    audioUrl: revealed && note?.audioStorageId ? await ctx.storage.getUrl(note.audioStorageId) : null,
    claims: await Promise.all(claims.map((claim) => claimDetail(ctx.db, claim, revealed))),
  };
}

async function hasRevealed(
  db: DbReader,
  artifact: Doc<"voiceNoteArtifacts">,
  staff: Staff,
): Promise<boolean> {
  const recorded = await db
    .query("auditLog")
    .withIndex("by_artifact_actor_action", (q) =>
      q.eq("artifactId", artifact._id).eq("actorAuthUserId", staff.authUserId).eq("action", REVEAL_ACTION),
    )
    .first();
  return recorded !== null;
}

async function transcriptOf(
  db: DbReader,
  artifact: Doc<"voiceNoteArtifacts">,
  revealed: boolean,
): Promise<ArtifactDetail["transcript"]> {
  const transcript = await findTranscript(db, artifact._id);
  if (!transcript) return null;
  const { modelUsed, language, duration, confidence, wordCount, attempt, fullText, segments } = transcript;
  return {
    modelUsed,
    language,
    duration,
    confidence,
    wordCount,
    characterCount: fullText.length,
    segmentCount: segments.length,
    attempt,
    fullText: revealed ? fullText : null,
    segments: revealed ? segments : null,
  };
}

async function claimDetail(
  db: DbReader,
  claim: Doc<"voiceNoteClaims">,
  revealed: boolean,
): Promise<ArtifactDetail["claims"][number]> {
  const resolutions = await resolutionsOfClaim(db, claim._id);
  const drafts = await db
    .query("insightDrafts")
    .withIndex("by_claimId", (q) => q.eq("claimId", claim._id))
    .take(MAX_DRAFTS_PER_CLAIM);
  const { _id, claimId, position, topic, title, sourceStart, sourceEnd, sentiment, severity } = claim;
  const { skillName, skillRating, extractionConfidence, status, noDraftReason } = claim;
  const { quoteMatch, reviewReason, extractionVersion } = claim;
  return {
    ...{ _id, claimId, position, topic, title, sourceStart, sourceEnd, sentiment, severity },
    ...{ skillName, skillRating, extractionConfidence, status, noDraftReason },
    ...{ quoteMatch, reviewReason, extractionVersion },
    description: revealed ? claim.description : null,
    recommendedAction: revealed ? (claim.recommendedAction ?? null) : null,
    sourceText: revealed ? claim.sourceText : null,
    resolutions: resolutions.map(resolutionDetail),
    drafts: drafts.map(draftDetail),
  };
}

const resolutionDetail = (row: Doc<"voiceNoteEntityResolutions">): Infer<typeof resolutionValidator> => ({
  _id: row._id,
  mentionIndex: row.mentionIndex,
  mentionType: row.mentionType,
  rawText: row.rawText,
  candidates: row.candidates,
  status: row.status,
  resolvedEntityName: row.resolvedEntityName,
  resolutionConfidence: row.resolutionConfidence,
  askReason: row.askReason,
});

const draftDetail = (row: Doc<"insightDrafts">): Infer<typeof draftValidator> => ({
  _id: row._id,
  title: row.title,
  status: row.status,
  aiConfidence: row.aiConfidence,
  resolutionConfidence: row.resolutionConfidence,
  overallConfidence: row.overallConfidence,
  requiresConfirmation: row.requiresConfirmation,
  confirmationReason: row.confirmationReason,
  expiresAt: row.expiresAt,
  decidedAt: row.decidedAt,
});
