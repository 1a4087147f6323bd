/**
 * A demonstration in an empty deployment: clubs, coaches, accounts and days of history. For operators only
 * (`npx convex run seed/seed:run '{…}'`), and only where `VOICE_FLOW_ALLOW_SEED` is "true". Running it again adds what is
 * missing and changes nothing else.
 */
import { v } from "convex/values";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { internalAction, internalMutation, internalQuery } from "../_generated/server";
import { optionalEnvironment } from "../lib/foundation/environment";
import { changeFlag, findFlagRow } from "../lib/host/featureFlags";
import { findProfile, findUserByPhone, organizationsOfCoach } from "../lib/host/people";
import { ensureAccount, ensureMember, ensureOrganization } from "./accounts";
import { COACH_WITH_ACCOUNT, SEED_CLUBS, SEED_COACHES } from "./clubs";
import { DAY_MS } from "./planDay";
import { toneRecording } from "./recording";
import { writeDay } from "./writeDay";

const MAX_DAYS = 30;
const credentialsValidator = v.object({ email: v.string(), password: v.string() });
const seededValidator = v.object({ clubs: v.number(), coaches: v.number(), notes: v.number() });

/** Throws in a deployment that isn't for demonstrations: invented children must never stand beside real ones. */
function allowSeedOrThrow(): void {
  if (optionalEnvironment("VOICE_FLOW_ALLOW_SEED") === "true") return;
  throw new Error("Set VOICE_FLOW_ALLOW_SEED=true to seed a demonstration. Never do so in production.");
}

/** `now` in ms. `notes` counts those that were written now. Throws for more than 30 days, or a refused password. */
export const run = internalAction({
  args: { staff: credentialsValidator, coach: credentialsValidator, days: v.number(), now: v.number() },
  returns: seededValidator,
  handler: async (ctx, { staff, coach, days, now }): Promise<typeof seededValidator.type> => {
    allowSeedOrThrow();
    if (!Number.isInteger(days) || days < 0 || days > MAX_DAYS) {
      throw new Error(`Give a whole number of days between 0 and ${MAX_DAYS}.`);
    }
    await ensureAccount(ctx, { ...staff, name: "Stella Staff" });
    await ctx.runMutation(internal.models.grants.setPlatformStaff, {
      email: staff.email,
      isPlatformStaff: true,
    });
    const coachAuthId = await ensureAccount(ctx, { ...coach, name: "Carla Brady" });
    await ctx.runMutation(internal.seed.seed.people, { coachAuthId, now });
    let notes = 0;
    if (days > 0) {
      const recordingId = await ctx.storage.store(toneRecording());
      const today = Math.floor(now / DAY_MS) * DAY_MS;
      for (let dayStart = today - days * DAY_MS; dayStart <= today; dayStart += DAY_MS) {
        notes += await ctx.runMutation(internal.seed.seed.day, { dayStart, now, recordingId });
      }
    }
    return { clubs: SEED_CLUBS.length, coaches: SEED_COACHES.length, notes };
  },
});

/** Clubs with their teams and players, and the coaches. */
export const people = internalMutation({
  args: { coachAuthId: v.string(), now: v.number() },
  returns: v.null(),
  handler: async (ctx, { coachAuthId, now }) => {
    allowSeedOrThrow();
    // A world to look at shows the whole product; an operator who has switched it off meanwhile is left alone.
    const flag = { key: "voice_notes_v2", target: { scope: "platform" } } as const;
    if (!(await findFlagRow(ctx.db, flag.key, flag.target))) {
      await changeFlag(ctx.db, {
        ...flag,
        enabled: true,
        actor: { authUserId: "seed", name: "The demonstration" },
        now,
      });
    }
    const teamIds = new Map<string, Id<"teams">>();
    for (const { teams, ...club } of SEED_CLUBS) {
      const organizationId = await ensureOrganization(ctx, { ...club, now });
      const registered = await ctx.runMutation(internal.models.clubs.registerClub, {
        ...club,
        organizationId,
        shortNames: [...club.shortNames],
        autoApplyTopics: [...club.autoApplyTopics],
        teams: teams.map(({ players, ...team }) => ({ ...team, players: players.map(asPlayer) })),
        now,
      });
      for (const team of registered) teamIds.set(team.name, team.teamId);
    }
    for (const { teams, share: _, ...coach } of SEED_COACHES) {
      const hasAccount = coach.phone === COACH_WITH_ACCOUNT;
      const userId = await ctx.runMutation(internal.models.users.registerCoach, {
        ...coach,
        teamIds: teams.flatMap((team) => teamIds.get(team) ?? []),
        ...(hasAccount ? { authUserId: coachAuthId } : {}),
        now,
      });
      if (!hasAccount) continue;
      for (const { organizationId } of await organizationsOfCoach(ctx.db, userId)) {
        await ensureMember(ctx, { organizationId, userId: coachAuthId, now });
      }
    }
    return null;
  },
});

function asPlayer(name: string): { firstName: string; lastName: string } {
  const [firstName = "", ...rest] = name.split(" ");
  return { firstName, lastName: rest.join(" ") };
}

/** The notes of one day (UTC) that are over at `now`; ms. Returns how many were written. */
export const day = internalMutation({
  args: { dayStart: v.number(), now: v.number(), recordingId: v.optional(v.id("_storage")) },
  returns: v.number(),
  handler: async (ctx, args) => {
    allowSeedOrThrow();
    return await writeDay(ctx, args);
  },
});

/** The coaches whose phones a simulator can play. */
export const phonebook = internalQuery({
  args: {},
  returns: v.array(v.object({ name: v.string(), phone: v.string(), club: v.string() })),
  handler: async (ctx) => {
    const entries = await Promise.all(
      SEED_COACHES.map(async ({ phone }) => {
        const user = await findUserByPhone(ctx.db, phone);
        if (!user) return [];
        const profile = await findProfile(ctx.db, user._id);
        const clubs = await organizationsOfCoach(ctx.db, user._id);
        const name = profile ? `${profile.firstName} ${profile.lastName}` : "";
        return [{ name, phone, club: clubs.map((club) => club.name).join(", ") }];
      }),
    );
    return entries.flat();
  },
});
