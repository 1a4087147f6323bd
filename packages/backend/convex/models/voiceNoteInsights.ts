import { claimTopicValidator } from "@voice-flow/domain/vocabulary/notes";
import { v } from "convex/values";
import { functionError } from "../lib/foundation/errors";
import { coachMutation, coachQuery } from "../lib/host/functions";
import { nameLookup } from "../lib/host/nameLookup";
import { tellUndone } from "../lib/pipeline/decideDrafts";

const MAX_INSIGHTS = 100;

/** What was kept from the coach's notes in one club: at most 100, newest first. Times in ms. */
export const getMyInsights = coachQuery({
  args: { organizationId: v.string() },
  returns: v.array(
    v.object({
      _id: v.id("voiceNoteInsights"),
      playerId: v.optional(v.id("players")),
      teamId: v.optional(v.id("teams")),
      category: claimTopicValidator,
      title: v.string(),
      description: v.string(),
      confidenceScore: v.number(),
      createdAt: v.number(),
      organizationName: v.optional(v.string()),
    }),
  ),
  handler: async (ctx, { organizationId }) => {
    const insights = await ctx.db
      .query("voiceNoteInsights")
      .withIndex("by_coach_org_status", (q) =>
        q.eq("coachUserId", ctx.coach._id).eq("organizationId", organizationId).eq("status", "applied"),
      )
      .order("desc")
      .take(MAX_INSIGHTS);
    const organizationName = await nameLookup(ctx.db).clubName(organizationId);
    return insights.map(
      ({ _id, playerId, teamId, category, title, description, confidenceScore, createdAt }) => ({
        _id,
        playerId,
        teamId,
        category,
        title,
        description,
        confidenceScore,
        createdAt,
        organizationName,
      }),
    );
  },
});

/**
 * Takes back what was applied without asking. Undoing twice is undoing once. Throws ConvexError `not_found` for another
 * coach's insight, and `invalid_argument` for one that the coach confirmed.
 */
export const undoAutoApplied = coachMutation({
  args: { insightId: v.id("voiceNoteInsights") },
  returns: v.null(),
  handler: async (ctx, { insightId }) => {
    const insight = await ctx.db.get("voiceNoteInsights", insightId);
    if (!insight || insight.coachUserId !== ctx.coach._id) throw functionError("not_found");
    const applied = await ctx.db
      .query("autoAppliedInsights")
      .withIndex("by_insightId", (q) => q.eq("insightId", insightId))
      .unique();
    if (!applied)
      throw functionError("invalid_argument", "You confirmed this yourself; it cannot be undone here.");
    if (applied.undoneAt !== undefined) return null;
    const now = Date.now();
    await ctx.db.patch("autoAppliedInsights", applied._id, { undoneAt: now });
    await ctx.db.patch("voiceNoteInsights", insightId, { status: "undone", updatedAt: now });
    const draft = await ctx.db.get("insightDrafts", insight.draftId);
    if (draft) await tellUndone(ctx, draft, now);
    return null;
  },
});
