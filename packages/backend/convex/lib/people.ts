/** Who somebody is: looked up by phone on every webhook, by account on every page. */
import type { Doc, Id } from "../_generated/dataModel";
import type { DbReader, DbWriter } from "./context";
import { functionError } from "./errors";

/** Teams that one coach may have; more than any coach has. */
const MAX_TEAMS_OF_COACH = 50;

/** `phone` in E.164. One index look-up, whatever the number of users. */
export async function findUserByPhone(db: DbReader, phone: string): Promise<Doc<"users"> | null> {
  return await db
    .query("users")
    .withIndex("by_phone", (q) => q.eq("phone", phone))
    .unique();
}

/** The coach with this number; people with other roles send no notes. */
export async function findCoachByPhone(db: DbReader, phone: string): Promise<Doc<"users"> | null> {
  const user = await findUserByPhone(db, phone);
  return user?.roles.includes("coach") ? user : null;
}

export async function findProfile(db: DbReader, userId: Id<"users">): Promise<Doc<"userProfiles"> | null> {
  return await db
    .query("userProfiles")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();
}

export type ProfileChanges = Partial<Pick<Doc<"userProfiles">, "firstName" | "lastName" | "timezone">>;

/** Throws ConvexError `not_found`. */
export async function patchProfileOrThrow(
  db: DbWriter,
  userId: Id<"users">,
  changes: ProfileChanges,
  now: number,
): Promise<void> {
  const profile = await findProfile(db, userId);
  if (!profile) throw functionError("not_found");
  await db.patch("userProfiles", profile._id, { ...changes, updatedAt: now });
}

/** The teams that a coach has, in the order in which they were given. */
export async function teamsOfCoach(db: DbReader, coachUserId: Id<"users">): Promise<Doc<"teams">[]> {
  const links = await db
    .query("teamCoaches")
    .withIndex("by_coachUserId", (q) => q.eq("coachUserId", coachUserId))
    .take(MAX_TEAMS_OF_COACH);
  const teams = await Promise.all(links.map((link) => db.get("teams", link.teamId)));
  return teams.filter((team) => team !== null);
}

export async function findOrganization(
  db: DbReader,
  organizationId: string,
): Promise<Doc<"organizations"> | null> {
  return await db
    .query("organizations")
    .withIndex("by_organizationId", (q) => q.eq("organizationId", organizationId))
    .unique();
}

/** The clubs in which a coach has a team. */
export async function organizationsOfCoach(
  db: DbReader,
  coachUserId: Id<"users">,
): Promise<Doc<"organizations">[]> {
  const teams = await teamsOfCoach(db, coachUserId);
  const ids = [...new Set(teams.map((team) => team.organizationId))];
  const clubs = await Promise.all(ids.map((id) => findOrganization(db, id)));
  return clubs.filter((club) => club !== null);
}
