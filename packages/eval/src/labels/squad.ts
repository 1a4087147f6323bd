/** Builds a coach's roster from a few lines of text. */
import type { Roster, SPORTS } from "@voice-flow/domain/quality/labelled-note";

export interface Squad {
  sport: (typeof SPORTS)[number];
  roster: Roster;
  /** The id of a player by the name that the labels use. Throws for a name that isn't on the roster. */
  playerIdOrThrow(name: string): string;
  teamIdOrThrow(name: string): string;
}

interface SquadText {
  sport: (typeof SPORTS)[number];
  coach: string;
  /** The other coaches of these teams. */
  coaches: readonly string[];
  /**
   * Team name to players. The first word is the given name, unless a "|" says where the surname starts. A name with
   * "(2)" behind it is another child of the same name.
   */
  teams: Readonly<Record<string, string>>;
}

export function squad({ sport, coach, coaches, teams }: SquadText): Squad {
  const teamRows = Object.keys(teams).map((name, index) => ({
    teamId: `team-${index + 1}`,
    name,
    ageGroup: name.split(" ")[0] ?? name,
  }));
  const players = new Map<string, Roster["players"][number]>();
  for (const { teamId, name } of teamRows) {
    for (const text of (teams[name] ?? "").split(",").map((part) => part.trim())) {
      const label = text.replace("|", " ");
      const known = players.get(label);
      players.set(label, {
        playerId: `player-${players.size + 1}`,
        ...splitName(text.replace(/ \(\d\)$/, "")),
        ...known,
        teamIds: [...(known?.teamIds ?? []), teamId],
      });
    }
  }
  const idOrThrow = (id: string | undefined, name: string): string => {
    if (id === undefined) throw new Error(`${name} is not in this squad.`);
    return id;
  };
  return {
    sport,
    roster: {
      coachName: coach,
      coaches: [coach, ...coaches].map((name, index) => ({
        userId: `coach-${index + 1}`,
        ...splitName(name),
      })),
      teams: teamRows,
      players: [...players.values()],
    },
    playerIdOrThrow: (name) => idOrThrow(players.get(name)?.playerId, name),
    teamIdOrThrow: (name) => idOrThrow(teamRows.find((team) => team.name === name)?.teamId, name),
  };
}

function splitName(text: string): { firstName: string; lastName: string } {
  const [first = "", ...rest] = text.split(text.includes("|") ? "|" : " ");
  return { firstName: first.trim(), lastName: rest.join(" ").trim() };
}
