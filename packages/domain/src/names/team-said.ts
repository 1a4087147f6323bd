/** A team said next to a name ("Alex from the U14s"): it tells namesakes apart, or says that this is nobody's of the coach. */
import { opensSentence, type Word } from "../text/words";
import { CAPITALISED_NO_NAMES } from "./common-names";
import { foldedWords } from "./normalize";

export interface OwnTeam {
  teamId: string;
  name: string;
  ageGroup?: string;
}

/** `teamIds` are the coach's own teams that it may mean; none: a team of somebody else. */
export interface TeamSaid {
  teamIds: readonly string[];
}

/** What team phrases are read by. */
export interface TeamTerms {
  teams: readonly OwnTeam[];
  teamWords: ReadonlySet<string>;
  /** The note has capitals within its sentences: a small letter means that a word is no name. */
  capitalsTell: boolean;
}

const AGES = new Map(
  "six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
    .split(" ")
    .flatMap((word, index): [string, number][] => [
      [word, index + 6],
      [word === "six" ? "sixes" : `${word}s`, index + 6],
    ]),
);
AGES.set("twelves", 12).set("fives", 5).set("twenties", 20);

/** Sides that have a name instead of an age. */
const LEVELS = new Set(
  "minor minors senior seniors junior juniors intermediate intermediates reserves seconds opposition opponents others visitors".split(
    " ",
  ),
);

const ageOf = (word: string): number | undefined => {
  const digits = /^(\d{1,2})s?$/.exec(word)?.[1];
  return digits === undefined ? AGES.get(word) : Number(digits);
};

type Phrase = { age?: number; words: string[]; length: number };

/** The team phrase that begins at a word: "under fourteens", "U-14s", "U12 Gold", "gold team", "minors". */
function phraseAt(words: readonly Word[], at: number, teamWords: ReadonlySet<string>): Phrase | null {
  const folded = (index: number) => words[index]?.folded ?? "";
  const first = folded(at);
  const joined = /^u(?:nder)?(\d{1,2})s?$/.exec(first)?.[1];
  let age: number | undefined;
  let length = 0;
  if (joined) [age, length] = [Number(joined), 1];
  else if ((first === "u" || first === "under") && ageOf(folded(at + 1)) !== undefined) {
    [age, length] = [ageOf(folded(at + 1)), 2];
  } else if (/^\d{1,2}s$/.test(first) || /s$/.test(first)) {
    age = ageOf(first);
    length = age === undefined ? 0 : 1;
  }
  const said: string[] = [];
  while (teamWords.has(folded(at + length)) && words[at + length]?.gap !== "sentence" && length < 6) {
    said.push(folded(at + length));
    length += 1;
  }
  if (length === 0 && LEVELS.has(first)) return { words: [first], length: 1 };
  return length === 0 ? null : { age, words: said, length };
}

const ageOfTeam = (team: OwnTeam): number | undefined => {
  const digits = /(?:^|[^\p{L}])(?:u|under)\D{0,3}(\d{1,2})/iu.exec(
    `${team.name} ${team.ageGroup ?? ""}`,
  )?.[1];
  return digits === undefined ? undefined : Number(digits);
};

/** The words of the coach's teams beyond their ages: "gold" of "U12 Gold". */
export const distinctTeamWords = (teams: readonly OwnTeam[]): ReadonlySet<string> =>
  new Set(
    teams.flatMap((team) => foldedWords(team.name)).filter((word) => !/\d/.test(word) && !GENERAL.has(word)),
  );
const GENERAL = new Set("u under the team squad panel a b girls boys gaa fc club".split(" "));

function teamsMeant(phrase: Phrase, teams: readonly OwnTeam[]): TeamSaid {
  const fitting = teams.filter(
    (team) =>
      (phrase.age === undefined || ageOfTeam(team) === phrase.age) &&
      phrase.words.every((word) => foldedWords(team.name).includes(word)),
  );
  return { teamIds: fitting.map((team) => team.teamId) };
}

