/** The names of a note's claims, resolved together: by the domain's rules for players, by name for colleagues and teams. */

import type { MatchSettings } from "@voice-flow/domain/names/match-mention";
import { mentionKey } from "@voice-flow/domain/names/normalize";
import { type MentionOutcome, type NoteAlias, noteResolver } from "@voice-flow/domain/names/resolve-note";
import type { QuotePlace } from "@voice-flow/domain/text/align-quote";
import type { Doc, Id } from "../../_generated/dataModel";
import type { Mention, ResolutionCandidate } from "../../tables/notes";
import { fullName, type Roster } from "../host/roster";
import { type MentionResolution, resolveMention } from "./resolveMention";

type Claim = Pick<
  Doc<"voiceNoteClaims">,
  "mentions" | "sourceStart" | "sourceEnd" | "quoteMatch" | "quoteSegments"
>;

export interface NoteOfClaims {
  transcript: string;
  /** All claims of the note, whatever their status. */
  claims: readonly Claim[];
  roster: Roster;
  aliases: readonly NoteAlias<Id<"players">>[];
  settings: MatchSettings;
}

export interface ClaimResolver {
  resolve: (claim: Claim, mention: Mention) => MentionResolution;
  /** The spoken texts, normalised, that remembered choices have linked so far. */
  aliasesUsed: () => string[];
}

export function claimResolver({
  transcript,
  claims,
  roster,
  aliases,
  settings,
}: NoteOfClaims): ClaimResolver {
  const teams = roster.teams.map(({ _id: teamId, name, ageGroup }) => ({ teamId, name, ageGroup }));
  const mentions = claims.flatMap((claim) =>
    claim.mentions.filter(isPlayer).map((mention) => noteMention(claim, mention)),
  );
  const resolvePlayer = noteResolver({
    transcript,
    mentions,
    roster: roster.players,
    teams,
    aliases,
    settings,
  });
  const used = new Set<string>();
  return {
    resolve: (claim, mention) => {
      const { mentionType, rawText } = mention;
      if (mentionType !== "player_name") {
        return resolveMention({ mentionType, rawText }, { teams, coaches: roster.coaches }, settings);
      }
      const outcome = resolvePlayer(noteMention(claim, mention));
      if (outcome.status === "linked" && outcome.confirmedCount !== undefined) used.add(mentionKey(rawText));
      return asResolution(outcome, roster);
    },
    aliasesUsed: () => [...used],
  };
}

const isPlayer = ({ mentionType }: Mention): boolean => mentionType === "player_name";

const noteMention = (claim: Claim, { rawText, position }: Mention) => ({
  rawText,
  position,
  quote: quoteOf(claim),
});

function quoteOf({
  sourceStart: start,
  sourceEnd: end,
  quoteMatch = "exact",
  quoteSegments,
}: Claim): QuotePlace {
  return { match: quoteMatch, segments: quoteMatch === "missing" ? [] : (quoteSegments ?? [{ start, end }]) };
}

const STATUS_OF = {
  linked: "auto_resolved",
  ask: "needs_disambiguation",
  unresolved: "unresolved",
} as const satisfies Record<MentionOutcome["status"], MentionResolution["status"]>;

function asResolution(outcome: MentionOutcome<Id<"players">>, roster: Roster): MentionResolution {
  const candidates = outcome.candidates.map(({ playerId, score, reasons }): ResolutionCandidate => {
    const player = roster.players.find((each) => each.playerId === playerId);
    return {
      entityType: "player",
      entityId: playerId,
      entityName: player ? fullName(player) : "",
      teamName: player?.teamName,
      score,
      reasons,
    };
  });
  const { nameInQuote } = outcome;
  const status = STATUS_OF[outcome.status];
  if (outcome.status !== "linked") {
    return { status, candidates, confidence: 0, askReason: outcome.askReason, nameInQuote };
  }
  const { confidence, confirmedCount, playerId } = outcome;
  const resolved = candidates.find((candidate) => candidate.entityId === playerId);
  return { status, candidates, resolved, confidence, nameInQuote, confirmedCount };
}
