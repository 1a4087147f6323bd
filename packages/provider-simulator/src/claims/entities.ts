import type { ClaimsRequest, Mention, RosterPlayer } from "./contract";
import { isEverydayWord, isFirstName, nameKey } from "./first-names";
import { isCommonWord, isPlacePreposition, isVerbLike } from "./lexicon";
import { fold, type Span, type Word, wordsIn } from "./words";

/** A mention with the end of what was spoken, its possessive ending included. */
export interface Entity extends Mention {
  readonly end: number;
}

const SURNAME_PREFIX = /^(?:mac|mc|ní|ni|nic|ó|ui|uí|de|van)$/iu;
const COACH_TITLE = /\b(?:coach|manager|selector|mentor|trainer|coordinator)\s+$/i;
const COACH_AFTER = /^,?\s+(?:the|our|my)\s+(?:other\s+)?(?:coach|manager|selector|mentor|trainer|physio)\b/i;

/** Knows the names of one request. */
export class NameFinder {
  readonly #roster: readonly { readonly player: RosterPlayer; readonly keys: readonly string[] }[];
  readonly #teams: readonly RegExp[];
  readonly #coachKeys: readonly string[];

  constructor(private readonly request: ClaimsRequest) {
    this.#roster = request.roster.map((player) => ({ player, keys: keysOf(player.name) }));
    this.#teams = request.teams.map(({ name }) => teamPattern(name));
    this.#coachKeys = keysOf(request.coachName ?? "");
  }

  /** Players, coaches, teams and groups of a sentence, in the order in which they are spoken. */
  find(sentence: Span): Entity[] {
    const teams = this.#findTeams(sentence);
    const people = this.#findPeople(sentence, teams);
    const groups = findGroups(this.request.transcript, sentence).filter((group) => !overlaps(group, teams));
    return [...teams, ...people, ...groups].sort((left, right) => left.position - right.position);
  }

  #findTeams({ start, end }: Span): Entity[] {
    const text = this.request.transcript.slice(start, end);
    const found: Entity[] = [];
    for (const pattern of [...this.#teams, GENERIC_TEAM]) {
      for (const match of text.matchAll(pattern)) {
        const entity = entityAt(match[0], start + match.index, "team_name");
        if (!overlaps(entity, found)) found.push(entity);
      }
    }
    return found;
  }

  #findPeople(sentence: Span, teams: readonly Entity[]): Entity[] {
    const words = wordsIn(this.request.transcript, sentence.start, sentence.end);
    const found: Entity[] = [];
    for (let index = 0; index < words.length; ) {
      const length = overlaps(asSpan(words[index]), teams) ? 0 : this.#nameLength(words, index);
      const name = words.slice(index, index + length);
      if (name.length > 0) found.push(this.#person(name, sentence));
      index += Math.max(1, length);
    }
    return found;
  }

  /** How many words from here on are one name; 0 where none starts. */
  #nameLength(words: readonly Word[], index: number): number {
    const word = words[index];
    if (!word) return 0;
    const rest = words.slice(index + 1);
    const surname = word.possessive ? 0 : surnameLength(rest, word);
    const known = this.#roster.some(({ keys }) => keys.includes(nameKey(word.text)));
    if (known) {
      const whole = this.#roster.some(
        ({ keys }) => keys.includes(nameKey(word.text)) && keys.includes(nameKey(rest[0]?.text ?? "")),
      );
      if (whole && !word.possessive) return 2;
      return isUsedAsName(words, index) ? 1 + surname : 0;
    }
    if (isFirstName(word.text)) return isUsedAsName(words, index) ? 1 + surname : 0;
    return looksLikeName(words, index, surname) ? 1 + surname : 0;
  }

  #person(name: readonly Word[], sentence: Span): Entity {
    const { transcript } = this.request;
    const start = name[0]?.start ?? sentence.start;
    const end = name.at(-1)?.end ?? start;
    const rawText = transcript.slice(start, end);
    const keys = name.map(({ text }) => nameKey(text));
    const candidates = this.#roster.filter((entry) => keys.every((key) => entry.keys.includes(key)));
    const isCoach =
      candidates.length === 0 &&
      (COACH_TITLE.test(transcript.slice(sentence.start, start)) ||
        COACH_AFTER.test(transcript.slice(end, sentence.end)) ||
        keys.every((key) => this.#coachKeys.includes(key)));
    const [only] = candidates;
    return {
      rawText,
      mentionType: isCoach ? "coach_name" : "player_name",
      position: start,
      candidatePlayerId: candidates.length === 1 && only ? only.player.playerId : null,
      end: end + (name.at(-1)?.possessive ? 2 : 0),
    };
  }
}

const keysOf = (name: string): string[] => name.split(/\s+/).filter(Boolean).map(nameKey);

const asSpan = (word: Word | undefined) => ({ position: word?.start ?? 0, end: word?.end ?? 0 });

