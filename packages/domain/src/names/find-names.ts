/**
 * The people whom a note names, found in its own words: what a model leaves out ("Kelly from the under fourteens") is what
 * keeps a claim off the wrong child. Finding too much costs a question, finding too little may cost a wrong record.
 */
import { opensSentence, type Word } from "../text/words";
import {
  CAPITALISED_NO_NAMES,
  COMMON_GIVEN_NAMES,
  COMMON_SURNAMES,
  GIVEN_NAMES_THAT_ARE_WORDS,
  SURNAMES_THAT_ARE_WORDS,
} from "./common-names";
import type { KnownNames } from "./known-names";
import { GIVEN_NAMES, SURNAMES } from "./known-spellings";
import { groupOfFamily, groupOfGiven, type NameInNote } from "./name-in-note";
import { isPetFormOf, isShortForm } from "./nicknames";
import { hasPlaceForName } from "./place-for-name";
import { isUnlistedSurname } from "./unlisted-surname";

const PET_ENDING = /(?:ie|y|o|in|s|er)$/;
function petFormsAmong(words: readonly Word[], given: ReadonlyMap<string, unknown>): Set<string> {
  const said = new Set(words.map((word) => word.folded).filter((word) => PET_ENDING.test(word)));
  return new Set([...said].filter((word) => [...given.keys()].some((name) => isPetFormOf(word, name))));
}

/** "lower": no capital says anything, since there are none within sentences; "upper": all of them are. */
type Casing = "mixed" | "lower" | "upper";

export function casingOf(words: readonly Word[]): Casing {
  const inside = words.filter((word) => !opensSentence(word) && word.folded !== "i");
  const capitals = inside.filter((word) => word.capital).length;
  if (capitals === 0) return "lower";
  return inside.length > 3 && capitals > inside.length * 0.9 ? "upper" : "mixed";
}

const SURNAME_PREFIXES = new Set("o mc mac mhic ni nic ui ua de fitz van von der den".split(" "));
/** Second given names, where no player is called so: "Emma Louise", "Seán Óg". */
const SECOND_GIVEN = new Set(
  "louise jane kate ann anne marie mae may rose grace lee paul joe pat james michael patrick beth lou jo ellen og beag mor junior senior".split(
    " ",
  ),
);
const HAS_DIGIT = /\d/;
const MAX_NAME_WORDS = 5;
/** After these a capital is a place or an opponent. */
const BEFORE_PLACES = new Set(
  "in at against near v vs versus beat to from of over outside around the".split(" "),
);
/** Words that open sentences and may stand before a surname: "Poor Kelly", "Then Murphy". */
const OPENERS = new Set(
  "the and but so then also great good well both young big our their with for when if as after before while until since today tonight yesterday training match game a an i we he she it they there here what that this those these his her my all now no not yes ok okay right just only even still poor old little wee small is was are were has had did does do will would can could should may might must one two three four five first second last next every each some any more most apparently luckily unfortunately sadly sorry maybe perhaps afterwards later tell told ask asked remind thanks thank mr mrs ms dr coach captain goalkeeper goalie midfielder defender forward big".split(
    " ",
  ),
);

/** Finds every person named in a note, in order and without overlaps. */
export function findNames(words: readonly Word[], known: KnownNames): NameInNote[] {
  const reading = { known, casing: casingOf(words), petForms: petFormsAmong(words, known.given) };
  const names: NameInNote[] = [];
  for (let at = 0; at < words.length; ) {
    const name = nameAt(words, at, reading);
    if (name) names.push(name);
    at = name ? name.last + 1 : at + 1;
  }
  return names;
}

interface Reading {
  known: KnownNames;
  casing: Casing;
  /** Words of the note that are pet forms of a name of the roster: "Seánie". */
  petForms: ReadonlySet<string>;
}

