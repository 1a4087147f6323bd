/** Clubs, teams and players. A club's id is that of Better Auth's organisation. */
import { clubLanguageValidator } from "@voice-flow/domain/hearing/languages";
import { CLAIM_TOPICS, claimTopicValidator, isSensitiveTopic } from "@voice-flow/domain/vocabulary/notes";
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { recordChange } from "../lib/foundation/audit";
import { functionError } from "../lib/foundation/errors";
import { staffMutation, staffQuery } from "../lib/host/functions";
import { coachesOfClub, findOrganization } from "../lib/host/people";

/** Players that one call adds: a team, and room. */
const MAX_PLAYERS = 200;
const MAX_CLUBS_LISTED = 100;

const newTeamValidator = v.object({
  name: v.string(),
  /** Such as "u12" or "senior". */
  ageGroup: v.string(),
  sport: v.string(),
  players: v.array(v.object({ firstName: v.string(), lastName: v.string() })),
});

/** Registers a club with its teams and players; a club that exists is left as it is. Returns its teams by name. */
export const registerClub = internalMutation({
  args: {
    organizationId: v.string(),
    name: v.string(),
    slug: v.string(),
    shortNames: v.array(v.string()),
    autoApplyTopics: v.array(claimTopicValidator),
    teams: v.array(newTeamValidator),
    now: v.number(),
  },
  returns: v.array(v.object({ teamId: v.id("teams"), name: v.string() })),
  handler: async (ctx, { teams, now, ...club }) => {
    const existing = await findOrganization(ctx.db, club.organizationId);
    if (existing) {
      const known = await ctx.db
        .query("teams")
        .withIndex("by_organizationId", (q) => q.eq("organizationId", club.organizationId))
        .take(MAX_PLAYERS);
      return known.map((team) => ({ teamId: team._id, name: team.name }));
    }
    if (teams.some((team) => team.players.length > MAX_PLAYERS)) throw functionError("invalid_argument");
    await ctx.db.insert("organizations", { ...club, createdAt: now, updatedAt: now });
    const { organizationId } = club;
    const registered = [];
    for (const { players, ...team } of teams) {
      const teamId = await ctx.db.insert("teams", { organizationId, ...team, createdAt: now });
      for (const player of players) {
        const playerId = await ctx.db.insert("players", { organizationId, ...player, createdAt: now });
        await ctx.db.insert("teamPlayers", { teamId, playerId, organizationId });
      }
      registered.push({ teamId, name: team.name });
    }
    return registered;
  },
});

/** For the filters of the monitoring pages: clubs by name, at most 100. `search` narrows by the start of the name. */
export const listForFilter = staffQuery({
  args: { search: v.optional(v.string()) },
  returns: v.array(v.object({ organizationId: v.string(), name: v.string() })),
  handler: async (ctx, { search = "" }) => {
    const from = search.trim();
    const clubs = await ctx.db
      .query("organizations")
      .withIndex("by_name", (q) => q.gte("name", from).lt("name", `${from}\uffff`))
      .take(MAX_CLUBS_LISTED);
    return clubs.map((club) => ({ organizationId: club.organizationId, name: club.name }));
  },
});

/** A club's coaches by name, at most 100, for choosing one. */
export const listCoaches = staffQuery({
  args: { organizationId: v.string() },
  returns: v.array(v.object({ userId: v.id("users"), name: v.string() })),
  handler: async (ctx, { organizationId }) => await coachesOfClub(ctx.db, organizationId),
});

/** The name of one club, for a filter that a link brings along; null if there is none with this id. */
export const getOrganizationName = staffQuery({
  args: { organizationId: v.string() },
  returns: v.union(v.null(), v.string()),
  handler: async (ctx, { organizationId }) => (await findOrganization(ctx.db, organizationId))?.name ?? null,
});

/**
 * Sets the topics whose drafts are applied without asking. Throws ConvexError `invalid_argument` for a sensitive topic,
 * `not_found` for a club that does not exist.
 */
export const setAutoApplyTopics = staffMutation({
  args: { organizationId: v.string(), topics: v.array(claimTopicValidator) },
  returns: v.null(),
  handler: async (ctx, { organizationId, topics }) => {
    if (topics.some((topic) => isSensitiveTopic(topic) || topic === "parent_communication")) {
      throw functionError("invalid_argument", "Sensitive topics are always confirmed by the coach.");
    }
    const club = await findOrganization(ctx.db, organizationId);
    if (!club) throw functionError("not_found");
    const now = Date.now();
    const before = club.autoApplyTopics;
    await ctx.db.patch("organizations", club._id, { autoApplyTopics: [...new Set(topics)], updatedAt: now });
    for (const topic of CLAIM_TOPICS.filter((each) => before.includes(each) !== topics.includes(each))) {
      const to = topics.includes(topic);
      await recordChange(ctx.db, {
        kind: "auto_apply_changed",
        actor: ctx.staff,
        change: { key: topic, scope: "organization", organizationId, from: !to, to },
        now,
      });
    }
    return null;
  },
});

/** Sets what a club's coaches speak. Run by operators (`npx convex run`). Throws ConvexError `not_found`. */
export const setLanguage = internalMutation({
  args: { organizationId: v.string(), language: clubLanguageValidator },
  returns: v.null(),
  handler: async (ctx, { organizationId, language }) => {
    const club = await findOrganization(ctx.db, organizationId);
    if (!club) throw functionError("not_found");
    await ctx.db.patch("organizations", club._id, { language, updatedAt: Date.now() });
    return null;
  },
});
