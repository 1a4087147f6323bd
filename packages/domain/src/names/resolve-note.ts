/**
 * Who is meant by the names of a note, taken together. A name is linked without asking only where it is unique on the
 * roster, said exactly, in a known spelling or as the coach chose before, and nothing else in the note speaks against it.
 */
import { type Word, wordIndexAt, wordsOf } from "../text/words";
import { GIVEN_NAMES_THAT_ARE_WORDS, SURNAMES_THAT_ARE_WORDS } from "./common-names";
import { casingOf, findNames } from "./find-names";
import { type KnownNames, knownNames } from "./known-names";
import {
  type CoachAlias,
  type MatchCandidate,
  type MatchSettings,
  type MentionMatch,
  matchMention,
  type RosterPlayer,
} from "./match-mention";
import type { NameInNote } from "./name-in-note";
import { mentionKey, mentionWords } from "./normalize";
import { identityInNote } from "./note-identity";
import type { MentionOutcome, NoteMention } from "./note-types";
import type { NoteView } from "./note-view";
import { hasPlaceForName } from "./place-for-name";
import { placeInQuote } from "./place-in-quote";
import { speaksAgainst } from "./speaks-against";
import { surnamesBeside } from "./surnames-beside";
import { namesTakenBack } from "./taken-back";
import { distinctTeamWords, type OwnTeam, type TeamSaid, teamSaidWith } from "./team-said";
import { surnameTest, unmarkedRivals } from "./unmarked-rivals";

export type { MentionOutcome, NoteMention } from "./note-types";

export interface NoteToResolve<PlayerId extends string = string> {
  transcript: string;
  /** Names of players, of all claims of the note. */
  mentions: readonly NoteMention[];
  /** The players of the coach's own teams. */
  roster: readonly RosterPlayer<PlayerId>[];
  teams: readonly OwnTeam[];
  aliases?: readonly NoteAlias<PlayerId>[];
  settings?: Partial<MatchSettings>;
}

/** A remembered choice with how often the coach has stood by it. */
export type NoteAlias<PlayerId extends string = string> = CoachAlias<PlayerId> & { confirmedCount?: number };

/** One outcome per mention, in order. */
export function resolveNote<PlayerId extends string>(
  note: NoteToResolve<PlayerId>,
): MentionOutcome<PlayerId>[] {
  return note.mentions.map(noteResolver(note));
}

/** Reads the note once; the function it returns resolves any of the note's mentions. */
export function noteResolver<PlayerId extends string>(
  note: NoteToResolve<PlayerId>,
): (mention: NoteMention) => MentionOutcome<PlayerId> {
  const view = viewOf(note);
  return (mention) => resolveOne(mention, note, view);
}

function viewOf<PlayerId extends string>(note: NoteToResolve<PlayerId>): NoteView<PlayerId> {
  const words = wordsOf(note.transcript);
  const known = knownNames(
    note.roster,
    note.teams.map((team) => team.name),
  );
  const names = withMentions(words, findNames(words, known), note, known);
  const terms = {
    teams: note.teams,
    teamWords: distinctTeamWords(note.teams),
    capitalsTell: casingOf(words) === "mixed",
  };
  const ownTeamIds = note.teams.map((team) => team.teamId);
  const isSurname = surnameTest(known);
  const matches = new Map<string, MentionMatch<PlayerId>>();
  return {
    words,
    names,
    takenBack: namesTakenBack(words, names),
    rivals: unmarkedRivals(words, names),
    surnames: surnamesBeside(words, names, isSurname),
    isSurname,
    teamOf: (name) => teamSaidWith(words, name, terms),
    roster: note.roster,
    match: (text) => {
      const known = matches.get(text) ?? matchMention(text, note.roster, { ...note.settings, ownTeamIds });
      matches.set(text, known);
      return known;
    },
  };
}

/** What a model took for a name is one, with or without a capital ("possum"), unless its words are found already. */
function withMentions<PlayerId extends string>(
  words: readonly Word[],
  found: readonly NameInNote[],
  note: NoteToResolve<PlayerId>,
  known: KnownNames,
): NameInNote[] {
  const taken = new Set(found.flatMap((name) => range(name.first, name.last)));
  const added: NameInNote[] = [];
  for (const mention of note.mentions) {
    const place = placeOf(words, note.transcript, mention);
    if (!place || range(place.first, place.last).some((index) => taken.has(index))) continue;
    for (const index of range(place.first, place.last)) taken.add(index);
    const parts = words.slice(place.first, place.last + 1);
    const folded = parts.map((part) => part.folded);
    const surnameAlone = folded.length === 1 && known.family.has(folded[0] ?? "");
    added.push({
      ...place,
      start: parts[0]?.start ?? 0,
      end: parts.at(-1)?.end ?? 0,
      given: surnameAlone ? [] : folded.slice(0, 1),
      family: surnameAlone ? folded : folded.slice(1),
      doubtful: isWordHere(words, place.first, folded),
    });
  }
  return [...found, ...added].sort((a, b) => a.first - b.first);
}

