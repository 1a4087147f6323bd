/** Which club of its coach a note belongs to, by what was said in it. */

import { routeNote } from "@voice-flow/domain/routing/route-note";
import type { RouteReason, Routing } from "@voice-flow/domain/routing/types";
import type { Doc, Id } from "../../_generated/dataModel";
import type { DbReader } from "../foundation/context";
import { readSettings } from "../foundation/settings";
import { organizationsOfCoach } from "../host/people";
import { readRoster } from "../host/roster";
import { findConversation } from "./clubMemory";

const HOUR_MS = 3_600_000;

export type ClubDecision =
  | { kind: "none" }
  | {
      kind: "club";
      organizationId: string;
      reason: RouteReason;
      /** 0–1 */
      confidence: number;
      /** For a coach of several clubs, who should see which one was taken. */
      nameToSay?: string;
    }
  /** The clubs to offer, in the order of their numbers. */
  | { kind: "ask"; clubs: readonly Doc<"organizations">[] };

/** `text` is the typed note or the transcript; `now` in ms. */
export async function decideClub(
  db: DbReader,
  userId: Id<"users">,
  text: string,
  now: number,
): Promise<ClubDecision> {
  const clubs = await organizationsOfCoach(db, userId);
  const conversation = await findConversation(db, userId);
  const { ROUTING_MEMORY_HOURS } = await readSettings(db);
  const { lastOrganizationId, lastNoteAt = 0 } = conversation ?? {};
  const routing = routeNote(
    {
      text,
      organizations: await Promise.all(clubs.map((club) => asCoachOrganization(db, userId, club))),
      ...(lastOrganizationId ? { lastNote: { organizationId: lastOrganizationId, at: lastNoteAt } } : {}),
      now,
    },
    { recentNoteMs: ROUTING_MEMORY_HOURS * HOUR_MS },
  );
  return asDecision(routing, clubs);
}

function asDecision(routing: Routing, clubs: readonly Doc<"organizations">[]): ClubDecision {
  switch (routing.status) {
    case "no_organization":
      return { kind: "none" };
    case "ask": {
      const offered = routing.organizationIds.flatMap(
        (id) => clubs.find((club) => club.organizationId === id) ?? [],
      );
      return { kind: "ask", clubs: offered };
    }
    case "routed": {
      const { organizationId, reason, confidence } = routing;
      const name = clubs.find((club) => club.organizationId === organizationId)?.name;
      return {
        kind: "club",
        organizationId,
        reason,
        confidence,
        ...(clubs.length > 1 && name ? { nameToSay: name } : {}),
      };
    }
  }
}

async function asCoachOrganization(db: DbReader, userId: Id<"users">, club: Doc<"organizations">) {
  const roster = await readRoster(db, userId, club.organizationId);
  return {
    organizationId: club.organizationId,
    name: club.name,
    aliases: club.shortNames,
    teams: roster.teams,
    players: roster.players,
    // The recording coach is in all of them, and says nothing about which one is meant.
    coaches: roster.coaches.filter((coach) => coach.userId !== userId),
  };
}
