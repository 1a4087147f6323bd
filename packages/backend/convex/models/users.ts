/** Identity and profiles. `users` is looked up on every webhook, so that nothing that changes often is written there. */
import { isUsernameId, toE164 } from "@voice-flow/domain/phones";
import { v } from "convex/values";
import { internalMutation, internalQuery } from "../_generated/server";
import { functionError } from "../lib/foundation/errors";
import { coachMutation, coachQuery } from "../lib/host/functions";
import {
  findBilling,
  findProfile,
  findUserByPhone,
  organizationsOfCoach,
  patchProfileOrThrow,
  rememberUsernameId,
} from "../lib/host/people";
import { subscriptionStatusValidator, userRoleValidator } from "../tables/identity";

const MAX_NAME_LENGTH = 100;

export const getByPhone = internalQuery({
  args: { phone: v.string() },
  returns: v.union(v.object({ userId: v.id("users"), roles: v.array(userRoleValidator) }), v.null()),
  handler: async (ctx, { phone }) => {
    const e164 = toE164(phone);
    const user = e164 ? await findUserByPhone(ctx.db, e164) : null;
    return user ? { userId: user._id, roles: user.roles } : null;
  },
});

/** What a coach sees of themselves. */
export const getOwnProfile = coachQuery({
  args: {},
  returns: v.object({
    firstName: v.string(),
    lastName: v.string(),
    phone: v.union(v.string(), v.null()),
    clubs: v.array(v.string()),
    subscriptionStatus: v.union(subscriptionStatusValidator, v.null()),
  }),
  handler: async (ctx) => {
    const profile = await findProfile(ctx.db, ctx.coach._id);
    const clubs = await organizationsOfCoach(ctx.db, ctx.coach._id);
    const billing = await findBilling(ctx.db, ctx.coach._id);
    return {
      firstName: profile?.firstName ?? "",
      lastName: profile?.lastName ?? "",
      phone: ctx.coach.phone ?? null,
      clubs: clubs.map((club) => club.name),
      subscriptionStatus: billing?.subscriptionStatus ?? null,
    };
  },
});

/** Throws ConvexError `invalid_argument` for a name that is empty or over 100 characters, `not_found` without a profile. */
export const updateOwnProfile = coachMutation({
  args: { firstName: v.string(), lastName: v.string() },
  returns: v.null(),
  handler: async (ctx, args) => {
    const firstName = args.firstName.trim();
    const lastName = args.lastName.trim();
    if (!firstName || firstName.length > MAX_NAME_LENGTH || lastName.length > MAX_NAME_LENGTH) {
      throw functionError("invalid_argument", "A first name is needed; names have at most 100 characters.");
    }
    await patchProfileOrThrow(ctx.db, ctx.coach._id, { firstName, lastName }, Date.now());
    return null;
  },
});

/**
 * Registers a coach, or finds the one with this number. Throws ConvexError `invalid_argument` for what is no phone number.
 */
export const registerCoach = internalMutation({
  args: {
    phone: v.string(),
    firstName: v.string(),
    lastName: v.string(),
    teamIds: v.array(v.id("teams")),
    authUserId: v.optional(v.string()),
    now: v.number(),
  },
  returns: v.id("users"),
  handler: async (ctx, { phone, firstName, lastName, teamIds, authUserId, now }) => {
    const e164 = toE164(phone);
    if (!e164)
      throw functionError("invalid_argument", "Give the phone in international form, like +353861234567.");
    const existing = await findUserByPhone(ctx.db, e164);
    if (existing) return existing._id;
    const userId = await ctx.db.insert("users", {
      phone: e164,
      roles: ["coach"],
      authUserId,
      createdAt: now,
      updatedAt: now,
    });
    await ctx.db.insert("userProfiles", { userId, firstName, lastName, createdAt: now, updatedAt: now });
    for (const teamId of teamIds) {
      const team = await ctx.db.get("teams", teamId);
      if (!team) throw functionError("not_found", "One of the teams no longer exists.");
      await ctx.db.insert("teamCoaches", {
        teamId,
        coachUserId: userId,
        organizationId: team.organizationId,
      });
    }
    return userId;
  },
});

/**
 * Links the id of a username, as the list of unmatched messages shows it, to its coach. Throws ConvexError `not_found`, or
 * `invalid_argument` for what is no such id. For operators: `npx convex run models/users:linkUsername`.
 */
export const linkUsername = internalMutation({
  args: { userId: v.id("users"), whatsappUserId: v.string() },
  returns: v.null(),
  handler: async (ctx, { userId, whatsappUserId: address }) => {
    if (!isUsernameId(address))
      throw functionError("invalid_argument", "Give the id as WhatsApp writes it, like IE.1349….");
    const user = await ctx.db.get("users", userId);
    if (!user) throw functionError("not_found");
    await rememberUsernameId(ctx.db, user, { address }, Date.now());
    return null;
  },
});

/** Gives or takes a role. Throws ConvexError `not_found`. For operators: `npx convex run models/users:setRole`. */
export const setRole = internalMutation({
  args: { userId: v.id("users"), role: userRoleValidator, granted: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { userId, role, granted }) => {
    const user = await ctx.db.get("users", userId);
    if (!user) throw functionError("not_found");
    const others = user.roles.filter((held) => held !== role);
    await ctx.db.patch("users", userId, {
      roles: granted ? [...others, role] : others,
      updatedAt: Date.now(),
    });
    return null;
  },
});
