import {
  itemKindValidator,
  itemStateValidator,
  questionKindValidator,
  questionStateValidator,
} from "@voice-flow/domain/conversation/states";
import { transcriptDoubtValidator } from "@voice-flow/domain/vocabulary/gates";
import { claimTopicValidator } from "@voice-flow/domain/vocabulary/notes";
import { defineTable } from "convex/server";
import { v } from "convex/values";

/** What coaches are asked, and the numbered items of it. They hold ids alone: the words are where they always were. */
export const conversationTables = {
  /** One question to a coach. Written by `lib/conversation/questions`. */
  coachQuestions: defineTable({
    userId: v.id("users"),
    kind: questionKindValidator,
    state: questionStateValidator,
    /** Its notes. Of a club question those that were heard; typed ones wait as messages. */
    artifactIds: v.array(v.id("voiceNoteArtifacts")),
    /** Asked on the coach's page: no message is sent for it, and R lists it all the same. */
    isOnPage: v.boolean(),
    /** Of a transcript: what is doubtful about it. */
    reason: v.optional(transcriptDoubtValidator),
    /** Of a club question: the clubs in the order of their numbers, from 1. */
    organizationIds: v.optional(v.array(v.string())),
    /** ms: when the notes came that wait for a club, typed ones among them. */
    noteTimes: v.optional(v.array(v.number())),
    /** ms: a summary gathers the coach's notes until then. */
    sendAt: v.optional(v.number()),
    /** The newest message that carries it. */
    outboundMessageId: v.optional(v.id("outboundMessages")),
    /** ms: when a message with it was first seen. */
    shownAt: v.optional(v.number()),
    timesSnoozed: v.number(),
    /** ms */
    snoozedUntil: v.optional(v.number()),
    createdAt: v.number(),
    expiresAt: v.number(),
    closedAt: v.optional(v.number()),
    updatedAt: v.number(),
  }).index("by_userId_and_state", ["userId", "state", "createdAt"]),

  /** One numbered item of a summary: a draft, or a name to choose. Written by `lib/conversation/items`. */
  coachItems: defineTable({
    userId: v.id("users"),
    questionId: v.id("coachQuestions"),
    artifactId: v.id("voiceNoteArtifacts"),
    /** Unique among the coach's open items; stays as it is. */
    number: v.number(),
    kind: itemKindValidator,
    state: itemStateValidator,
    topic: claimTopicValidator,
    claimId: v.id("voiceNoteClaims"),
    /** Of a draft. */
    draftId: v.optional(v.id("insightDrafts")),
    /** Of a draft: the name whose answer it came of. */
    nameItemId: v.optional(v.id("coachItems")),
    /** Of a name: its first mention in the claim, and whom it may mean, in the order of their letters. */
    mentionIndex: v.optional(v.number()),
    candidateIds: v.optional(v.array(v.id("players"))),
    /** Of a name that was chosen. */
    playerId: v.optional(v.id("players")),
    /** What was saved together, by one answer or by one note. */
    batch: v.optional(v.string()),
    /** It was saved without asking. */
    isAutomatic: v.optional(v.boolean()),
    /** ms: what it shows is not what older messages showed: those prove nothing. */
    changedAt: v.optional(v.number()),
    /** ms: when a message with it was first seen. */
    shownAt: v.optional(v.number()),
    /** The newest message with it that was seen, and when (ms). */
    lastShown: v.optional(v.object({ outboundMessageId: v.id("outboundMessages"), at: v.number() })),
    createdAt: v.number(),
    expiresAt: v.number(),
    closedAt: v.optional(v.number()),
    updatedAt: v.number(),
  })
    .index("by_userId_and_state", ["userId", "state", "closedAt"])
    .index("by_artifactId", ["artifactId"])
    .index("by_questionId", ["questionId"])
    .index("by_draftId", ["draftId"])
    .index("by_state_and_expiresAt", ["state", "expiresAt"]),
};