const isWordHere = (words: readonly Word[], at: number, folded: readonly string[]): boolean =>
  GIVEN_NAMES_THAT_ARE_WORDS.has(folded[0] ?? "") &&
  folded.slice(1).every((word) => SURNAMES_THAT_ARE_WORDS.has(word)) &&
  !hasPlaceForName(words, at, casingOf(words) === "mixed");

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** The words of a mention at the place that is given for it; null where something else stands there. */
function placeOf(
  words: readonly Word[],
  transcript: string,
  { rawText, position }: NoteMention,
): { first: number; last: number } | null {
  const said = transcript.slice(position, position + rawText.length);
  if (position < 0 || mentionKey(said) !== mentionKey(rawText)) return null;
  const first = wordIndexAt(words, position);
  const last = wordIndexAt(words, position + rawText.length - 1);
  const end = last < words.length && (words[last]?.start ?? 0) < position + rawText.length ? last : last - 1;
  return first < words.length && end >= first ? { first, last: end } : null;
}

function resolveOne<PlayerId extends string>(
  mention: NoteMention,
  note: NoteToResolve<PlayerId>,
  view: NoteView<PlayerId>,
): MentionOutcome<PlayerId> {
  const place = placeOf(view.words, note.transcript, mention);
  const name =
    (place && view.names.find((each) => each.first <= place.last && each.last >= place.first)) ?? null;
  const nameInQuote = place !== null && placeInQuote(mention, name, view) === "in_quote";
  const said = saidHere(mention, name, note);
  const team = name ? view.teamOf(name) : undefined;
  const ownTeam = team && team.teamIds.length > 0 ? team : undefined;
  const narrowed = matchWithin(said, ownTeam, note);
  const inAnotherTeam = narrowed.status === "unresolved" && ownTeam !== undefined;
  const match = inAnotherTeam ? view.match(said) : narrowed;
  const found = identityInNote(match, name, view, { ownTeamSaid: ownTeam !== undefined });
  const player =
    found.status === "link" ? note.roster.find((each) => each.playerId === found.playerId) : undefined;
  const against = inAnotherTeam ? "other_team" : speaksAgainst(mention, { name, place, team, player, view });
  const { candidates } = found;
  if (found.status === "link" && against === undefined) {
    return {
      status: "linked",
      playerId: found.playerId,
      confidence: found.confidence,
      candidates,
      nameInQuote,
      ...remembered(found, said, note),
    };
  }
  if (candidates.length === 0) {
    return { status: "unresolved", candidates: [], askReason: "not_on_roster", nameInQuote };
  }
  const askReason = against ?? (found.status === "ask" ? found.askReason : "inexact");
  return { status: "ask", candidates, askReason, nameInQuote };
}

/** The name as the note says it, which may be more than the mention repeats: "Alex" of "Alex Nolan". */
const saidHere = (mention: NoteMention, name: NameInNote | null, note: { transcript: string }): string =>
  name && name.given.length + name.family.length > mentionWords(mention.rawText).length
    ? note.transcript.slice(name.start, name.end)
    : mention.rawText;

function matchWithin<PlayerId extends string>(
  said: string,
  team: TeamSaid | undefined,
  { roster, teams, aliases, settings }: NoteToResolve<PlayerId>,
): MentionMatch<PlayerId> {
  const among = team
    ? roster.filter((player) => player.teamIds.some((id) => team.teamIds.includes(id)))
    : roster;
  return matchMention(said, among, { ...settings, aliases, ownTeamIds: teams.map((each) => each.teamId) });
}

function remembered<PlayerId extends string>(
  found: { playerId: PlayerId; candidates: readonly MatchCandidate<PlayerId>[] },
  said: string,
  { aliases = [] }: NoteToResolve<PlayerId>,
): { confirmedCount?: number } {
  const linked = found.candidates.find((candidate) => candidate.playerId === found.playerId);
  if (!linked?.reasons.includes("coach_alias")) return {};
  const alias = aliases.find((each) => mentionKey(each.rawText) === mentionKey(said));
  return { confirmedCount: alias?.confirmedCount ?? 0 };
}
