/** Clues to a note's club when it isn't named: team, age group, sport, people. */
import { SPORT_WORDS, type Sport } from "../gates/sports-words";
import { GIVEN_NAMES, SURNAMES } from "../names/known-spellings";
import { foldedWords, foldText, joinSurnamePrefixes } from "../names/normalize";
import type { CoachOrganization, PersonName, RoutingTeam } from "./types";

const NUMBER_WORDS: Readonly<Record<string, number>> = Object.fromEntries(
  "six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
    .split(" ")
    .map((word, index) => [word, index + 6]),
);
const AGE_WORD = Object.keys(NUMBER_WORDS).join("|");
const UNDER = new RegExp(`\\b(?:u|under|faoi)\\s?(\\d{1,2}|${AGE_WORD})s?\\b`, "g");
/** "the twelves", "the 14s": the plural is what makes an age of a number. */
const PLURAL_AGE = new RegExp(`\\b(1\\d|2[01]|[6-9])s\\b|\\b(${AGE_WORD})e?s\\b`, "g");
const LEVELS = /\b(senior|minor|junior|intermediate|adult)s?\b/g;

/** The age groups that a text names, as "u12" or "senior". */
export function ageGroups(text: string): Set<string> {
  const folded = foldText(text);
  const ages = [...folded.matchAll(UNDER), ...folded.matchAll(PLURAL_AGE)].map(
    ([, first, second]) => first ?? second ?? "",
  );
  return new Set([
    ...ages.map((age) => `u${NUMBER_WORDS[age] ?? Number(age)}`),
    ...[...folded.matchAll(LEVELS)].map(([, level = ""]) => level),
  ]);
}

const GENERIC_TEAM_WORDS = new Set(
  "team squad panel boys girls mens womens men women ladies mixed a b c first firsts second seconds the".split(
    " ",
  ),
);
const MIN_TEAM_NAME = 4;

const containsPhrase = (foldedText: string, phrase: string): boolean =>
  ` ${foldedText} `.includes(` ${phrase} `);

/** A team is named where all of its name stands in the text; an age group alone is no name. */
export function namesTeam(foldedText: string, team: RoutingTeam): boolean {
  const name = foldText(team.name);
  const distinctive = foldedWords(team.name.replace(/\d+/g, " ")).some(
    (word) =>
      !GENERIC_TEAM_WORDS.has(word) && ageGroups(word).size === 0 && !/^(?:u|under|faoi|s)$/.test(word),
  );
  return distinctive && name.length >= MIN_TEAM_NAME && containsPhrase(foldedText, name);
}

export const teamAgeGroups = (team: RoutingTeam): Set<string> =>
  new Set([...ageGroups(team.ageGroup ?? ""), ...ageGroups(team.name)]);

/** Names that clubs give their sports; the first that the club's own words contain is meant. */
const SPORT_NAMES: readonly (readonly [name: string, sport: Sport])[] = [
  ["hurling", "hurling"],
  ["camogie", "hurling"],
  ["gaelic", "gaelic_football"],
  ["gaa football", "gaelic_football"],
  ["peil", "gaelic_football"],
  ["soccer", "soccer"],
  ["association football", "soccer"],
  ["rugby", "rugby"],
  ["basketball", "basketball"],
  ["hockey", "hockey"],
  ["athletics", "athletics"],
  ["swimming", "swimming"],
];

export const sportOf = (clubsWords: string): Sport | undefined =>
  SPORT_NAMES.find(([name]) => containsPhrase(foldText(clubsWords), name))?.[1];

const SPORTS = Object.entries(SPORT_WORDS).map(([sport, words]) => ({ sport, words: words.map(foldText) }));
export function sportsIn(foldedText: string): Set<string> {
  const named = SPORTS.filter(({ words }) => words.some((word) => containsPhrase(foldedText, word)));
  return new Set(named.map(({ sport }) => sport));
}

/** Names that are words as well: they say who is meant only beside a surname. */
const ALSO_WORDS = new Set(
  "will mark grace may rose hope faith joy art drew pat rob bill dawn june april summer autumn sunny chance chase max ace rich frank earnest miles pace lane reed ivy iris daisy lily robin jay ray bob nick jack gene penny sue don dean guy".split(
    " ",
  ),
);
const MIN_FIRST_NAME = 3;

const canonicalGiven = (words: readonly string[]): string =>
  words.map((word) => GIVEN_NAMES.groupOf.get(word) ?? word).join(" ");
const canonicalFamily = (words: readonly string[]): string =>
  joinSurnamePrefixes(words)
    .map((word) => SURNAMES.groupOf.get(word) ?? word)
    .join(" ");

/** A text prepared once for all the people who may stand in it. */
export type NamesInText = {
  given: readonly string[];
  family: readonly string[];
  capitalised: ReadonlySet<string>;
};
export function readNames(text: string): NamesInText {
  const words = joinSurnamePrefixes(foldedWords(text.replace(/['’]s\b/gu, "")));
  const raw = text.split(/[^\p{L}\p{M}'’-]+/u).filter((word) => /^\p{Lu}/u.test(word));
  return {
    given: words.map((word) => canonicalGiven([word])),
    family: words.map((word) => canonicalFamily([word])),
    capitalised: new Set(
      raw.flatMap((word) => foldedWords(word.replace(/['’]s$/u, ""))).map((word) => canonicalGiven([word])),
    ),
  };
}

const standsAt = (words: readonly string[], at: number, phrase: readonly string[]): boolean =>
  at >= 0 && phrase.every((word, offset) => words[at + offset] === word);

/** Whether first and last name stand side by side, in either order. */
export function namesInFull(text: NamesInText, person: PersonName): boolean {
  const given = canonicalGiven(foldedWords(person.firstName)).split(" ");
  const family = canonicalFamily(foldedWords(person.lastName)).split(" ");
  if (given[0] === "" || family[0] === "") return false;
  return text.given.some(
    (_, at) =>
      standsAt(text.given, at, given) &&
      (standsAt(text.family, at + given.length, family) || standsAt(text.family, at - family.length, family)),
  );
}

/** Whether the first name alone stands in the text, written as a name. */
export function namesByFirstName(text: NamesInText, person: PersonName): boolean {
  const words = foldedWords(person.firstName);
  const name = canonicalGiven(words);
  return name.length >= MIN_FIRST_NAME && !ALSO_WORDS.has(name) && text.capitalised.has(name);
}

/** The clubs that hold somebody who is named: in full where anybody is, and else by first name. */
export function clubsOfNamed<OrganizationId extends string>(
  text: NamesInText,
  organizations: readonly CoachOrganization<OrganizationId>[],
  people: (organization: CoachOrganization<OrganizationId>) => readonly PersonName[],
): Set<OrganizationId> {
  const holding = (isNamed: (text: NamesInText, person: PersonName) => boolean): Set<OrganizationId> =>
    new Set(
      organizations
        .filter((organization) => people(organization).some((person) => isNamed(text, person)))
        .map(({ organizationId }) => organizationId),
    );
  const inFull = holding(namesInFull);
  return inFull.size > 0 ? inFull : holding(namesByFirstName);
}
