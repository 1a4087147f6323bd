/** Finding the player who is to be erased. */
import { foldedWords } from "@voice-flow/domain/names/normalize";
import { type Infer, v } from "convex/values";
import type { Doc } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { erasureOf, teamLinksOf } from "./erasure";

/** All of a club: it is searched on purpose and by one person, not listed. */
const MAX_PLAYERS = 3_000;

export const playerFoundValidator = v.object({
  playerId: v.id("players"),
  name: v.string(),
  teams: v.array(v.string()),
});
export type PlayerFound = Infer<typeof playerFoundValidator>;

/** By the beginnings of the words of their names, whatever the accents; who is erased already is left out. */
export async function findPlayers(
  db: DbReader,
  organizationId: string,
  search: string,
  limit: number,
): Promise<PlayerFound[]> {
  const wanted = foldedWords(search);
  if (wanted.length === 0) return [];
  const players = await db
    .query("players")
    .withIndex("by_organizationId", (q) => q.eq("organizationId", organizationId))
    .take(MAX_PLAYERS);
  const matching = players.filter((player) => {
    const words = foldedWords(fullName(player));
    return wanted.every((part) => words.some((word) => word.startsWith(part)));
  });
  const found: PlayerFound[] = [];
  for (const player of matching.sort((a, b) => fullName(a).localeCompare(fullName(b)))) {
    if (found.length === limit) break;
    if (await erasureOf(db, player._id)) continue;
    const links = await teamLinksOf(db, player._id);
    const teams = await Promise.all(links.map(({ teamId }) => db.get("teams", teamId)));
    found.push({
      playerId: player._id,
      name: fullName(player),
      teams: teams.flatMap((team) => (team ? [team.name] : [])),
    });
  }
  return found;
}

const fullName = ({ firstName, lastName }: Doc<"players">): string => `${firstName} ${lastName}`.trim();