const overlaps = (part: { position: number; end: number }, others: readonly Entity[]): boolean =>
  others.some((other) => part.position < other.end && other.position < part.end);

const entityAt = (rawText: string, position: number, mentionType: Mention["mentionType"]): Entity => ({
  rawText,
  mentionType,
  position,
  candidatePlayerId: null,
  end: position + rawText.length,
});

/** A first name in small letters is a name too, unless it is also an everyday word. */
function isUsedAsName(words: readonly Word[], index: number): boolean {
  const word = words[index];
  if (!word || !isEverydayWord(word.text)) return word !== undefined;
  if (!word.capitalised) return false;
  const next = words[index + 1];
  if (MONTH.test(word.text) && isDate(words[index - 1], next)) return false;
  if (index > 0 || word.possessive) return true;
  return next !== undefined && (isVerbLike(next.text) || next.capitalised || fold(next.text) === "and");
}

const MONTH = /^(?:april|may|june|august)$/iu;
const BEFORE_MONTH =
  /^(?:in|of|since|until|till|by|from|for|next|last|this|every|early|late|mid|before|after|\d+(?:st|nd|rd|th)?|first|second|third)$/iu;

/** "in May", "the 9th of May", "May 12". */
const isDate = (before: Word | undefined, next: Word | undefined): boolean =>
  (before !== undefined && BEFORE_MONTH.test(before.text)) ||
  (next !== undefined && /^\d{1,2}(?:st|nd|rd|th)?$/iu.test(next.text));

function surnameLength(rest: readonly Word[], first: Word): number {
  const [next, after] = rest;
  const follows = (word: Word | undefined, before: Word | undefined): word is Word =>
    word?.capitalised === true &&
    before !== undefined &&
    word.start - before.end === 1 &&
    !isCommonWord(word.text);
  if (!follows(next, first)) return 0;
  if (SURNAME_PREFIX.test(next.text) && !next.possessive && follows(after, next)) return 2;
  return isFirstName(next.text) && !/^(?:kelly|ryan|barry|martin|scott|neil|owen)$/i.test(next.text) ? 0 : 1;
}

/** A capitalised word that is in no list: a name where it is not the first word, or where the first word acts as one. */
function looksLikeName(words: readonly Word[], index: number, surname: number): boolean {
  const word = words[index];
  if (
    !word?.capitalised ||
    word.text.length < 3 ||
    word.text === word.text.toUpperCase() ||
    isCommonWord(word.text)
  )
    return false;
  const before = words[index - 1];
  if (before) return !isPlacePreposition(before.text) && !before.capitalised;
  const next = words[index + 1];
  return (
    surname > 0 ||
    (word.possessive
      ? false
      : next !== undefined && isVerbLike(next.text) && !/(?:ing|ion|ness|ment)$/i.test(word.text))
  );
}

/** A team by its name, also where the age is spelled out: U12 Gold, under 12 gold, under twelves. */
function teamPattern(name: string): RegExp {
  const parts = name
    .trim()
    .split(/\s+/)
    .map((part) => {
      const age = /^u-?(\d{1,2})s?$/i.exec(part)?.[1];
      if (age === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      return `(?:u-?\\s?${age}|under[\\s-]${age}|under[\\s-]${AGE_WORDS[age] ?? age})['’]?s?`;
    });
  return new RegExp(`(?<![\\p{L}\\p{N}])${parts.join("\\s+")}(?![\\p{L}\\p{N}])`, "giu");
}

const AGE_WORDS: Readonly<Record<string, string>> = {
  "6": "six(?:es)?",
  "7": "sevens?",
  "8": "eights?",
  "9": "nines?",
  "10": "tens?",
  "11": "elevens?",
  "12": "twel(?:ve|ves)",
  "13": "thirteens?",
  "14": "fourteens?",
  "15": "fifteens?",
  "16": "sixteens?",
  "17": "seventeens?",
  "18": "eighteens?",
};

const GENERIC_TEAM = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:u-?\\s?\\d{1,2}|under[\\s-](?:\\d{1,2}|${Object.values(AGE_WORDS).join("|")})|senior team|minor team)['’]?s?(?![\\p{L}\\p{N}])`,
  "giu",
);

const GROUP =
  /\b(?:(?:all |both |most |some |one |two |three |a few )?(?:of )?(?:the|our|my) (?:whole |entire |younger |older |other )?(?:team|lads|girls|boys|kids|players|group|squad|panel|forwards|backs|defenders|midfielders|midfield|goalies|goalkeepers|subs|crew|parents)|everyone|everybody|all of them|the two of them|somebody|someone|nobody|we(?=['’\s])|us)\b/gi;

function findGroups(transcript: string, { start, end }: Span): Entity[] {
  return [...transcript.slice(start, end).matchAll(GROUP)].map((match) =>
    entityAt(match[0], start + match.index, "group_reference"),
  );
}