function nameAt(words: readonly Word[], at: number, reading: Reading): NameInNote | null {
  const word = words[at];
  if (!word || HAS_DIGIT.test(word.folded)) return null;
  const { known } = reading;
  if (isGiven(word, reading) || isWordAsName(words, at, reading)) {
    const last = endOfName(words, at, reading);
    return described(words, { at, last, given: givenLength(words, at, last, known), reading });
  }
  if (isPrefix(words, at) || isFamily(word, reading)) {
    const last = endOfName(words, at, reading);
    return described(words, { at, last, given: 0, reading });
  }
  if (!looksUnlisted(words, at, reading)) return null;
  return described(words, { at, last: endOfName(words, at, reading), given: 1, reading });
}

function described(
  words: readonly Word[],
  { at, last, given, reading }: { at: number; last: number; given: number; reading: Reading },
): NameInNote {
  const parts = words.slice(at, last + 1);
  const folded = parts.map((part) => part.folded);
  const isWord = GIVEN_NAMES_THAT_ARE_WORDS.has(folded[0] ?? "");
  const hasPlace = () => hasPlaceForName(words, at, reading.casing === "mixed");
  return {
    first: at,
    last,
    start: parts[0]?.start ?? 0,
    end: parts.at(-1)?.end ?? 0,
    given: folded.slice(0, given),
    family: folded.slice(given),
    doubtful: isWord && (parts.length === 1 ? !hasPlace() : isPhrase(parts)),
  };
}

/** "Will power got us through": two words that are names and words, and written as words. */
const isPhrase = (parts: readonly Word[]): boolean =>
  parts.length === 2 && parts[1]?.capital === false && SURNAMES_THAT_ARE_WORDS.has(parts[1].folded);

function isGiven(word: Word, { known, casing, petForms }: Reading): boolean {
  const { folded } = word;
  if (OPENERS.has(folded) && !known.given.has(groupOfGiven(folded))) return false;
  const listed = known.given.has(groupOfGiven(folded));
  if (listed) return word.capital || !GIVEN_NAMES_THAT_ARE_WORDS.has(folded) || casing === "lower";
  const common = GIVEN_NAMES.groupOf.has(folded) || COMMON_GIVEN_NAMES.has(folded) || petForms.has(folded);
  if (casing === "mixed" && word.capital) {
    return (common || isShortForm(folded)) && !known.teamWords.has(folded);
  }
  return common && !GIVEN_NAMES_THAT_ARE_WORDS.has(folded);
}

/** "Bob was brilliant", at the beginning of a sentence: nobody of the roster, and somebody all the same. */
const isWordAsName = (words: readonly Word[], at: number, { casing }: Reading): boolean => {
  const word = words[at];
  if (!word?.capital || !GIVEN_NAMES_THAT_ARE_WORDS.has(word.folded)) return false;
  return hasPlaceForName(words, at, casing === "mixed");
};

function isFamily(word: Word, { known, casing }: Reading): boolean {
  if (!known.family.has(groupOfFamily(word.folded))) return false;
  return (word.capital && casing !== "upper") || !SURNAMES_THAT_ARE_WORDS.has(word.folded);
}

/** "O Brien", "Mc Carthy": a prefix that stands alone before a capital. */
const isPrefix = (words: readonly Word[], at: number): boolean => {
  const next = words[at + 1];
  const word = words[at];
  return (
    word?.capital === true &&
    SURNAME_PREFIXES.has(word.folded) &&
    next?.capital === true &&
    next.gap === "space"
  );
};

/** A capital where a sentence does not ask for one, and no day, place or team. */
function looksUnlisted(words: readonly Word[], at: number, reading: Reading): boolean {
  const { known, casing } = reading;
  const word = words[at];
  const before = words[at - 1];
  if (!word?.capital || casing === "upper" || word.folded.length < 2) return false;
  if (casing === "lower" && !opensSentence(word)) return false;
  if (OPENERS.has(word.folded) || CAPITALISED_NO_NAMES.has(word.folded) || known.teamWords.has(word.folded)) {
    return false;
  }
  const next = words[at + 1];
  if (next && next.gap === "space" && isSurnameLike(next, reading) && next.capital) return true;
  if (opensSentence(word)) return next?.gap === "space" && DEEDS.has(next.folded) && !THING.test(word.folded);
  return !(before && BEFORE_PLACES.has(before.folded));
}

