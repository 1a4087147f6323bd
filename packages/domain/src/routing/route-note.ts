/**
 * Which club a note is for. A step counts only if exactly one club matches it; a step that several match never
 * decides, but keeps later and weaker steps from choosing a club outside them. What stays open is asked.
 */
import { foldText } from "../names/normalize";
import { mentionedClubs } from "./club-names";
import { ageGroups, clubsOfNamed, namesTeam, readNames, sportOf, sportsIn, teamAgeGroups } from "./clues";
import {
  type CoachOrganization,
  ROUTE_CONFIDENCE,
  ROUTE_REASONS,
  type RouteReason,
  type Routing,
  type RoutingInput,
} from "./types";

type Matcher = <Id extends string>(input: RoutingInput<Id>, recentNoteMs: number) => ReadonlySet<Id>;

const clubsWhere = <Id extends string>(
  organizations: readonly CoachOrganization<Id>[],
  holds: (organization: CoachOrganization<Id>) => boolean,
): Set<Id> => new Set(organizations.filter(holds).map(({ organizationId }) => organizationId));

const meet = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].some((each) => b.has(each));

const MATCHERS = {
  only_organization: ({ organizations }) => clubsWhere(organizations, () => organizations.length === 1),
  explicit_mention: ({ text, organizations }) => mentionedClubs(text, organizations),
  team_name: ({ text, organizations }) => {
    const folded = foldText(text);
    return clubsWhere(organizations, ({ teams }) => teams.some((team) => namesTeam(folded, team)));
  },
  age_group: ({ text, organizations }) => {
    const named = ageGroups(text);
    return clubsWhere(organizations, ({ teams }) => teams.some((team) => meet(named, teamAgeGroups(team))));
  },
  sport: ({ text, organizations }) => {
    const named = sportsIn(foldText(text));
    return clubsWhere(organizations, ({ teams }) =>
      teams.some((team) => named.has(sportOf(team.sport ?? "") ?? "")),
    );
  },
  player_name: ({ text, organizations }) =>
    clubsOfNamed(readNames(text), organizations, ({ players }) => players),
  coach_name: ({ text, organizations }) =>
    clubsOfNamed(readNames(text), organizations, ({ coaches }) => coaches),
  recent_note: ({ lastNote, organizations, now }, recentNoteMs) => {
    const isRecent = lastNote !== undefined && lastNote.at <= now && now - lastNote.at <= recentNoteMs;
    return clubsWhere(
      organizations,
      ({ organizationId }) => isRecent && organizationId === lastNote.organizationId,
    );
  },
} as const satisfies Record<RouteReason, Matcher>;

/**
 * Routes one note among the clubs of its coach.
 * @param recentNoteMs for how long the club of the last note is remembered
 */
export function routeNote<Id extends string>(
  input: RoutingInput<Id>,
  { recentNoteMs }: { recentNoteMs: number },
): Routing<Id> {
  const all = input.organizations.map(({ organizationId }) => organizationId);
  if (all.length === 0) return { status: "no_organization" };
  let possible: ReadonlySet<Id> = new Set(all);
  for (const reason of ROUTE_REASONS) {
    const matched = MATCHERS[reason](input, recentNoteMs);
    const [organizationId] = matched;
    if (organizationId === undefined) continue;
    if (matched.size === 1 && possible.has(organizationId)) {
      return { status: "routed", organizationId, reason, confidence: ROUTE_CONFIDENCE[reason] };
    }
    const narrowed = new Set([...possible].filter((each) => matched.has(each)));
    if (matched.size > 1 && narrowed.size > 0) possible = narrowed;
  }
  return { status: "ask", organizationIds: all };
}
