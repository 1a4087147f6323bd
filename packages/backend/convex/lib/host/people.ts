/** Who somebody is: looked up by phone on every webhook, by account on every page. */
import { type ClubLanguage, DEFAULT_CLUB_LANGUAGE } from "@voice-flow/domain/hearing/languages";
import { isUsernameId, phoneVariants, type SenderAddress } from "@voice-flow/domain/phones";
import type { Doc, Id } from "../../_generated/dataModel";
import type { DbReader, DbWriter } from "../foundation/context";
import { functionError } from "../foundation/errors";

/** Teams that one coach may have; more than any coach has. */
const MAX_TEAMS_OF_COACH = 50;

/**
 * `phone` in E.164; WhatsApp's other ways of writing the number count too. One or two index look-ups, whatever the number
 * of users.
 */
export async function findUserByPhone(db: DbReader, phone: string): Promise<Doc<"users"> | null> {
  for (const variant of phoneVariants(phone)) {
    const user = await db
      .query("users")
      .withIndex("by_phone", (q) => q.eq("phone", variant))
      .unique();
    if (user) return user;
  }
  return null;
}

/** The coach who sent a message; people with other roles send no notes. */
export async function findCoachByAddress(
  db: DbReader,
  { address, phone }: SenderAddress,
): Promise<Doc<"users"> | null> {
  const byNumber = phone ? await findUserByPhone(db, phone) : null;
  const user = byNumber ?? (isUsernameId(address) ? await findUserByUsernameId(db, address) : null);
  return user?.roles.includes("coach") ? user : null;
}

const findUserByUsernameId = async (db: DbReader, whatsappUserId: string): Promise<Doc<"users"> | null> =>
  await db
    .query("users")
    .withIndex("by_whatsappUserId", (q) => q.eq("whatsappUserId", whatsappUserId))
    .first();

/** Remembers the id of a coach's username while WhatsApp tells the number too: later messages may come without it. */
export async function rememberUsernameId(
  db: DbWriter,
  coach: Doc<"users">,
  { address }: SenderAddress,
  now: number,
): Promise<void> {
  if (!isUsernameId(address) || coach.whatsappUserId === address) return;
  await db.patch("users", coach._id, { whatsappUserId: address, updatedAt: now });
}

/** The coach who signs in with this account of Better Auth. */
export async function findCoachByAccount(db: DbReader, authUserId: string): Promise<Doc<"users"> | null> {
  const user = await db
    .query("users")
    .withIndex("by_authUserId", (q) => q.eq("authUserId", authUserId))
    .unique();
  return user?.roles.includes("coach") ? user : null;
}

export type Profile = Pick<Doc<"userProfiles">, "userId" | "firstName" | "lastName" | "timezone">;

/** From the profile, or from the older wide row while there is none. */
export async function findProfile(db: DbReader, userId: Id<"users">): Promise<Profile | null> {
  return (await findProfileRow(db, userId)) ?? wideProfile(await db.get("users", userId));
}

/** The profile's own row, without a look at the wide one. */
export const findProfileRow = (db: DbReader, userId: Id<"users">) =>
  db
    .query("userProfiles")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();

/** What the wide row says of the person; null where it says nothing. */
export function wideProfile(user: Doc<"users"> | null): Profile | null {
  if (!user || (user.firstName === undefined && user.lastName === undefined)) return null;
  const { _id: userId, firstName = "", lastName = "", timezone } = user;
  return { userId, firstName, lastName, ...(timezone ? { timezone } : {}) };
}

export type ProfileChanges = Partial<Pick<Doc<"userProfiles">, "firstName" | "lastName" | "timezone">>;

/** Writes the wide row too while it has these fields, so that rolling the split back loses no edit. Throws `not_found`. */
export async function patchProfileOrThrow(
  db: DbWriter,
  userId: Id<"users">,
  changes: ProfileChanges,
  now: number,
): Promise<void> {
  const row = await findProfileRow(db, userId);
  const wide = wideProfile(await db.get("users", userId));
  if (row) await db.patch("userProfiles", row._id, { ...changes, updatedAt: now });
  else if (wide) await db.insert("userProfiles", { ...wide, ...changes, createdAt: now, updatedAt: now });
  else throw functionError("not_found");
  if (wide) await db.patch("users", userId, { ...changes, updatedAt: now });
}

export type Billing = Pick<
  Doc<"billingAccounts">,
  "billingCustomerId" | "subscriptionStatus" | "trialEndsAt"
>;

/** From the billing account, or from the older wide row while there is none. */
export async function findBilling(db: DbReader, userId: Id<"users">): Promise<Billing | null> {
  return (await findBillingRow(db, userId)) ?? wideBilling(await db.get("users", userId));
}

export const findBillingRow = (db: DbReader, userId: Id<"users">) =>
  db
    .query("billingAccounts")
    .withIndex("by_userId", (q) => q.eq("userId", userId))
    .unique();

export function wideBilling(user: Doc<"users"> | null): Billing | null {
  if (!user) return null;
  const { billingCustomerId, subscriptionStatus, trialEndsAt } = user;
  const has = billingCustomerId !== undefined || subscriptionStatus !== undefined;
  return has ? { billingCustomerId, subscriptionStatus, trialEndsAt } : null;
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

/** Teams of a club, and coaches of a team, that are looked through. */
const MAX_TEAMS_OF_CLUB = 60;
const MAX_COACHES_OF_TEAM = 20;
const MAX_COACHES = 100;

/** By name. */
export async function coachesOfClub(
  db: DbReader,
  organizationId: string,
): Promise<{ userId: Id<"users">; name: string }[]> {
  const teams = await db
    .query("teams")
    .withIndex("by_organizationId", (q) => q.eq("organizationId", organizationId))
    .take(MAX_TEAMS_OF_CLUB);
  const links = await Promise.all(
    teams.map((team) =>
      db
        .query("teamCoaches")
        .withIndex("by_teamId", (q) => q.eq("teamId", team._id))
        .take(MAX_COACHES_OF_TEAM),
    ),
  );
  const ids = [...new Set(links.flat().map((link) => link.coachUserId))].slice(0, MAX_COACHES);
  const coaches = await Promise.all(
    ids.map(async (userId) => {
      const profile = await findProfile(db, userId);
      return profile ? [{ userId, name: `${profile.firstName} ${profile.lastName}`.trim() }] : [];
    }),
  );
  return coaches.flat().sort((a, b) => a.name.localeCompare(b.name));
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

/**
 * What a coach speaks in a note. One whose club is not known yet may mean any of their clubs: there the one that is not
 * English counts, since whoever speaks it is understood in English too.
 */
export async function spokenLanguage(
  db: DbReader,
  coachUserId: Id<"users">,
  organizationId: string | undefined,
): Promise<ClubLanguage> {
  const known = organizationId === undefined ? null : await findOrganization(db, organizationId);
  const clubs = known ? [known] : await organizationsOfCoach(db, coachUserId);
  const languages = clubs.map(({ language }) => language ?? DEFAULT_CLUB_LANGUAGE);
  return languages.find((language) => language !== DEFAULT_CLUB_LANGUAGE) ?? DEFAULT_CLUB_LANGUAGE;
}
