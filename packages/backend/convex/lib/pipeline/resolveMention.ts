/** Who is meant by one mention. Players and coaches by the domain's matching, teams by their names. Pure. */
import {
  type CoachAlias,
  type MatchSettings,
  matchMention,
  type RosterPlayer,
} from "@voice-flow/domain/names/match-mention";
import { foldText } from "@voice-flow/domain/names/normalize";
import type { ResolutionStatus } from "@voice-flow/domain/vocabulary/notes";
import type { Id } from "../../_generated/dataModel";
import type { Mention, ResolutionCandidate } from "../../tables/notes";

export interface KnownEntities {
  players: readonly RosterPlayer<Id<"players">>[];
  teams: readonly { teamId: Id<"teams">; name: string }[];
  coaches: readonly { userId: Id<"users">; firstName: string; lastName: string }[];
  /** What this coach chose before, by normalised spoken text. */
  aliases: readonly CoachAlias<Id<"players">>[];
}

export interface MentionResolution {
  status: Exclude<ResolutionStatus, "user_resolved">;
  candidates: ResolutionCandidate[];
  /** Set when the status is `auto_resolved`, unless the mention is of nobody in particular. */
  resolved?: ResolutionCandidate;
  /** 0–1; 0 while open. */
  confidence: number;
}

export function resolveMention(
  mention: Mention,
  known: KnownEntities,
  settings: MatchSettings,
): MentionResolution {
  switch (mention.mentionType) {
    case "player_name":
      return matchPerson(mention.rawText, known.players, known.aliases, settings, "player");
    case "coach_name": {
      const coaches = known.coaches.map(({ userId, ...name }) => ({
        playerId: userId,
        teamIds: [],
        ...name,
      }));
      return matchPerson(mention.rawText, coaches, [], settings, "coach");
    }
    case "team_name":
      return matchTeam(mention.rawText, known.teams, settings);
    case "group_reference":
      // "The girls" are nobody in particular: there is nothing to find and nothing to ask.
      return { status: "auto_resolved", candidates: [], confidence: 1 };
  }
}

function matchPerson<PersonId extends string>(
  rawText: string,
  people: readonly RosterPlayer<PersonId>[],
  aliases: readonly CoachAlias<PersonId>[],
  settings: MatchSettings,
  entityType: "player" | "coach",
): MentionResolution {
  const match = matchMention(rawText, people, { aliases, ...settings });
  const names = new Map(people.map((person) => [person.playerId, `${person.firstName} ${person.lastName}`]));
  const candidates = match.candidates.map(({ playerId, score, reasons }) => ({
    entityType,
    entityId: playerId,
    entityName: names.get(playerId) ?? "",
    score,
    reasons,
  }));
  if (match.status !== "auto_resolved") return { status: match.status, candidates, confidence: 0 };
  const resolved = candidates.find((candidate) => candidate.entityId === match.resolvedPlayerId);
  return { status: "auto_resolved", candidates, resolved, confidence: match.confidence };
}

/** A team is linked only if its name was spoken and no other team's name is the same. */
function matchTeam(
  rawText: string,
  teams: KnownEntities["teams"],
  settings: MatchSettings,
): MentionResolution {
  const spoken = teamKey(rawText);
  const candidates = teams
    .map((team): ResolutionCandidate => {
      const name = teamKey(team.name);
      const exact = name === spoken;
      const partial = !exact && spoken !== "" && (hasWords(name, spoken) || hasWords(spoken, name));
      return {
        entityType: "team",
        entityId: team.teamId,
        entityName: team.name,
        score: exact ? 1 : partial ? 0.8 : 0,
        reasons: exact ? ["exact"] : ["partial"],
      };
    })
    .filter((candidate) => candidate.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, settings.maxCandidates);
  const exact = candidates.filter((candidate) => candidate.score === 1);
  const [only] = exact;
  if (only && exact.length === 1)
    return { status: "auto_resolved", candidates, resolved: only, confidence: 1 };
  return { status: candidates.length > 0 ? "needs_disambiguation" : "unresolved", candidates, confidence: 0 };
}

/** "the U 12 Gold team" and "U12 Gold" are one name. */
const teamKey = (text: string): string =>
  foldText(text)
    .replace(/\bu(?:nder)?\s*(\d+)s?\b/g, "u$1")
    .replace(/^(?:the|our|my)\s+/, "")
    .replace(/\s+(?:team|squad|panel)$/, "");

const hasWords = (text: string, part: string): boolean => ` ${text} `.includes(` ${part} `);