const BEFORE_TEAM = new Set("from of in on with for off".split(" "));
const ARTICLES = new Set("the our my your their".split(" "));
/** "He's an under 16", "Seán, the 14s lad". */
const BEFORE_AGE = new Set(["the", "a", "an"]);
/** What a player comes from that is no place: "from midfield". */
const NO_PLACES = new Set(
  "the a an our my this that his her start beginning bench home here there last behind range play distance nowhere now today yesterday tonight then midfield corner half back frees placed open close out tip throw kick in on day first second minute one two training school work what when where time full wing centre deep".split(
    " ",
  ),
);
/** Between a name and the team that tells who it is: "Alex, who plays with the U14s". */
const LINKING = new Set(
  "who whos is plays playing thats the lad girl boy one young small he hes shes she up down over normally usually mostly mainly a an".split(
    " ",
  ),
);
const MAX_LINKING = 6;

/** The team that the words around a name give it; undefined for none. */
export function teamSaidWith(
  words: readonly Word[],
  name: { first: number; last: number },
  terms: TeamTerms,
): TeamSaid | undefined {
  return teamAfter(words, name.last, terms) ?? teamBefore(words, name.first, terms);
}

function teamAfter(words: readonly Word[], last: number, terms: TeamTerms): TeamSaid | undefined {
  const { teams, teamWords } = terms;
  if (words[last]?.possessive && words[last + 1]?.gap === "space") {
    // "Seán's from the U14s" is read like "Seán from": any other possession ends the name.
    if (words[last + 1]?.folded !== "from") return undefined;
  }
  let plain = true;
  for (let at = last + 1; at <= last + MAX_LINKING; at += 1) {
    const word = words[at];
    if (!word || opensSentence(word)) return undefined;
    if (BEFORE_TEAM.has(word.folded) && (plain || word.folded === "from")) {
      const from = word.folded === "from" || (word.folded === "of" && at === last + 1);
      const found = teamAt(words, at + 1, { from, ...terms });
      if (found) return found;
    }
    const phrase = plain && BEFORE_AGE.has(word.folded) ? phraseAt(words, at + 1, teamWords) : null;
    if (phrase && phrase.age !== undefined) return teamsMeant(phrase, teams);
    plain &&= LINKING.has(word.folded);
  }
  return undefined;
}

function teamAt(
  words: readonly Word[],
  at: number,
  { from, teams, teamWords, capitalsTell }: TeamTerms & { from: boolean },
): TeamSaid | undefined {
  const article = words[at];
  if (!article || opensSentence(article)) return undefined;
  const hasArticle = ARTICLES.has(article.folded);
  const begin = hasArticle ? at + 1 : at;
  const phrase = phraseAt(words, begin, teamWords);
  const word = words[begin];
  if (article.folded === "their" && (phrase || from)) return { teamIds: [] };
  if (phrase) return teamsMeant(phrase, teams);
  if (!word || !from) return undefined;
  if (hasArticle && /^other|^another/.test(word.folded)) return { teamIds: [] };
  // "Seán from Ballyrowan": a place that is none of the coach's teams.
  const isPlace =
    !hasArticle &&
    !opensSentence(word) &&
    (word.capital || !capitalsTell) &&
    (SAINTS.has(word.folded) || !(CAPITALISED_NO_NAMES.has(word.folded) || NO_PLACES.has(word.folded)));
  return isPlace ? { teamIds: [] } : undefined;
}

const SAINTS = new Set("st saint naomh san".split(" "));

/** "U14 Alex", "the U14s' Alex". */
function teamBefore(
  words: readonly Word[],
  first: number,
  { teams, teamWords }: TeamTerms,
): TeamSaid | undefined {
  if (words[first]?.gap !== "space") return undefined;
  for (let length = 4; length >= 1; length -= 1) {
    const phrase = phraseAt(words, first - length, teamWords);
    if (phrase?.length === length && phrase.age !== undefined) return teamsMeant(phrase, teams);
  }
  return undefined;
}
