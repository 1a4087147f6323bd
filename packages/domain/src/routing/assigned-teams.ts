/** Which teams a coach is assigned to: clubs' records hold ids, names, or a mixture of both. */
import { foldText } from "../names/normalize";

/** The teams that are meant by ids or by names; an entry that fits none is left out, one that fits two takes both. */
export function resolveAssignedTeams<Team extends { teamId: string; name: string }>(
  assigned: readonly string[],
  teams: readonly Team[],
): Team[] {
  const ids = new Set(assigned);
  const names = new Set(assigned.map(foldText).filter(Boolean));
  return teams.filter((team) => ids.has(team.teamId) || names.has(foldText(team.name)));
}
