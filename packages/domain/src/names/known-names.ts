/** The names that a roster and its teams bring along. */
import { groupOfFamily, groupOfGiven } from "./name-in-note";
import { foldedWords, nameWords } from "./normalize";

/** The names that a roster brings along, by which they are found without a capital too. */
export interface KnownNames {
  /** The words of each given name, by its first word's spelling group. */
  given: ReadonlyMap<string, readonly (readonly string[])[]>;
  family: ReadonlySet<string>;
  /** Words of the coach's own teams: no person's name. */
  teamWords: ReadonlySet<string>;
}

export function knownNames(
  roster: readonly { firstName: string; lastName: string }[],
  teamNames: readonly string[],
): KnownNames {
  const given = new Map<string, (readonly string[])[]>();
  const family = new Set<string>();
  for (const player of roster) {
    const parts = foldedWords(player.firstName);
    const key = groupOfGiven(parts[0] ?? "");
    given.set(key, [...(given.get(key) ?? []), parts]);
    for (const word of [...nameWords(player.lastName), ...foldedWords(player.lastName)]) {
      family.add(groupOfFamily(word));
    }
  }
  return { given, family, teamWords: new Set(teamNames.flatMap(foldedWords)) };
}
