/** Whom a coach's notes can be about: the players of the coach's own teams in one club, and nobody else. */
import type { RosterPlayer } from "@voice-flow/domain/names/match-mention";
import type { Doc, Id } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { findProfile, teamsOfCoach } from "./people";

/** A squad has some thirty players; a second coach or two. */
const MAX_PLAYERS_PER_TEAM = 100;
const MAX_COACHES_PER_TEAM = 10;
/** More than a model can tell apart, and a bound on what one note reads. */
const MAX_PLAYERS = 400;

export interface Roster {
  players: RosterEntry[];
  teams: Doc<"teams">[];
  /** The coaches of these teams, the recording one among them. */
  coaches: { userId: Id<"users">; firstName: string; lastName: string }[];
  coachName: string;
}

export interface RosterEntry extends RosterPlayer<Id<"players">> {
  teamName: string;
  ageGroup: string;
}

export async function readRoster(
  db: DbReader,
  coachUserId: Id<"users">,
  organizationId: string | undefined,
): Promise<Roster> {
  const all = await teamsOfCoach(db, coachUserId);
  const teams = all.filter((team) => organizationId === undefined || team.organizationId === organizationId);
  const profile = await findProfile(db, coachUserId);
  return {
    players: await playersOf(db, teams),
    teams,
    coaches: await coachesOf(db, teams),
    coachName: profile ? `${profile.firstName} ${profile.lastName}`.trim() : "",
  };
}

async function playersOf(db: DbReader, teams: readonly Doc<"teams">[]): Promise<RosterEntry[]> {
  const players = new Map<Id<"players">, RosterEntry>();
  for (const team of teams) {
    const links = await db
      .query("teamPlayers")
      .withIndex("by_teamId", (q) => q.eq("teamId", team._id))
      .take(Math.min(MAX_PLAYERS_PER_TEAM, MAX_PLAYERS - players.size));
    const found = await Promise.all(links.map((link) => db.get("players", link.playerId)));
    for (const player of found) {
      if (!player) continue;
      const known = players.get(player._id);
      players.set(player._id, {
        playerId: player._id,
        firstName: player.firstName,
        lastName: player.lastName,
        teamIds: [...(known?.teamIds ?? []), team._id],
        teamName: known?.teamName ?? team.name,
        ageGroup: known?.ageGroup ?? team.ageGroup,
      });
    }
    if (players.size >= MAX_PLAYERS) break;
  }
  return [...players.values()];
}

async function coachesOf(db: DbReader, teams: readonly Doc<"teams">[]): Promise<Roster["coaches"]> {
  const userIds = new Set<Id<"users">>();
  for (const team of teams) {
    const links = await db
      .query("teamCoaches")
      .withIndex("by_teamId", (q) => q.eq("teamId", team._id))
      .take(MAX_COACHES_PER_TEAM);
    for (const link of links) userIds.add(link.coachUserId);
  }
  const profiles = await Promise.all([...userIds].map((userId) => findProfile(db, userId)));
  return profiles.flatMap((profile) =>
    profile ? [{ userId: profile.userId, firstName: profile.firstName, lastName: profile.lastName }] : [],
  );
}

export const fullName = (person: { firstName: string; lastName: string }): string =>
  `${person.firstName} ${person.lastName}`.trim();
