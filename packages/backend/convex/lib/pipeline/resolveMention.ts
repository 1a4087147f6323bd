/** Who is meant by a mention that is no player's: a colleague by name, a team by its name. Pure. */
import { type MatchSettings, matchMention } from "@voice-flow/domain/names/match-mention";
import { foldText } from "@voice-flow/domain/names/normalize";
import { withoutTitle } from "@voice-flow/domain/names/titles";
import type { AskReason, MentionType, ResolutionStatus } from "@voice-flow/domain/vocabulary/notes";
import type { ResolutionCandidate } from "../../tables/notes";

export interface Colleagues {
  teams: readonly { teamId: string; name: string }[];
  coaches: readonly { userId: string; firstName: string; lastName: string }[];
}

export interface MentionResolution {
  status: Extract<ResolutionStatus, "auto_resolved" | "needs_disambiguation" | "unresolved">;
  candidates: ResolutionCandidate[];
  /** Set when the status is `auto_resolved`, unless the mention is of nobody in particular. */
  resolved?: ResolutionCandidate;
  /** 0–1; 0 while open. */
  confidence: number;
  askReason?: AskReason;
  nameInQuote?: boolean;
  confirmedCount?: number;
}

/** Only players are asked about: a team or coach that isn't certain stays without a link. */
export function resolveMention(
  { rawText, mentionType }: { rawText: string; mentionType: Exclude<MentionType, "player_name"> },
  { teams, coaches }: Colleagues,
  settings: MatchSettings,
): MentionResolution {
  switch (mentionType) {
    case "coach_name":
      return matchCoach(rawText, coaches, settings);
    case "team_name":
      return matchTeam(rawText, teams, settings);
    case "group_reference":
      // "The girls" are nobody in particular: there is nothing to find and nothing to ask.
      return { status: "auto_resolved", candidates: [], confidence: 1 };
  }
}

function matchCoach(
  rawText: string,
  coaches: Colleagues["coaches"],
  settings: MatchSettings,
): MentionResolution {
  const people = coaches.map(({ userId, ...name }) => ({ playerId: userId, teamIds: [], ...name }));
  const match = matchMention(withoutTitle(rawText), people, { ...settings, surnameMayLink: true });
  const names = new Map(people.map((person) => [person.playerId, `${person.firstName} ${person.lastName}`]));
  const candidates = match.candidates.map(
    ({ playerId, score, reasons }): ResolutionCandidate => ({
      entityType: "coach",
      entityId: playerId,
      entityName: names.get(playerId) ?? "",
      score,
      reasons,
    }),
  );
  if (match.status !== "auto_resolved") return { status: "unresolved", candidates, confidence: 0 };
  const resolved = candidates.find((candidate) => candidate.entityId === match.resolvedPlayerId);
  return { status: "auto_resolved", candidates, resolved, confidence: match.confidence };
}

/** A team is linked only if its name was spoken and no other team's name is the same. */
function matchTeam(rawText: string, teams: Colleagues["teams"], settings: MatchSettings): MentionResolution {
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
  return { status: "unresolved", candidates, confidence: 0 };
}

/** "the U 12 Gold team" and "U12 Gold" are one name. */
const teamKey = (text: string): string =>
  foldText(text)
    .replace(/\bu(?:nder)?\s*(\d+)s?\b/g, "u$1")
    .replace(/^(?:the|our|my)\s+/, "")
    .replace(/\s+(?:team|squad|panel)$/, "");

const hasWords = (text: string, part: string): boolean => ` ${text} `.includes(` ${part} `);
