/** A real note with what its coach decided, as a labelled note: the best judge of a model, once nobody in it can be recognised. */
import type { z } from "zod";
import type { RosterPlayer } from "../names/match-mention";
import { type ClaimSeverity, type ClaimTopic, TOPIC_SUBJECT } from "../vocabulary/notes";
import type { NoteType } from "../vocabulary/pipeline";
import { Handles } from "./handles";
import {
  type expectedClaimSchema,
  type LabelledNote,
  labelledNoteSchema,
  type Subject,
} from "./labelled-note";
import { coachKey, type Place, playerKey, type ReplacedText, replaceNames } from "./replace-names";

/** What happened to a claim: `corrected` was saved about another player than proposed; `open` was never decided. */
export type DecisionOutcome = "confirmed" | "corrected" | "rejected" | "undone" | "open";

export interface DecidedClaim {
  topic: ClaimTopic;
  severity?: ClaimSeverity;
  outcome: DecisionOutcome;
  /** Offsets in the text; null for a quote that wasn't found there. */
  quote: Place | null;
  /** The first name of a player in the claim. */
  said?: Place;
  /** Whom it was proposed or, at last, saved for. */
  playerId?: string;
  teamId?: string;
  /** For todos. */
  assignee: "recording_coach" | "named_coach" | "nobody";
}

export interface DecidedNote {
  /** Says nothing about the note: a number within the export. */
  id: string;
  source: LabelledNote["source"];
  noteType: NoteType;
  text: string;
  players: readonly RosterPlayer[];
  coaches: readonly { userId: string; firstName: string; lastName: string }[];
  coachUserId: string;
  teams: readonly { teamId: string; name: string; ageGroup: string }[];
  claims: readonly DecidedClaim[];
}

export function labelledFromDecisions(note: DecidedNote): LabelledNote {
  const handles = new Handles();
  const ids = new Map(note.players.map((player, index) => [player.playerId, `player-${index + 1}`]));
  const teamIds = new Map(note.teams.map((team, index) => [team.teamId, `team-${index + 1}`]));
  const mentions = note.claims.flatMap(({ said, playerId }) => (said ? [{ ...said, playerId }] : []));
  const replaced = replaceNames(
    { ...note, teamNames: note.teams.map((team) => team.name), mentions },
    handles,
  );
  const idOf = (playerId: string | undefined) => (playerId === undefined ? undefined : ids.get(playerId));
  const decided = note.claims.map((claim) => ({ ...claim, playerId: idOf(claim.playerId) }));
  return labelledNoteSchema.parse({
    id: note.id,
    part: "visible",
    source: note.source,
    noteType: note.noteType,
    sport: "other",
    tags: [],
    roster: rosterOf(note, handles, { ids, teamIds }),
    text: replaced.text,
    expected: decided.flatMap((claim) => expectedOf(claim, replaced, teamIds)),
    allowed: decided
      .filter(({ outcome }) => outcome === "open")
      .map(({ topic, playerId }) => ({ topics: [topic], playerId })),
    forbidden: forbiddenOf(decided),
  });
}

function rosterOf(
  note: DecidedNote,
  handles: Handles,
  { ids, teamIds }: { ids: ReadonlyMap<string, string>; teamIds: ReadonlyMap<string, string> },
): LabelledNote["roster"] {
  const newTeam = (teamId: string): string[] => {
    const id = teamIds.get(teamId);
    return id === undefined ? [] : [id];
  };
  return {
    coachName: handles.for(coachKey(note.coachUserId)),
    coaches: note.coaches.map(({ userId }, index) => ({
      userId: `coach-${index + 1}`,
      firstName: handles.for(coachKey(userId)),
      lastName: "",
    })),
    teams: note.teams.map((team) => ({ ...team, teamId: teamIds.get(team.teamId) ?? team.teamId })),
    players: note.players.map((player) => ({
      playerId: ids.get(player.playerId) ?? "",
      firstName: handles.for(playerKey(player.playerId)),
      lastName: "",
      teamIds: player.teamIds.flatMap(newTeam),
    })),
  };
}

type Claim = Omit<DecidedClaim, "playerId"> & { playerId: string | undefined };

function expectedOf(
  claim: Claim,
  replaced: ReplacedText,
  teamIds: ReadonlyMap<string, string>,
): z.input<typeof expectedClaimSchema>[] {
  if ((claim.outcome !== "confirmed" && claim.outcome !== "corrected") || claim.quote === null) return [];
  const { start, end } = replaced.moved(claim.quote);
  const words = tellingWords(replaced.text.slice(start, end));
  const said = claim.said && replaced.moved(claim.said);
  const subject = subjectOf(claim, said && replaced.text.slice(said.start, said.end), teamIds);
  return words.length === 0 ? [] : [{ topics: [claim.topic], subject, words, severity: claim.severity }];
}

function subjectOf(
  { topic, playerId, teamId, assignee }: Claim,
  said: string | undefined,
  teamIds: ReadonlyMap<string, string>,
): Subject {
  if (TOPIC_SUBJECT[topic] === "coach_or_nobody") return { kind: "assignee", who: assignee };
  if (playerId !== undefined && said) return { kind: "player", playerId, said };
  return { kind: "team", teamId: teamId === undefined ? undefined : teamIds.get(teamId) };
}

/** What the coach didn't want, unless they confirmed the same of the same player elsewhere in the note. */
function forbiddenOf(claims: readonly Claim[]): { topics: ClaimTopic[]; playerId: string }[] {
  const isWanted = (topic: ClaimTopic, playerId: string) =>
    claims.some(
      (claim) =>
        claim.topic === topic &&
        claim.playerId === playerId &&
        claim.outcome !== "rejected" &&
        claim.outcome !== "undone",
    );
  return claims.flatMap(({ topic, playerId, outcome }) =>
    (outcome === "rejected" || outcome === "undone") && playerId !== undefined && !isWanted(topic, playerId)
      ? [{ topics: [topic], playerId }]
      : [],
  );
}

const MOST_WORDS = 6;
const TELLING_LENGTH = 5;

/** The longest words of a quote: one of them a claim about it will hold. */
function tellingWords(quote: string): string[] {
  const words = [...new Set(quote.match(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? [])];
  const telling = words.filter((word) => word.length >= TELLING_LENGTH && !/^\p{Lu}/u.test(word));
  return (telling.length > 0 ? telling : words).sort((a, b) => b.length - a.length).slice(0, MOST_WORDS);
}
