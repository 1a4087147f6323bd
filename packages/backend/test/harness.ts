/// <reference types="vite/client" />
/**
 * The backend on the `convex-test` engine, with every component registered. Tests of functions start here:
 *
 *     const t = createBackend();
 *     const club = await seedClub(t);
 *     const staff = await asStaff(t);
 *     await staff.query(api.models.platform.getViewer, {});
 *     await settle(t);            // until nothing that is due is left to run
 */
import migrations from "@convex-dev/migrations/test";
import rateLimiter from "@convex-dev/rate-limiter/test";
import { convexTest } from "convex-test";
import { components } from "../convex/_generated/api";
import type { Id } from "../convex/_generated/dataModel";
import authSchema from "../convex/betterAuth/schema";
import type { DbWriter } from "../convex/lib/foundation/context";
import { findFlagRow } from "../convex/lib/host/featureFlags";
import schema from "../convex/schema";
import { movedAt } from "./clock";

const modules = import.meta.glob([
  "../convex/**/*.{ts,js}",
  "!../convex/**/*.{test,d}.ts",
  "!../convex/betterAuth/**",
]);
const authModules = {
  // The engine finds the root of a component by this directory.
  "../convex/betterAuth/_generated/api.ts": async () => ({}),
  ...import.meta.glob(["../convex/betterAuth/**/*.{ts,js}", "!../convex/betterAuth/**/*.d.ts"]),
};

interface BackendOptions {
  /** By default Convex's own; `documentsRead` is for tests of budgets. */
  transactionLimits?: boolean | { documentsRead?: number };
}

export function createBackend(options: BackendOptions = {}) {
  const t = convexTest({ schema, modules, transactionLimits: options.transactionLimits ?? true });
  t.registerComponent("betterAuth", authSchema, authModules);
  rateLimiter.register(t);
  migrations.register(t);
  return t;
}

export type Backend = ReturnType<typeof createBackend>;

const DAY_MS = 86_400_000;
let accounts = 0;

/** An account with a session in Better Auth's own tables, and the accessor that calls as it. */
export async function signIn(t: Backend, user: { name: string; isPlatformStaff: boolean }) {
  accounts += 1;
  const now = Date.now();
  const stored = await t.mutation(components.betterAuth.adapter.create, {
    input: {
      model: "user",
      data: {
        ...user,
        email: `account-${accounts}@example.test`,
        emailVerified: true,
        createdAt: now,
        updatedAt: now,
      },
    },
  });
  const session = await t.mutation(components.betterAuth.adapter.create, {
    input: {
      model: "session",
      data: {
        userId: stored._id,
        token: `token-${accounts}`,
        expiresAt: now + DAY_MS,
        createdAt: now,
        updatedAt: now,
      },
    },
  });
  return {
    authUserId: String(stored._id),
    caller: t.withIdentity({ subject: stored._id, sessionId: session._id }),
  };
}

/** Calls as a member of platform staff. */
export const asStaff = async (t: Backend) =>
  (await signIn(t, { name: "Stella Staff", isPlatformStaff: true })).caller;

/** Calls as the coach with this `users` row; links the row to a new account. */
export async function asCoach(t: Backend, coachUserId: SeededClub["coachUserId"]) {
  const { authUserId, caller } = await signIn(t, { name: "Carla Coach", isPlatformStaff: false });
  await t.run(async (ctx) => ctx.db.patch("users", coachUserId, { authUserId }));
  return caller;
}

/** The roster of the sample notes: one of each name, and two called Alex. */
export const ROSTER = [
  ["Aoife", "Kelly"],
  ["Niamh", "Walsh"],
  ["Cian", "Doyle"],
  ["Caoimhe", "Ryan"],
  ["Seán", "Byrne"],
  ["Tadhg", "Murphy"],
  ["Róisín", "Nolan"],
  ["Oisín", "Brady"],
  ["Alex", "Murphy"],
  ["Alex", "Keane"],
] as const;

