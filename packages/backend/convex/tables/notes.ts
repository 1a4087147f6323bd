import {
  askReasonValidator,
  claimSeverityValidator,
  claimStatusValidator,
  claimTopicValidator,
  confirmationReasonValidator,
  draftStatusValidator,
  matchReasonValidator,
  mentionTypeValidator,
  noDraftReasonValidator,
  quoteMatchValidator,
  resolutionStatusValidator,
  reviewReasonValidator,
  sentimentValidator,
} from "@voice-flow/domain/vocabulary/notes";
import { defineTable } from "convex/server";
import { type Infer, v } from "convex/values";

export const mentionValidator = v.object({
  rawText: v.string(),
  mentionType: mentionTypeValidator,
  /** Offset in the transcript, in characters. */
  position: v.number(),
  /** The player whom the model took it for; on the coach's roster, and never more than a hint. */
  candidatePlayerId: v.optional(v.id("players")),
});
export type Mention = Infer<typeof mentionValidator>;

export const resolutionCandidateValidator = v.object({
  entityType: v.union(v.literal("player"), v.literal("team"), v.literal("coach")),
  /** Id of the player, team or user. */
  entityId: v.string(),
  entityName: v.string(),
  /** Tells players of one name apart. */
  teamName: v.optional(v.string()),
  /** 0–1. */
  score: v.number(),
  reasons: v.array(matchReasonValidator),
});
export type ResolutionCandidate = Infer<typeof resolutionCandidateValidator>;

/** What a claim says, as the check of the model's answer leaves it. */
export const claimContentFields = {
  topic: claimTopicValidator,
  title: v.string(),
  description: v.string(),
  recommendedAction: v.optional(v.string()),
  /** The words of the transcript and their offsets in characters; the model's own words if they weren't found there. */
  sourceText: v.string(),
  sourceStart: v.number(),
  sourceEnd: v.number(),
  /** Absent in claims from before quotes were aligned: those quotes were all exact. */
  quoteMatch: v.optional(quoteMatchValidator),
  /** The stretches of an inexact quote that were said. */
  quoteSegments: v.optional(v.array(v.object({ start: v.number(), end: v.number() }))),
  timeReference: v.optional(v.string()),
  sentiment: sentimentValidator,
  severity: v.optional(claimSeverityValidator),
  skillName: v.optional(v.string()),
  skillRating: v.optional(v.number()),
  mentions: v.array(mentionValidator),
  /** 0–1, the model's own. */
  extractionConfidence: v.number(),
  noDraftReason: v.optional(noDraftReasonValidator),
  /** Set where the claim is to be looked at: nothing of it is saved unasked. */
  reviewReason: v.optional(reviewReasonValidator),
};

