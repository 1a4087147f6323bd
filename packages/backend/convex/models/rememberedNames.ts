/** What a coach once meant by a name: listed on the coach's page, where it can be forgotten. */
import { v } from "convex/values";
import { functionError } from "../lib/foundation/errors";
import { coachMutation, coachQuery } from "../lib/host/functions";
import { nameLookup } from "../lib/host/nameLookup";
import { fullName } from "../lib/host/roster";

const MAX_LISTED = 200;

/** At most 200, of all clubs. `spokenText` is in small letters and without accents, as it is compared. */
export const listRemembered = coachQuery({
  args: {},
  returns: v.array(
    v.object({
      _id: v.id("coachPlayerAliases"),
      spokenText: v.string(),
      playerName: v.string(),
      organizationName: v.optional(v.string()),
      /** ms */
      lastUsedAt: v.number(),
    }),
  ),
  handler: async (ctx) => {
    const names = nameLookup(ctx.db);
    const rows = await ctx.db
      .query("coachPlayerAliases")
      .withIndex("by_coach_org_rawText", (q) => q.eq("coachUserId", ctx.coach._id))
      .take(MAX_LISTED);
    const listed = await Promise.all(
      rows.map(async ({ _id, rawText, resolvedEntityId, organizationId, lastUsedAt }) => {
        const player = await ctx.db.get("players", resolvedEntityId);
        if (!player) return [];
        const organizationName = await names.clubName(organizationId);
        return [{ _id, spokenText: rawText, playerName: fullName(player), organizationName, lastUsedAt }];
      }),
    );
    return listed.flat();
  },
});

/** The next note with this name asks again. Forgetting twice is forgetting once. Throws ConvexError `not_found`. */
export const forgetRemembered = coachMutation({
  args: { aliasId: v.id("coachPlayerAliases") },
  returns: v.null(),
  handler: async (ctx, { aliasId }) => {
    const alias = await ctx.db.get("coachPlayerAliases", aliasId);
    if (!alias) return null;
    if (alias.coachUserId !== ctx.coach._id) throw functionError("not_found");
    await ctx.db.delete("coachPlayerAliases", aliasId);
    return null;
  },
});
