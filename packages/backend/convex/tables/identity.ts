import { defineTable } from "convex/server";
import { type Infer, v } from "convex/values";
import { literals } from "convex-helpers/validators";

export const USER_ROLES = ["coach", "admin"] as const;
export const userRoleValidator = literals(...USER_ROLES);
export type UserRole = Infer<typeof userRoleValidator>;

/** A question as it was kept before questions had rows. `at` (ms) and `expiresAt` (ms) bound it. */
export const openQuestionValidator = v.union(
  v.object({
    kind: v.literal("summary"),
    artifactId: v.id("voiceNoteArtifacts"),
    /** Drafts in the order of the numbers that the coach was shown, from 1. */
    draftIds: v.array(v.id("insightDrafts")),
    /** How often the coach has put this summary off. */
    timesSnoozed: v.number(),
    at: v.number(),
    expiresAt: v.number(),
  }),
  v.object({
    kind: v.literal("transcript"),
    artifactId: v.id("voiceNoteArtifacts"),
    at: v.number(),
    expiresAt: v.number(),
  }),
  v.object({
    kind: v.literal("club"),
    /** Organisations in the order of the numbers that the coach was shown, from 1. */
    organizationIds: v.array(v.string()),
    at: v.number(),
    expiresAt: v.number(),
  }),
);
export type OpenQuestion = Infer<typeof openQuestionValidator>;

export const SUBSCRIPTION_STATUSES = ["trial", "active", "past_due", "canceled"] as const;
export const subscriptionStatusValidator = literals(...SUBSCRIPTION_STATUSES);
export type SubscriptionStatus = Infer<typeof subscriptionStatusValidator>;

/**
 * Of the older, wide row. They are read where the narrow tables have no row yet, and stay until the split has run
 * everywhere (`migrations:splitUsers`): rolling back is reading them again.
 */
const wideUserFields = {
  firstName: v.optional(v.string()),
  lastName: v.optional(v.string()),
  timezone: v.optional(v.string()),
  lastOrganizationId: v.optional(v.string()),
  lastNoteAt: v.optional(v.number()),
  billingCustomerId: v.optional(v.string()),
  subscriptionStatus: v.optional(subscriptionStatusValidator),
  trialEndsAt: v.optional(v.number()),
};

export const identityTables = {
  /**
   * Identity and roles only: looked up by phone on every webhook, by account on every page, so nothing that changes
   * often belongs here. Written by `models/users`; read by everybody.
   */
  users: defineTable({
    /** E.164, such as +353861234567. */
    phone: v.optional(v.string()),
    /** The id under which WhatsApp sends the messages of somebody with a username. */
    whatsappUserId: v.optional(v.string()),
    email: v.optional(v.string()),
    /** Better Auth's user id, for people who sign in on the web. */
    authUserId: v.optional(v.string()),
    roles: v.array(userRoleValidator),
    ...wideUserFields,
    createdAt: v.number(),
    updatedAt: v.number(),
  })
    .index("by_phone", ["phone"])
    .index("by_whatsappUserId", ["whatsappUserId"])
    .index("by_authUserId", ["authUserId"]),

  /** What people call themselves. Written by `models/users`; read where a name is shown or matched. */
  userProfiles: defineTable({
    userId: v.id("users"),
    firstName: v.string(),
    lastName: v.string(),
    timezone: v.optional(v.string()),
    createdAt: v.number(),
    updatedAt: v.number(),
  }).index("by_userId", ["userId"]),

  /** Who pays, where somebody does. Written by the split and by whoever connects a payment provider; read by `models/users`. */
  billingAccounts: defineTable({
    userId: v.id("users"),
    /** The payment provider's id of the customer. */
    billingCustomerId: v.optional(v.string()),
    subscriptionStatus: v.optional(subscriptionStatusValidator),
    trialEndsAt: v.optional(v.number()),
    createdAt: v.number(),
    updatedAt: v.number(),
  }).index("by_userId", ["userId"]),

  /** One row per coach who writes; the only row that every message of a coach touches. Written by `models/conversationState`. */
  conversationState: defineTable({
    userId: v.id("users"),
    /** Of the older shape, one per kind; `migrations:openQuestions` makes rows of them and takes them away. */
    openQuestions: v.optional(v.array(openQuestionValidator)),
    /** ms: the coach has said STOP. */
    optedOutAt: v.optional(v.number()),
    /** Memory for "which club" of coaches with several: the last note's club, valid for 24 h. */
    lastOrganizationId: v.optional(v.string()),
    lastNoteAt: v.optional(v.number()),
    updatedAt: v.number(),
  }).index("by_userId", ["userId"]),
};