/** What only somebody does: "Possum came on". */
const DEEDS = new Set(
  "came scored played pulled ran hit kicked took got hurt twisted limped said told fell broke saved".split(
    " ",
  ),
);
const THING = /(?:ing|s)$/;

function isSurnameLike(word: Word, { known, casing }: Pick<Reading, "known" | "casing">): boolean {
  const { folded } = word;
  const listed =
    known.family.has(groupOfFamily(folded)) || SURNAMES.groupOf.has(folded) || COMMON_SURNAMES.has(folded);
  const shaped = /^(?:mc|mac|fitz)\p{L}{3}|^o\p{L}{4}/u.test(folded) && /['’‘]|^\p{Lu}/u.test(folded);
  return (listed && (word.capital || !SURNAMES_THAT_ARE_WORDS.has(folded))) || (shaped && casing !== "upper");
}

/** Index of the last word of the name that begins at `at`. */
function endOfName(words: readonly Word[], at: number, reading: Reading): number {
  let last = at;
  while (last - at + 1 < MAX_NAME_WORDS && continuesName(words, last + 1, at, reading)) last += 1;
  // A prefix alone ends no name.
  return last > at && SURNAME_PREFIXES.has(words[last]?.folded ?? "") ? last - 1 : last;
}

function continuesName(words: readonly Word[], at: number, start: number, reading: Reading): boolean {
  const word = words[at];
  const before = words[at - 1];
  if (!word || before?.possessive || (word.gap !== "space" && word.gap !== "hyphen")) return false;
  const { known, casing } = reading;
  const { folded } = word;
  if (HAS_DIGIT.test(folded) || known.teamWords.has(folded)) return false;
  if (partOfListedGiven(words, at, start, known)) return true;
  if (at - 1 > start && SURNAME_PREFIXES.has(before?.folded ?? "")) return true;
  if (SURNAME_PREFIXES.has(folded)) {
    const next = words[at + 1];
    const certain = folded !== "de" || next?.capital === true || casing !== "mixed";
    return next !== undefined && next.gap === "space" && (certain || isSurnameLike(next, reading));
  }
  if (isSurnameLike(word, reading)) return true;
  if (SECOND_GIVEN.has(folded) && at - 1 === start && !known.given.has(groupOfGiven(folded))) return true;
  if (isUnlistedSurname(words, at, known)) return true;
  const capital = word.capital && casing === "mixed";
  if (!capital || OPENERS.has(folded) || (CAPITALISED_NO_NAMES.has(folded) && folded !== "st")) return false;
  // A list without commas: the next word is the next child's first name, unless a surname follows it.
  const isOther = GIVEN_NAMES.groupOf.has(folded) || COMMON_GIVEN_NAMES.has(folded) || isShortForm(folded);
  const next = words[at + 1];
  const surnameFollows =
    next !== undefined && next.gap === "space" && next.capital && isSurnameLike(next, reading);
  return !isOther || surnameFollows;
}

/** "Mary Kate": the words so far begin a given name of the roster. */
function partOfListedGiven(words: readonly Word[], at: number, start: number, known: KnownNames): boolean {
  const names = known.given.get(groupOfGiven(words[start]?.folded ?? "")) ?? [];
  return names.some(
    (name) =>
      name.length > at - start &&
      groupOfGiven(name[at - start] ?? "") === groupOfGiven(words[at]?.folded ?? ""),
  );
}

/** How many words of the name are given names: all of a roster name, else all but the last part. */
function givenLength(words: readonly Word[], at: number, last: number, known: KnownNames): number {
  const names = known.given.get(groupOfGiven(words[at]?.folded ?? "")) ?? [];
  let listed = 1;
  for (const name of names) {
    const fits = name.every(
      (part, index) =>
        at + index <= last && groupOfGiven(part) === groupOfGiven(words[at + index]?.folded ?? ""),
    );
    if (fits) listed = Math.max(listed, name.length);
  }
  return listed;
}
