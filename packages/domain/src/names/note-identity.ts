/** Whom a name means once the full names of the note are heard: they bind the bare first names after them. */
import type { AskReason } from "../vocabulary/notes";
import type { MatchCandidate, MentionMatch } from "./match-mention";
import { givenKey, groupOfGiven, type NameInNote } from "./name-in-note";
import { mayBeOneName } from "./nicknames";
import { foldedWords } from "./normalize";
import type { NoteView } from "./note-view";
import { isOneSlip } from "./similarity";

export type Identity<PlayerId extends string> =
  | { status: "link"; playerId: PlayerId; confidence: number; candidates: MatchCandidate<PlayerId>[] }
  | { status: "ask"; askReason: AskReason; candidates: MatchCandidate<PlayerId>[] };

/** More people with one first name than a note can be untangled for. */
const MAX_NAMESAKES = 6;
/** What a first name is worth that a full name in the same note settles. */
const BOUND_CONFIDENCE = 0.97;

export function identityInNote<PlayerId extends string>(
  match: MentionMatch<PlayerId>,
  name: NameInNote | null,
  view: NoteView<PlayerId>,
  { ownTeamSaid }: { ownTeamSaid: boolean },
): Identity<PlayerId> {
  const alone = fromRoster(match, name);
  // A full name speaks for itself.
  if (!name || name.given.length === 0 || name.family.length > 0) return alone;
  const people = namesakes(name, view);
  if (ownTeamSaid) {
    // Its team tells it from other players, and not from somebody who is none of them.
    const isKnown = people.every((person) => person.playerId !== undefined);
    return isKnown ? alone : ask("rival_in_note", alone.candidates);
  }
  if (people.length === 0) return alone;
  const ids = new Set(people.map((person) => person.playerId));
  const [playerId] = ids;
  const candidates = inFront([...ids], alone.candidates);
  if (ids.size !== 1 || playerId === undefined) return ask("rival_in_note", candidates);
  const before = people.some((person) => person.name.first < name.first);
  if (!before) {
    return alone.status === "link" && alone.playerId === playerId ? alone : ask("rival_in_note", candidates);
  }
  return { status: "link", playerId, confidence: BOUND_CONFIDENCE, candidates };
}

const ask = <PlayerId extends string>(
  askReason: AskReason,
  candidates: MatchCandidate<PlayerId>[],
): Identity<PlayerId> => ({ status: "ask", askReason, candidates });

function fromRoster<PlayerId extends string>(
  match: MentionMatch<PlayerId>,
  name: NameInNote | null,
): Identity<PlayerId> {
  const { candidates } = match;
  if (match.status === "auto_resolved") {
    return { status: "link", playerId: match.resolvedPlayerId, confidence: match.confidence, candidates };
  }
  if (candidates.length === 0) return ask("not_on_roster", candidates);
  if (name && name.given.length === 0) return ask("surname_only", candidates);
  return ask(candidates.length > 1 ? "several_players" : "inexact", candidates);
}

type Namesake<PlayerId extends string> = { name: NameInNote; playerId: PlayerId | undefined };

/**
 * Everybody of this first name whom the note names with a surname or a team. `playerId` is undefined for those who aren't
 * certain; a short form or a slip of the name counts only for them.
 */
function namesakes<PlayerId extends string>(
  bare: NameInNote,
  view: NoteView<PlayerId>,
): Namesake<PlayerId>[] {
  const key = givenKey(bare);
  const found = new Map<string, Namesake<PlayerId>>();
  for (const name of view.names) {
    if (found.size > MAX_NAMESAKES) break;
    if (name === bare || name.given.length === 0) continue;
    const same = givenKey(name) === key;
    if (!same && !isAnotherForm(name, key, view)) continue;
    const team = view.teamOf(name);
    if (same && name.family.length === 0 && team === undefined) continue;
    const said = [...name.given, ...name.family].join(" ");
    const identity = `${said}|${team?.teamIds.join(" ") ?? ""}`;
    if (found.has(identity)) continue;
    const playerId = playerOf(said, team?.teamIds, view);
    if (!same && playerId !== undefined) continue;
    found.set(identity, { name, playerId });
  }
  return [...found.values()];
}

function playerOf<PlayerId extends string>(
  said: string,
  teamIds: readonly string[] | undefined,
  view: NoteView<PlayerId>,
): PlayerId | undefined {
  const match = view.match(said);
  if (teamIds === undefined) {
    return match.status === "auto_resolved" ? match.resolvedPlayerId : undefined;
  }
  const inTeam = match.candidates.filter(({ playerId }) =>
    view.roster.some(
      (player) => player.playerId === playerId && player.teamIds.some((id) => teamIds.includes(id)),
    ),
  );
  const [only] = inTeam;
  const certain = only?.reasons.every((reason) => reason !== "fuzzy" && reason !== "partial");
  return only && certain && inTeam.length === 1 ? only.playerId : undefined;
}

/** "Mikey" beside "Michael": one child or two, unless another player is called so. A slip tells only with a surname. */
function isAnotherForm<PlayerId extends string>(
  name: NameInNote,
  key: string,
  { roster }: NoteView<PlayerId>,
): boolean {
  const other = givenKey(name);
  if (name.family.length > 0) return isAlike(other, key);
  const isOwnName = roster.some(
    ({ firstName }) => foldedWords(firstName).map(groupOfGiven).join("") === other,
  );
  return !isOwnName && mayBeOneName(other, key);
}

const isAlike = (a: string, b: string): boolean => mayBeOneName(a, b) || isOneSlip(a, b);

/** Those whom the note names in full come first. */
function inFront<PlayerId extends string>(
  ids: readonly (PlayerId | undefined)[],
  candidates: readonly MatchCandidate<PlayerId>[],
): MatchCandidate<PlayerId>[] {
  const named = ids.filter((id) => id !== undefined);
  const listed = named.map((playerId): MatchCandidate<PlayerId> => {
    const known = candidates.find((candidate) => candidate.playerId === playerId);
    return {
      playerId,
      score: known?.score ?? BOUND_CONFIDENCE,
      reasons: ["full_name_in_note", ...(known?.reasons ?? [])],
    };
  });
  return [...listed, ...candidates.filter(({ playerId }) => !named.includes(playerId))].slice(0, 5);
}
