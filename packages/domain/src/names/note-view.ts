import type { Word } from "../text/words";
import type { MentionMatch, RosterPlayer } from "./match-mention";
import type { NameInNote } from "./name-in-note";
import type { TeamSaid } from "./team-said";
import type { UnmarkedRivals } from "./unmarked-rivals";

/** What is known of a note before any of its mentions is looked at. */
export interface NoteView<PlayerId extends string = string> {
  words: readonly Word[];
  names: readonly NameInNote[];
  takenBack: ReadonlySet<NameInNote>;
  rivals: UnmarkedRivals;
  /** Surnames beside bare first names. */
  surnames: ReadonlyMap<NameInNote, readonly string[]>;
  /** Whether a word is known as a surname, by the roster or by the lists. */
  isSurname: (word: string) => boolean;
  /** The team that is said next to a name. */
  teamOf: (name: NameInNote) => TeamSaid | undefined;
  roster: readonly RosterPlayer<PlayerId>[];
  match: (text: string) => MentionMatch<PlayerId>;
}
