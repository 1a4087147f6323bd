/**
 * Who is meant by a spoken name. A wrong link puts one child's injury into another's record, so that a name is
 * linked without asking only where it is unique on the roster and exact, a known spelling, or what this coach
 * chose before; everything else is a ranked list of candidates for the coach.
 */
import type { MatchReason } from "../vocabulary/notes";
import { compareName, type NameComparison, playerName } from "./compare-name";
import { rememberingComparePart } from "./compare-part";
import { joinSurnamePrefixes, mentionKey, mentionWords } from "./normalize";

export const matchDefaults = {
  /** The score from which a coach wants names to be linked without a question. */
  threshold: 0.9,
  /** How far a link must stand above the second candidate. */
  margin: 0.1,
  /** Candidates under this score are not offered. */
  floor: 0.5,
  maxCandidates: 5,
} as const;
export type MatchSettings = { -readonly [Key in keyof typeof matchDefaults]: number };

/** `firstName` and `lastName` as the club spells them. `teamIds` are the teams that the player is in. */
export type RosterPlayer<PlayerId extends string = string> = {
  playerId: PlayerId;
  firstName: string;
  lastName: string;
  teamIds: readonly string[];
};

/**
 * What this coach chose for these words before. `amongPlayerIds`, where it is known, are the players who could
 * have been meant then: a namesake who joined later makes the words a question again.
 */
export type CoachAlias<PlayerId extends string = string> = {
  rawText: string;
  playerId: PlayerId;
  amongPlayerIds?: readonly PlayerId[];
};

export type MatchOptions<PlayerId extends string = string> = Partial<MatchSettings> & {
  aliases?: readonly CoachAlias<PlayerId>[];
  /** The coach's own teams. They order the candidates and never change a score. */
  ownTeamIds?: readonly string[];
  /** A surname on its own is enough: it answers a question, or narrows one down. In a note it only ever asks. */
  surnameMayLink?: boolean;
};

/** `score` is 0–1, rounded to three places. */
export type MatchCandidate<PlayerId extends string = string> = {
  playerId: PlayerId;
  score: number;
  reasons: MatchReason[];
};
export type MentionMatch<PlayerId extends string = string> =
  | {
      status: "auto_resolved";
      resolvedPlayerId: PlayerId;
      confidence: number;
      candidates: MatchCandidate<PlayerId>[];
    }
  | { status: "needs_disambiguation" | "unresolved"; candidates: MatchCandidate<PlayerId>[] };

type Ranked<PlayerId extends string> = MatchCandidate<PlayerId> &
  Pick<NameComparison, "certain" | "linkable" | "fullName"> & { own: boolean };

/** What a coach puts before a name that isn't part of it. The words after it are compared, and asked about. */
const DESCRIPTORS = new Set(
  "young big wee little small auld ould old tall poor our my the a other another their that".split(" "),
);

/** "young Murphy" → "Murphy"; "the captain" stays as it is. */
function withoutDescriptors(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !DESCRIPTORS.has(word));
  return first > 0 ? words.slice(first) : words;
}

/** Longer texts are descriptions ("the two lads in midfield"). */
const MAX_MENTION_WORDS = 6;
/** Words that stand for somebody who was named elsewhere, or for nobody. */
const PRONOUNS = new Set(
  "he him his she her hers i me my mine you your it its who whom somebody someone anybody anyone nobody himself herself one this that".split(
    " ",
  ),
);
/** Words for several people that are nobody's name. A player who is called so is still found by the exact name. */
const GROUPS = new Set(
  "they them their theirs we us our ours all everyone everybody both the a lads lad girls girl boys boy team squad panel group players player kids kid children backs forwards subs midfield midfielders defenders goalies rest others whole bunch crew young ones".split(
    " ",
  ),
);
/** One player, whom only the coach can name. */
const ROLES = new Set("the our my captain goalie goalkeeper keeper sub".split(" "));

const isOf = (rawText: string, ...sets: readonly ReadonlySet<string>[]): boolean => {
  const words = mentionWords(rawText);
  return words.length > 0 && words.every((word) => sets.some((set) => set.has(word)));
};

/** "he", "her", "someone": no name, and nothing to ask by. */
export const isPronoun = (rawText: string): boolean => isOf(rawText, PRONOUNS);
/** "the lads", "everyone". */
export const isGroup = (rawText: string): boolean => !isPronoun(rawText) && isOf(rawText, GROUPS, PRONOUNS);

const round = (score: number): number => Math.round(score * 1000) / 1000;

