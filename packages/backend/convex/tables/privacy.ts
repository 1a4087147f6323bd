import { defineTable } from "convex/server";
import { type Infer, v } from "convex/values";
import { literals } from "convex-helpers/validators";

/** The tables that an erasure goes through, in this order. */
export const ERASURE_PHASES = [
  "notes_of_club",
  "notes_without_club",
  "notes_without_run",
  "inbound_messages",
  "outbound_messages",
  "audit_log",
  "alert_notes",
  "bulk_retries",
  "emergency_reason",
  "saved_views",
] as const;
export const erasurePhaseValidator = literals(...ERASURE_PHASES);
export type ErasurePhase = Infer<typeof erasurePhaseValidator>;

/** What the player is called. Kept only while the erasure runs. */
export const erasureNamesValidator = v.object({
  /** Both names together: whoever else is meant by them. */
  full: v.array(v.string()),
  /** What nobody else of the club is called: the full name, and each word of it that is no other player's. */
  own: v.array(v.string()),
  /** Every word that may mean the player, those shared with others too. */
  any: v.array(v.string()),
});
export type ErasureNames = Infer<typeof erasureNamesValidator>;

export const privacyTables = {
  /** One row per erased player. Written by its own chain of steps; the names leave the row with the last of them. */
  playerErasures: defineTable({
    playerId: v.id("players"),
    organizationId: v.string(),
    /** Better Auth's id of the member of staff, or `operator`. */
    requestedBy: v.string(),
    /** As they were called then. Absent for operators. */
    requestedByName: v.optional(v.string()),
    /** `gave_up`: a step failed on every attempt; staff start it again. */
    status: v.union(v.literal("running"), v.literal("completed"), v.literal("gave_up")),
    names: v.optional(erasureNamesValidator),
    /** 1, and 2 for the later look at what was under way during the first. */
    pass: v.number(),
    phase: erasurePhaseValidator,
    cursor: v.union(v.string(), v.null()),
    /** Of rows from before chains of steps had rows of their own. Never read. */
    step: v.optional(v.number()),
    /** ms; when the next step runs: the second pass starts an hour after the first. */
    nextStepAt: v.number(),
    notesErased: v.number(),
    textsErased: v.number(),
    startedAt: v.number(),
    finishedAt: v.optional(v.number()),
  }).index("by_playerId", ["playerId"]),

  /** One row: up to which time of storing the recordings are gone (ms, exclusive). Written by the removal of old audio. */
  audioRetention: defineTable({
    notesUntil: v.number(),
    messagesUntil: v.number(),
    /** Up to which time files have been looked at that never became a note. */
    uploadsUntil: v.optional(v.number()),
  }),
};