export interface SeedOptions {
  organizationId?: string;
  clubName?: string;
  /** E.164; another coach needs another number. */
  phone?: string;
  roster?: readonly (readonly [firstName: string, lastName: string])[];
  teamName?: string;
  /** By default the v2 pipeline is on for the platform; false leaves the world as a fresh deployment has it. */
  v2?: boolean;
}

export type SeededClub = Awaited<ReturnType<typeof seedClub>>;

/** One club with one team, its players and its coach; `playerId("Aoife Kelly")` throws for a name that is not seeded. */
export async function seedClub(t: Backend, options: SeedOptions = {}) {
  const organizationId = options.organizationId ?? "org-grange";
  const phone = options.phone ?? "+353861234567";
  const seeded = await t.run(async (ctx) => {
    const now = Date.now();
    if (options.v2 ?? true) await switchOn(ctx.db, now);
    await sendSummariesAtOnce(ctx.db, now);
    await ctx.db.insert("organizations", {
      organizationId,
      name: options.clubName ?? "Grange GAA",
      slug: organizationId,
      shortNames: [],
      autoApplyTopics: [],
      createdAt: now,
      updatedAt: now,
    });
    const coachUserId = await ctx.db.insert("users", {
      phone,
      roles: ["coach"],
      createdAt: now,
      updatedAt: now,
    });
    await ctx.db.insert("userProfiles", {
      userId: coachUserId,
      firstName: "Carla",
      lastName: "Coach",
      createdAt: now,
      updatedAt: now,
    });
    const teamId = await ctx.db.insert("teams", {
      organizationId,
      name: options.teamName ?? "U12 Gold",
      ageGroup: "u12",
      sport: "gaelic football",
      createdAt: now,
    });
    await ctx.db.insert("teamCoaches", { teamId, coachUserId, organizationId });
    const players: { name: string; playerId: Id<"players"> }[] = [];
    for (const [firstName, lastName] of options.roster ?? ROSTER) {
      const playerId = await ctx.db.insert("players", {
        organizationId,
        firstName,
        lastName,
        createdAt: now,
      });
      await ctx.db.insert("teamPlayers", { teamId, playerId, organizationId });
      players.push({ name: `${firstName} ${lastName}`, playerId });
    }
    return { organizationId, coachUserId, phone, teamId, players };
  });
  const playerId = (name: string): Id<"players"> => {
    const found = seeded.players.find((player) => player.name === name);
    if (!found) throw new Error(`Nobody called ${name} is seeded.`);
    return found.playerId;
  };
  return { ...seeded, playerId };
}

/** Tests of one note do not wait for the coach's others. */
async function sendSummariesAtOnce(db: DbWriter, now: number) {
  const key = "SUMMARY_WINDOW_SECONDS";
  const known = await db
    .query("platformSettings")
    .withIndex("by_key", (q) => q.eq("key", key))
    .first();
  if (!known) await db.insert("platformSettings", { key, value: 0, updatedBy: "test", updatedAt: now });
}

/** The pipeline for everybody, once. */
async function switchOn(db: DbWriter, now: number) {
  const key = "voice_notes_v2" as const;
  if (await findFlagRow(db, key, { scope: "platform" })) return;
  const by = { updatedBy: "test", updatedByName: "Test", updatedAt: now };
  await db.insert("featureFlags", { featureKey: key, scope: "platform", enabled: true, ...by });
}

/**
 * Waits with real timers until no scheduled function of the application is running or due. Functions scheduled for
 * later (sweeps, expiries) are left alone. Throws after `timeoutMs`.
 */
export async function settle(t: Backend, timeoutMs = 25_000) {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    await t.finishInProgressScheduledFunctions();
    const open = await t.run(async (ctx) => {
      const rows = await ctx.db.system.query("_scheduled_functions").collect();
      return rows.filter(
        (row) =>
          row.state.kind === "inProgress" ||
          (row.state.kind === "pending" &&
            row._creationTime >= movedAt() &&
            row.scheduledTime <= Date.now() + 50),
      );
    });
    if (open.length === 0) return;
    if (Date.now() > giveUpAt) {
      throw new Error(`Still open after ${timeoutMs} ms: ${open.map((row) => row.name).join(", ")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
