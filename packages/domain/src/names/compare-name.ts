/** How a spoken name compares with one player: a score, the reasons, and whether it may be linked without asking. */
import type { MatchReason } from "../vocabulary/notes";
import { comparePart, nameScores, type PartMatch } from "./compare-part";
import { GIVEN_NAMES, SURNAMES } from "./known-spellings";
import { foldedWords, nameWords } from "./normalize";

/** Surnames that are given names as well: alone they may mean a player who is not on the roster. */
const ALSO_GIVEN_NAMES = new Set(
  "ryan kelly casey shannon riley reilly grant kerry lee james thomas george cody martin blake tyler taylor jordan jamie scott craig dean harvey henry howard stanley barry terry gary murray dillon dylan logan lewis louis mason nolan quinn regan roy ross ryan sean shane shea sheridan tracey troy alexander allen andrew austin carter connor cooper cormac daly darcy elliott ellis francis gabriel gordon graham harper hayden hudson jackson joyce kennedy lawrence leslie leo lloyd lynn macken mackenzie marshall maxwell mitchell morgan neil nelson noel owens paige parker patrick paul peter piers regina reid rory russell sidney simon spencer stephen stuart travis victor vincent walter warren wayne wesley whitney wilson".split(
    " ",
  ),
);

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

function compareGivenAlone(spoken: readonly string[], name: PlayerName): NameComparison {
  const part = comparePart(spoken, name.given, GIVEN_NAMES);
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

function compareFamilyAlone(spoken: readonly string[], name: PlayerName): NameComparison {
  const part = comparePart(spoken, name.family, SURNAMES);
  const said = spoken.join("");
  const linkable = !GIVEN_NAMES.groupOf.has(said) && !ALSO_GIVEN_NAMES.has(said);
  switch (part.kind) {
    case "exact":
      return { ...certainly(nameScores.familyExact, false, "last_name"), linkable };
    case "known":
      return { ...certainly(nameScores.familyKnown, false, "last_name", "known_spelling"), linkable };
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

function compareBoth(
  given: readonly string[],
  family: readonly string[],
  name: PlayerName,
  reversed: boolean,
) {
  const [initial, ...more] = family.join("");
  const familyPart: PartMatch =
    initial !== undefined && more.length === 0 && name.family[0]?.startsWith(initial)
      ? { kind: "short", score: nameScores.shortForm }
      : comparePart(family, name.family, SURNAMES);
  return compareFull(comparePart(given, name.given, GIVEN_NAMES), familyPart, reversed);
}

/** "Sean Patrick Murphy" for Sean Murphy: very likely, and for the coach to say. */
function compareWithoutMiddle(spoken: readonly string[], name: PlayerName): NameComparison {
  if (spoken.length < 3) return NOTHING;
  const outer = compareBoth(spoken.slice(0, 1), spoken.slice(-1), name, false);
  return outer.linkable ? uncertain(nameScores.shortForm, "partial") : NOTHING;
}

/** The best way in which these words can be read as this player's name. */
export function compareName(spoken: readonly string[], name: PlayerName): NameComparison {
  const readings = [
    compareGivenAlone(spoken, name),
    compareFamilyAlone(spoken, name),
    compareWithoutMiddle(spoken, name),
  ];
  for (let split = 1; split < spoken.length; split += 1) {
    const [first, second] = [spoken.slice(0, split), spoken.slice(split)];
    readings.push(compareBoth(first, second, name, false), compareBoth(second, first, name, true));
  }
  return readings.reduce((best, reading) =>
    reading.score > best.score || (reading.score === best.score && reading.linkable) ? reading : best,
  );
}
