import { clubLanguageValidator } from "@voice-flow/domain/hearing/languages";
import { claimTopicValidator } from "@voice-flow/domain/vocabulary/notes";
import { defineTable } from "convex/server";
import { v } from "convex/values";

export const clubTables = {
  /** What the product knows of a club beyond Better Auth's organisation (same id). Written by `models/clubs`; read by pages and routing. */
  organizations: defineTable({
    /** Better Auth's organisation id; every `organizationId` in other tables is this one. */
    organizationId: v.string(),
    name: v.string(),
    slug: v.string(),
    /** Other names coaches use, such as "Grange". */
    shortNames: v.array(v.string()),
    /** What its coaches speak, for the transcriber; English where nobody has said. */
    language: v.optional(clubLanguageValidator),
    /** Topics whose drafts are applied without asking; sensitive ones are never honoured. */
    autoApplyTopics: v.array(claimTopicValidator),
    createdAt: v.number(),
    updatedAt: v.number(),
  })
    .index("by_organizationId", ["organizationId"])
    .index("by_name", ["name"]),

  /** Written by `models/clubs`; read by rosters and routing. */
  teams: defineTable({
    organizationId: v.string(),
    name: v.string(),
    /** Such as "u12" or "senior". */
    ageGroup: v.string(),
    /** Such as "gaelic football", "hurling", "soccer". */
    sport: v.string(),
    createdAt: v.number(),
  }).index("by_organizationId", ["organizationId"]),

  /** Who coaches which team: the roster of a coach starts here. Written by `models/clubs`. */
  teamCoaches: defineTable({
    teamId: v.id("teams"),
    coachUserId: v.id("users"),
    organizationId: v.string(),
  })
    .index("by_coachUserId", ["coachUserId"])
    .index("by_teamId", ["teamId"]),

  /** Children: names live here and in notes only, never in logs or events. Written by `models/clubs` and the erasure. */
  players: defineTable({
    organizationId: v.string(),
    firstName: v.string(),
    lastName: v.string(),
    createdAt: v.number(),
  }).index("by_organizationId", ["organizationId"]),

  /** A player may be on several teams. Written by `models/clubs`. */
  teamPlayers: defineTable({
    teamId: v.id("teams"),
    playerId: v.id("players"),
    organizationId: v.string(),
  })
    .index("by_teamId", ["teamId"])
    .index("by_playerId", ["playerId"]),
};
