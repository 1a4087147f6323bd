/** What the words around a name say against a link that the roster alone would make. */
import type { AskReason } from "../vocabulary/notes";
import type { RosterPlayer } from "./match-mention";
import { givenKey, groupOfFamily, groupOfGiven, type NameInNote } from "./name-in-note";
import { nameWords } from "./normalize";
import type { NoteMention } from "./note-types";
import type { NoteView } from "./note-view";
import { placeInQuote } from "./place-in-quote";
import { isSomebodyElse } from "./somebody-else";
import type { TeamSaid } from "./team-said";
import { hasUnmarkedRival } from "./unmarked-rivals";

export interface NameAndPlace {
  name: NameInNote | null;
  /** Null where the words aren't said at the place that is given for them. */
  place: { first: number; last: number } | null;
  team: TeamSaid | undefined;
  /** Whom the name would be linked to. */
  player: Pick<RosterPlayer, "lastName"> | undefined;
  view: Pick<NoteView, "words" | "names" | "takenBack" | "rivals" | "surnames" | "isSurname">;
}

/** Undefined if nothing does. */
export function speaksAgainst(
  mention: NoteMention,
  { name, place, team, player, view }: NameAndPlace,
): AskReason | undefined {
  if (!place) return mention.quote.match === "missing" ? "unclear_quote" : "far_from_quote";
  if (team && team.teamIds.length === 0) return "other_team";
  if (name?.doubtful) return "also_a_word";
  if (name && isTakenBack(name, view.takenBack)) return "corrected";
  if (name && isSomebodyElse(view.words, name)) return "somebody_else";
  if (name && (isSpelledTwoWays(name, view.names) || isRivalled(name, view, player))) return "rival_in_note";
  const found = placeInQuote(mention, name, view);
  return found === "in_quote" || found === "nearest_before" ? undefined : found;
}

function isTakenBack(name: NameInNote, takenBack: ReadonlySet<NameInNote>): boolean {
  return [...takenBack].some((each) => each === name || sameNames(each, name));
}

function isRivalled(
  name: NameInNote,
  { words, rivals, surnames, isSurname }: NameAndPlace["view"],
  player: NameAndPlace["player"],
): boolean {
  if (hasUnmarkedRival(name, words, rivals, isSurname)) return true;
  if (!player || name.given.length === 0 || name.family.length > 0 || surnames.size === 0) return false;
  const own = new Set(nameWords(player.lastName).map(groupOfFamily));
  const key = givenKey(name);
  return [...surnames].some(
    ([other, said]) => givenKey(other) === key && said.some((surname) => !own.has(groupOfFamily(surname))),
  );
}

/** "Seán Kelly is joining us; our own Shaun Kelly won't like it": who spells a full name two ways may mean two children. */
function isSpelledTwoWays(name: NameInNote, names: readonly NameInNote[]): boolean {
  if (name.family.length === 0 || name.given.length === 0) return false;
  return names.some(
    (other) => sameNames(name, other) && other.family.length > 0 && other.given.join() !== name.given.join(),
  );
}

/** Two mentions of one name: the same first name, and no surname that differs. */
function sameNames(a: NameInNote, b: NameInNote): boolean {
  const given = a.given.map(groupOfGiven).join(" ") === b.given.map(groupOfGiven).join(" ");
  const family = a.family.join(" ") === b.family.join(" ") || a.family.length === 0 || b.family.length === 0;
  return given && a.given.length > 0 && family;
}