/** What the stages make of a transcript. Each stage writes its own table; a retry deletes from the stage's table on. */
export const noteTables = {
  /** Atomic claims. Written by `models/voiceNoteClaims`; statuses move with resolution. */
  voiceNoteClaims: defineTable({
    claimId: v.string(),
    artifactId: v.id("voiceNoteArtifacts"),
    organizationId: v.string(),
    coachUserId: v.id("users"),
    /** Order within the note, from 0. */
    position: v.number(),
    ...claimContentFields,
    /** For todos: the coach who is to act; absent means nobody in particular. */
    assigneeUserId: v.optional(v.id("users")),
    /** Of the prompt and schema that it was extracted with. */
    extractionVersion: v.optional(v.string()),
    /** Of a merged claim: the draft of the record that holds its matter already. */
    mergedIntoDraftId: v.optional(v.id("insightDrafts")),
    status: claimStatusValidator,
    createdAt: v.number(),
    updatedAt: v.number(),
  }).index("by_artifactId_and_status", ["artifactId", "status"]),

  /** One row per mention, whatever path matched it. Written by `models/voiceNoteEntityResolutions`. */
  voiceNoteEntityResolutions: defineTable({
    claimId: v.id("voiceNoteClaims"),
    artifactId: v.id("voiceNoteArtifacts"),
    organizationId: v.string(),
    coachUserId: v.id("users"),
    mentionIndex: v.number(),
    mentionType: mentionTypeValidator,
    rawText: v.string(),
    /** At most five, best first. */
    candidates: v.array(resolutionCandidateValidator),
    status: resolutionStatusValidator,
    resolvedEntityType: v.optional(v.union(v.literal("player"), v.literal("team"), v.literal("coach"))),
    resolvedEntityId: v.optional(v.string()),
    resolvedEntityName: v.optional(v.string()),
    /** 0–1; 0 while open. */
    resolutionConfidence: v.number(),
    /** Why the coach is asked. */
    askReason: v.optional(askReasonValidator),
    /** The name stands in the claim's own quote. Otherwise nothing is saved without asking. */
    nameInQuote: v.optional(v.boolean()),
    /** Of a remembered choice: how often the coach had stood by it. */
    confirmedCount: v.optional(v.number()),
    resolvedByUserId: v.optional(v.id("users")),
    resolvedAt: v.optional(v.number()),
    createdAt: v.number(),
  })
    .index("by_claimId", ["claimId"])
    .index("by_artifactId_and_status", ["artifactId", "status"])
    .index("by_org_and_status", ["organizationId", "status"])
    .index("by_status_and_createdAt", ["status", "createdAt"]),

  /** What a coach once meant by a name. Written when a coach chooses; read by every later resolution. */
  coachPlayerAliases: defineTable({
    coachUserId: v.id("users"),
    organizationId: v.string(),
    /** Normalised spoken text. */
    rawText: v.string(),
    resolvedEntityId: v.id("players"),
    /** Who could have been meant when the coach chose: a namesake who joins later is asked about. */
    amongPlayerIds: v.optional(v.array(v.id("players"))),
    /** How often it linked a name. */
    useCount: v.number(),
    /** How often the coach stood by it: the choice itself, and each draft confirmed that rests on it. */
    confirmedCount: v.optional(v.number()),
    lastUsedAt: v.number(),
    createdAt: v.number(),
  })
    .index("by_coach_org_rawText", ["coachUserId", "organizationId", "rawText"])
    .index("by_resolvedEntityId", ["resolvedEntityId"]),

  /** Insights that wait for the coach. Written by `models/insightDrafts`; confirmed ones are never deleted by a retry. */
  insightDrafts: defineTable({
    artifactId: v.id("voiceNoteArtifacts"),
    claimId: v.id("voiceNoteClaims"),
    organizationId: v.string(),
    coachUserId: v.id("users"),
    playerId: v.optional(v.id("players")),
    teamId: v.optional(v.id("teams")),
    topic: claimTopicValidator,
    title: v.string(),
    description: v.string(),
    /** 0–1; overall = AI × resolution. */
    aiConfidence: v.number(),
    resolutionConfidence: v.number(),
    overallConfidence: v.number(),
    requiresConfirmation: v.boolean(),
    confirmationReason: v.optional(confirmationReasonValidator),
    /** The first draft of the same matter, within two weeks: applying this one updates its record. */
    sameAsDraftId: v.optional(v.id("insightDrafts")),
    /** ms: when that was recorded, or told if it still waits. */
    recordedAt: v.optional(v.number()),
    status: draftStatusValidator,
    expiresAt: v.number(),
    decidedAt: v.optional(v.number()),
    createdAt: v.number(),
    updatedAt: v.number(),
  })
    .index("by_artifactId_and_status", ["artifactId", "status"])
    .index("by_claimId", ["claimId"])
    .index("by_playerId_and_topic", ["playerId", "topic"])
    .index("by_status_and_expiresAt", ["status", "expiresAt"]),

  /** What the club keeps. Written when a draft is applied, once per draft. */
  voiceNoteInsights: defineTable({
    voiceNoteId: v.id("voiceNotes"),
    draftId: v.id("insightDrafts"),
    organizationId: v.string(),
    coachUserId: v.id("users"),
    playerId: v.optional(v.id("players")),
    teamId: v.optional(v.id("teams")),
    category: claimTopicValidator,
    title: v.string(),
    description: v.string(),
    confidenceScore: v.number(),
    /** The first draft of its matter, when more than one note mentions it. */
    matterDraftId: v.optional(v.id("insightDrafts")),
    /** The draft whose text took its place; the text before is kept with the older insight. */
    supersededBy: v.optional(v.id("voiceNoteInsights")),
    status: v.union(v.literal("applied"), v.literal("undone"), v.literal("superseded")),
    createdAt: v.number(),
    updatedAt: v.number(),
  })
    .index("by_draftId", ["draftId"])
    .index("by_voiceNoteId", ["voiceNoteId"])
    .index("by_matterDraftId", ["matterDraftId"])
    .index("by_coach_org_status", ["coachUserId", "organizationId", "status"]),

  /** What was applied without asking, so that it can be undone and the threshold calibrated. Written with the insight. */
  autoAppliedInsights: defineTable({
    insightId: v.id("voiceNoteInsights"),
    draftId: v.id("insightDrafts"),
    organizationId: v.string(),
    coachUserId: v.id("users"),
    topic: claimTopicValidator,
    /** 0–1; the overall confidence at the time. */
    confidenceScore: v.number(),
    appliedAt: v.number(),
    /** ms: when the coach had seen the message about it, and could undo it. */
    shownAt: v.optional(v.number()),
    undoneAt: v.optional(v.number()),
  })
    .index("by_insightId", ["insightId"])
    .index("by_org_topic_appliedAt", ["organizationId", "topic", "appliedAt"]),
};
