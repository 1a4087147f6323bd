/** A note's text with handles instead of names, and where the old places are in the new text. */
import { findNames } from "../names/find-names";
import { knownNames } from "../names/known-names";
import { matchMention, type RosterPlayer } from "../names/match-mention";
import { mentionKey } from "../names/normalize";
import { wordsOf } from "../text/words";
import type { Handles } from "./handles";

export interface Place {
  start: number;
  end: number;
}

export interface NamesOfNote {
  text: string;
  players: readonly RosterPlayer[];
  coaches: readonly { userId: string; firstName: string; lastName: string }[];
  teamNames: readonly string[];
  /** Names that were settled, with the player who was meant; undefined for a person on no team. */
  mentions: readonly (Place & { playerId: string | undefined })[];
}

export interface ReplacedText {
  text: string;
  /** The same place in the new text; a place that cuts a name is grown to the whole handle. */
  moved: (place: Place) => Place;
}

/** Telephone numbers, and addresses of e-mail and web: nobody's name, and as telling as one. */
const CONTACTS = /[\w.+-]+@[\w-]+\.[\w.]+|https?:\/\/\S+|\+?\d(?:[\s-]?\d){6,}/gu;

export const playerKey = (playerId: string): string => `player:${playerId}`;
export const coachKey = (userId: string): string => `coach:${userId}`;

/**
 * Replaces every name that was settled or is found in the text: of players, of colleagues, and of people whom nobody listed.
 * Too much is replaced rather than too little.
 */
export function replaceNames(note: NamesOfNote, handles: Handles): ReplacedText {
  const spans = withoutOverlaps([
    ...note.mentions.map(({ playerId, start, end }) => ({
      start,
      end,
      handle: handles.for(
        playerId === undefined ? strangerKey(note.text.slice(start, end)) : playerKey(playerId),
      ),
    })),
    ...[...note.text.matchAll(CONTACTS)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      handle: "[removed]",
    })),
    ...namesIn(note).map((place) => ({
      ...place,
      handle: handles.for(keyOf(note.text.slice(place.start, place.end), note)),
    })),
  ]);
  return replaced(note.text, spans);
}

function namesIn({ text, players, coaches, teamNames }: NamesOfNote): Place[] {
  const known = knownNames([...players, ...coaches], teamNames);
  return findNames(wordsOf(text), known)
    .filter((name) => !name.doubtful)
    .map(({ start, end }) => ({ start, end }));
}

/** Whoever has this name for certain; else somebody of that name. */
function keyOf(said: string, { players, coaches }: NamesOfNote): string {
  const player = matchMention(said, players);
  if (player.status === "auto_resolved") return playerKey(player.resolvedPlayerId);
  const colleagues = coaches.map(({ userId, ...name }) => ({ playerId: userId, teamIds: [], ...name }));
  const coach = matchMention(said, colleagues);
  return coach.status === "auto_resolved" ? coachKey(coach.resolvedPlayerId) : strangerKey(said);
}

const strangerKey = (said: string): string => `name:${mentionKey(said)}`;

interface Replacement extends Place {
  handle: string;
}

/** Of places that overlap the first one counts: settled names stand before found ones. */
function withoutOverlaps(spans: readonly Replacement[]): Replacement[] {
  const kept: Replacement[] = [];
  for (const span of spans) {
    const isFree = kept.every((other) => span.end <= other.start || span.start >= other.end);
    if (isFree && span.end > span.start) kept.push(span);
  }
  return kept.sort((a, b) => a.start - b.start);
}

function replaced(text: string, spans: readonly Replacement[]): ReplacedText {
  let result = "";
  let at = 0;
  const places: { from: Place; to: Place }[] = [];
  for (const { start, end, handle } of spans) {
    result += text.slice(at, start);
    places.push({ from: { start, end }, to: { start: result.length, end: result.length + handle.length } });
    result += handle;
    at = end;
  }
  result += text.slice(at);
  const move = (offset: number, edge: keyof Place): number => {
    const inside = places.find(({ from }) => offset > from.start && offset < from.end);
    if (inside) return inside.to[edge];
    const before = places.filter(({ from }) => from.end <= offset).at(-1);
    return before ? before.to.end + (offset - before.from.end) : offset;
  };
  return {
    text: result,
    moved: ({ start, end }) => ({ start: move(start, "start"), end: move(end, "end") }),
  };
}
