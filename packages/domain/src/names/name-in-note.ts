/** A person as a note names them. */
import { GIVEN_NAMES, SURNAMES } from "./known-spellings";

export interface NameInNote {
  /** Indexes of its first and last word. */
  first: number;
  last: number;
  /** Offsets in the note. */
  start: number;
  end: number;
  /** Folded; empty where only a surname was said. */
  given: readonly string[];
  /** Folded; empty for a bare first name. */
  family: readonly string[];
  /** An everyday word where a sentence has no place for a name: "in May". */
  doubtful: boolean;
}

export const groupOfGiven = (word: string): string => GIVEN_NAMES.groupOf.get(word) ?? word;
/** What two mentions of one given name have in common, however it is spelled. */
export function givenKey(name: NameInNote): string {
  const joined = name.given.join("");
  const group = groupOfGiven(joined);
  return group === joined ? name.given.map(groupOfGiven).join("") : group;
}
export const groupOfFamily = (word: string): string => SURNAMES.groupOf.get(word) ?? word;
