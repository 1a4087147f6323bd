import { claimTopicValidator } from "@voice-flow/domain/vocabulary/notes";
import { v } from "convex/values";
import { coachQuery } from "../lib/host/functions";
import { nameLookup } from "../lib/host/nameLookup";

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
