/** Rosters and marked notes for the tests of names. */
import { quoteFinder } from "../text/align-quote";
import { ROSTERS, type RosterName } from "./cases";
import type { RosterPlayer } from "./match-mention";
import type { NoteMention } from "./note-types";
import type { OwnTeam } from "./team-said";

export const OWN_TEAM = "own";
export const TEAMS: readonly OwnTeam[] = [
  { teamId: OWN_TEAM, name: "U12 Gold", ageGroup: "U12" },
  { teamId: "other", name: "U14 Gold", ageGroup: "U14" },
];

/** A player's id is the name and, for the second of one name, a number. */
export function rosterOf(name: RosterName): RosterPlayer[] {
  const seen = new Map<string, number>();
  return ROSTERS[name].split(", ").map((entry) => {
    const [firstName = "", lastName = ""] = entry.replace("*", "").split("|");
    const fullName = `${firstName} ${lastName}`;
    const count = (seen.get(fullName) ?? 0) + 1;
    seen.set(fullName, count);
    const playerId = count === 1 ? fullName : `${fullName}#${count}`;
    return { playerId, firstName, lastName, teamIds: [entry.endsWith("*") ? "other" : OWN_TEAM] };
  });
}

/** `[…]` is the name, `{…}` the quote; without the latter the whole note is. */
export function markedNote(marked: string): { transcript: string; mention: NoteMention } {
  const transcript = marked.replace(/[[\]{}]/g, "");
  const plain = (upTo: string) => marked.slice(0, marked.indexOf(upTo)).replace(/[[\]{}]/g, "").length;
  const position = plain("[");
  const rawText = transcript.slice(position, plain("]"));
  const quote = marked.includes("{") ? transcript.slice(plain("{"), plain("}")) : transcript;
  const start = marked.includes("{") ? plain("{") : 0;
  return { transcript, mention: { rawText, position, quote: quoteFinder(transcript).locate(quote, start) } };
}
