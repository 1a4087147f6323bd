/** How a spoken name compares with one player: a score, the reasons, and whether it may be linked without asking. */
import type { MatchReason } from "../vocabulary/notes";
import { type ComparePart, comparePart, nameScores, type PartMatch } from "./compare-part";
import { GIVEN_NAMES, SURNAMES } from "./known-spellings";
import { foldedWords, nameWords } from "./normalize";

/** Surnames that are given names as well: alone they may mean a player who is not on the roster. */
const ALSO_GIVEN_NAMES = new Set(
  "ryan kelly casey shannon riley reilly grant kerry lee james thomas george cody martin blake tyler taylor jordan jamie scott craig dean harvey henry howard stanley barry terry gary murray dillon dylan logan lewis louis mason nolan quinn regan roy ross ryan sean shane shea sheridan tracey troy alexander allen andrew austin carter connor cooper cormac daly darcy elliott ellis francis gabriel gordon graham harper hayden hudson jackson joyce kennedy lawrence leslie leo lloyd lynn macken mackenzie marshall maxwell mitchell morgan neil nelson noel owens paige parker patrick paul peter piers regina reid rory russell sidney simon spencer stephen stuart travis victor vincent walter warren wayne wesley whitney wilson".split(
    " ",
  ),
);

const isAlsoGivenName = (word: string): boolean =>
  GIVEN_NAMES.groupOf.has(word) || ALSO_GIVEN_NAMES.has(word);

export type NameComparison = {
  /** 0–1. */
  score: number;
  reasons: MatchReason[];
  /** Exact or a known spelling, of the whole name or of one part. Where it holds for two players, nobody is linked. */
  certain: boolean;
  /** Certain, and no name of another kind: may be linked where it is unique. */
  linkable: boolean;
  /** The whole name was said, exactly or in a known spelling. */
  fullName: boolean;
  /** Only the surname was said: a brother, a parent or a player who isn't listed may be meant. */
  surnameOnly?: boolean;
};
export type PlayerName = { given: readonly string[]; family: readonly string[] };

export const playerName = (player: { firstName: string; lastName: string }): PlayerName => ({
  given: foldedWords(player.firstName),
  family: nameWords(player.lastName),
});

const isCertain = (part: PartMatch): boolean => part.kind === "exact" || part.kind === "known";
const NOTHING: NameComparison = { score: 0, reasons: [], certain: false, linkable: false, fullName: false };
const uncertain = (score: number, ...reasons: MatchReason[]): NameComparison => ({
  ...NOTHING,
  score,
  reasons,
});

const certainly = (score: number, fullName: boolean, ...reasons: MatchReason[]): NameComparison => ({
  score,
  reasons,
  certain: true,
  linkable: true,
  fullName,
});

function compareGivenAlone(
  spoken: readonly string[],
  name: PlayerName,
  compare: ComparePart,
): NameComparison {
  const part = compare(spoken, name.given, GIVEN_NAMES);
  switch (part.kind) {
    case "exact":
      return name.family.length === 0
        ? certainly(nameScores.fullExact, true, "exact")
        : certainly(nameScores.givenExact, false, "first_name");
    case "known":
      return certainly(nameScores.givenKnown, name.family.length === 0, "first_name", "known_spelling");
    case "short":
      return uncertain(part.score, "first_name", "partial");
    case "fuzzy":
      return uncertain(part.score, "first_name", "fuzzy");
    case "other":
      return NOTHING;
  }
}

function compareFamilyAlone(
  spoken: readonly string[],
  name: PlayerName,
  compare: ComparePart,
): NameComparison {
  const part = compare(spoken, name.family, SURNAMES);
  const linkable = !isAlsoGivenName(spoken.join(""));
  switch (part.kind) {
    case "exact":
      return { ...certainly(nameScores.familyExact, false, "last_name"), linkable, surnameOnly: true };
    case "known":
      return {
        ...certainly(nameScores.familyKnown, false, "last_name", "known_spelling"),
        linkable,
        surnameOnly: true,
      };
    case "short":
      return uncertain(part.score, "last_name", "partial");
    case "fuzzy":
      return uncertain(part.score, "last_name", "fuzzy");
    case "other":
      return NOTHING;
  }
}

function compareFull(given: PartMatch, family: PartMatch, reversed: boolean): NameComparison {
  const order: MatchReason[] = reversed ? ["reversed_name"] : [];
  const penalty = reversed ? nameScores.reversedPenalty : 0;
  if (isCertain(given) && isCertain(family)) {
    const exact = given.kind === "exact" && family.kind === "exact";
    const reason: MatchReason = exact ? "exact" : "known_spelling";
    const score = (exact ? nameScores.fullExact : nameScores.fullKnown) - penalty;
    return certainly(score, true, ...(exact && reversed ? order : [...order, reason]));
  }
  if (given.kind !== "other" && family.kind !== "other") {
    const fuzzy = given.kind === "fuzzy" || family.kind === "fuzzy";
    const cap = fuzzy ? nameScores.fuzzyCap : nameScores.shortForm;
    const score = Math.min((given.score + family.score) / 2, cap) - penalty;
    return uncertain(score, ...order, fuzzy ? "fuzzy" : "partial");
  }
  return isCertain(given) ? uncertain(nameScores.surnameContradicted, "first_name", "partial") : NOTHING;
}

type Reading = { given: readonly string[]; family: readonly string[]; reversed: boolean };

function compareBoth({ given, family, reversed }: Reading, name: PlayerName, compare: ComparePart) {
  const [initial, ...more] = family.join("");
  const familyPart: PartMatch =
    initial !== undefined && more.length === 0 && name.family[0]?.startsWith(initial)
      ? { kind: "short", score: nameScores.shortForm }
      : compare(family, name.family, SURNAMES);
  const both = compareFull(compare(given, name.given, GIVEN_NAMES), familyPart, reversed);
  // "James Ryan" may be another child than Ryan James: only a surname that is no given name shows the order.
  return reversed && isAlsoGivenName(family.join("")) ? { ...both, linkable: false } : both;
}

/** "Sean Patrick Murphy" for Sean Murphy: very likely, and for the coach to say. */
function compareWithoutMiddle(
  spoken: readonly string[],
  name: PlayerName,
  compare: ComparePart,
): NameComparison {
  if (spoken.length < 3) return NOTHING;
  const outer = { given: spoken.slice(0, 1), family: spoken.slice(-1), reversed: false };
  return compareBoth(outer, name, compare).linkable ? uncertain(nameScores.shortForm, "partial") : NOTHING;
}

/** The best way in which these words can be read as this player's name. */
export function compareName(
  spoken: readonly string[],
  name: PlayerName,
  compare: ComparePart = comparePart,
): NameComparison {
  const readings = [
    compareGivenAlone(spoken, name, compare),
    compareFamilyAlone(spoken, name, compare),
    compareWithoutMiddle(spoken, name, compare),
  ];
  for (let split = 1; split < spoken.length; split += 1) {
    const [first, second] = [spoken.slice(0, split), spoken.slice(split)];
    readings.push(
      compareBoth({ given: first, family: second, reversed: false }, name, compare),
      compareBoth({ given: second, family: first, reversed: true }, name, compare),
    );
  }
  return readings.reduce((best, reading) =>
    reading.score > best.score || (reading.score === best.score && reading.linkable) ? reading : best,
  );
}