function rank<PlayerId extends string>(
  words: readonly string[],
  roster: readonly RosterPlayer<PlayerId>[],
  { ownTeamIds, surnameMayLink }: Required<Pick<MatchOptions, "ownTeamIds" | "surnameMayLink">>,
): Ranked<PlayerId>[] {
  const name = withoutDescriptors(words);
  const described = name.length < words.length;
  const readings = [
    joinSurnamePrefixes(words),
    [...words],
    ...(described ? [joinSurnamePrefixes(name)] : []),
  ];
  const compare = rememberingComparePart();
  // A player of two teams may be listed twice; two entries of one name are still two children.
  const players = new Map(roster.map((player) => [player.playerId, player]));
  return [...players.values()].map((player) => {
    const listed = playerName(player);
    const best = readings
      .map((reading) => compareName(reading, listed, compare))
      .reduce((a, b) => (b.score > a.score ? b : a));
    const mayLink = best.linkable && !described && (surnameMayLink || !best.surnameOnly);
    return {
      playerId: player.playerId,
      score: round(best.score),
      reasons: best.reasons,
      certain: best.certain,
      linkable: mayLink,
      fullName: best.fullName,
      own: player.teamIds.some((teamId) => ownTeamIds.includes(teamId)),
    };
  });
}

/** The remembered choices for these words whose player is still on the roster. */
function aliasesFor<PlayerId extends string>(
  rawText: string,
  ranked: readonly Ranked<PlayerId>[],
  aliases: readonly CoachAlias<PlayerId>[],
): CoachAlias<PlayerId>[] {
  const key = mentionKey(rawText);
  return aliases.filter(
    (alias) =>
      key !== "" &&
      mentionKey(alias.rawText) === key &&
      ranked.some((candidate) => candidate.playerId === alias.playerId),
  );
}

/** A remembered choice settles a question between the players of that time, and no later one. */
function applyAlias<PlayerId extends string>(
  ranked: readonly Ranked<PlayerId>[],
  aliases: readonly CoachAlias<PlayerId>[],
  margin: number,
): Ranked<PlayerId>[] {
  const [alias] = aliases;
  if (!alias) return [...ranked];
  const chosen = new Set(aliases.map((each) => each.playerId));
  const isRival = (candidate: Ranked<PlayerId>): boolean =>
    candidate.certain &&
    !chosen.has(candidate.playerId) &&
    (candidate.fullName ||
      aliases.some((each) => each.amongPlayerIds && !each.amongPlayerIds.includes(candidate.playerId)));
  const settled = chosen.size === 1 && !ranked.some(isRival);
  return ranked.map((candidate) => {
    if (chosen.has(candidate.playerId)) {
      const reasons = new Set<MatchReason>(["coach_alias", ...candidate.reasons]);
      return { ...candidate, score: 1, reasons: [...reasons], certain: true, linkable: true };
    }
    if (!settled) return candidate;
    return {
      ...candidate,
      score: Math.min(candidate.score, round(1 - margin)),
      certain: false,
      linkable: false,
    };
  });
}

/** Own players first, then by score; equal ones in a fixed order, so that a list does not change between two looks. */
const inOrder = <PlayerId extends string>(a: Ranked<PlayerId>, b: Ranked<PlayerId>): number =>
  Number(b.own) - Number(a.own) || b.score - a.score || (a.playerId < b.playerId ? -1 : 1);

function uniqueLink<PlayerId extends string>(
  found: readonly Ranked<PlayerId>[],
  { threshold, margin }: Pick<MatchSettings, "threshold" | "margin">,
): Ranked<PlayerId> | null {
  const [link, ...others] = found.filter((candidate) => candidate.certain);
  if (!link?.linkable || others.length > 0 || link.score < threshold) return null;
  const second = Math.max(0, ...found.filter((each) => each !== link).map((each) => each.score));
  return round(link.score - second) >= margin ? link : null;
}

/** Matches one spoken name with the players of the coach's roster. */
export function matchMention<PlayerId extends string>(
  rawText: string,
  roster: readonly RosterPlayer<PlayerId>[],
  options: MatchOptions<PlayerId> = {},
): MentionMatch<PlayerId> {
  const { aliases = [], ownTeamIds = [], surnameMayLink = false, ...given } = options;
  const settings = { ...matchDefaults, ...given };
  const words = mentionWords(rawText);
  if (words.length === 0 || words.length > MAX_MENTION_WORDS) return { status: "unresolved", candidates: [] };

  const ranked = rank(words, roster, { ownTeamIds, surnameMayLink });
  const remembered = aliasesFor(rawText, ranked, aliases);
  const isNoName = isOf(rawText, PRONOUNS, GROUPS, ROLES);
  const found = applyAlias(ranked, remembered, settings.margin).filter(
    (candidate) => candidate.score >= settings.floor && (!isNoName || candidate.certain),
  );
  const candidates = [...found]
    .sort((a, b) => b.score - a.score || inOrder(a, b))
    .slice(0, settings.maxCandidates)
    .sort(inOrder)
    .map(({ playerId, score, reasons }) => ({ playerId, score, reasons }));
  if (candidates.length === 0) return { status: "unresolved", candidates };
  const link = uniqueLink(found, settings);
  return link
    ? { status: "auto_resolved", resolvedPlayerId: link.playerId, confidence: link.score, candidates }
    : { status: "needs_disambiguation", candidates };
}
