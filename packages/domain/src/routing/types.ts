/** What is known of a coach's clubs when a note arrives, and where the note goes. */

/** In the order in which they are tried. */
export const ROUTE_REASONS = [
  "only_organization",
  "explicit_mention",
  "team_name",
  "age_group",
  "sport",
  "player_name",
  "coach_name",
  "recent_note",
] as const;
export type RouteReason = (typeof ROUTE_REASONS)[number];

/** How sure a route of each kind is, 0–1: kept with the artifact, never used to choose. */
export const ROUTE_CONFIDENCE = {
  only_organization: 1,
  explicit_mention: 0.98,
  team_name: 0.9,
  age_group: 0.85,
  sport: 0.8,
  player_name: 0.8,
  coach_name: 0.75,
  recent_note: 0.6,
} as const satisfies Record<RouteReason, number>;

export type PersonName = { firstName: string; lastName: string };
/** `sport` and `ageGroup` as the club writes them ("Gaelic Football", "U12"). */
export type RoutingTeam = { name: string; ageGroup?: string; sport?: string };
export type CoachOrganization<OrganizationId extends string = string> = {
  organizationId: OrganizationId;
  name: string;
  /** Other names that people use for the club. */
  aliases?: readonly string[];
  /** The coach's own teams in this club, and who is in them. */
  teams: readonly RoutingTeam[];
  players: readonly PersonName[];
  coaches: readonly PersonName[];
};

export type RoutingInput<OrganizationId extends string = string> = {
  /** The typed note, or the transcript. */
  text: string;
  organizations: readonly CoachOrganization<OrganizationId>[];
  /** The club of the coach's last note; times in ms. */
  lastNote?: { organizationId: OrganizationId; at: number };
  now: number;
};

export type Routing<OrganizationId extends string = string> =
  | { status: "routed"; organizationId: OrganizationId; reason: RouteReason; confidence: number }
  /** The clubs to offer, in the order in which they are numbered. */
  | { status: "ask"; organizationIds: OrganizationId[] }
  | { status: "no_organization" };
