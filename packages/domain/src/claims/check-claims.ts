/**
 * What a model says about a note, checked against it and against the roster. Nothing is lost on the way: a claim whose quote
 * can't be found is kept and marked; only the exact repetition of another is put aside.
 */

import { isGroup, isPronoun } from "../names/match-mention";
import { foldText, mentionKey } from "../names/normalize";
import { type QuoteFinder, type QuotePlace, quoteFinder, type Span, spanOfQuote } from "../text/align-quote";
import type {
  ClaimSeverity,
  ClaimTopic,
  MentionType,
  NoDraftReason,
  QuoteMatch,
  ReviewReason,
  Sentiment,
} from "../vocabulary/notes";
import { cleanText, numbersIn, type SaidNumbers } from "./clean-text";
import type { ExtractedClaim } from "./extracted";

export interface CheckedMention<PlayerId extends string = string> {
  /** As it was spoken. */
  rawText: string;
  mentionType: MentionType;
  /** Offset in the transcript. */
  position: number;
  /** The player whom the model took it for; never more than a hint. */
  candidatePlayerId?: PlayerId;
}

export interface CheckedClaim<PlayerId extends string = string> {
  topic: ClaimTopic;
  title: string;
  description: string;
  recommendedAction?: string;
  /** The words of the transcript; the model's own where they were not found there. */
  sourceText: string;
  sourceStart: number;
  sourceEnd: number;
  quoteMatch: QuoteMatch;
  /** The stretches of an inexact quote that were said. */
  quoteSegments?: Span[];
  timeReference?: string;
  sentiment: Sentiment;
  severity?: ClaimSeverity;
  skillName?: string;
  skillRating?: number;
  mentions: CheckedMention<PlayerId>[];
  /** The recording coach is to act. Another coach is a mention, and found by resolution. */
  forRecordingCoach: boolean;
  extractionConfidence: number;
  reviewReason?: ReviewReason;
  status: "extracted" | "discarded";
  noDraftReason?: NoDraftReason;
}

/** What one call of the model said, with the part of the note that it was given. */
export interface AnsweredPart {
  start: number;
  claims: readonly ExtractedClaim[];
}

export interface ClaimsToCheck<PlayerId extends string = string> {
  transcript: string;
  parts: readonly AnsweredPart[];
  playerOf: (handle: string | null) => PlayerId | undefined;
  teamNames: readonly string[];
}

/** Far above what an hour of talk holds; those beyond it are counted in one that stands for them. */
export const MAX_CLAIMS = 300;
export const MAX_MENTIONS = 20;
const MAX_CHARACTERS = {
  title: 120,
  description: 600,
  recommendedAction: 300,
  timeReference: 80,
  skillName: 60,
  sourceText: 1_000,
  mention: 80,
} as const;

interface Check<PlayerId extends string> extends ClaimsToCheck<PlayerId> {
  finder: QuoteFinder;
  said: SaidNumbers;
  teamKeys: ReadonlySet<string>;
}

export function checkClaims<PlayerId extends string>(
  work: ClaimsToCheck<PlayerId>,
): CheckedClaim<PlayerId>[] {
  const check: Check<PlayerId> = {
    ...work,
    finder: quoteFinder(work.transcript),
    said: numbersIn([work.transcript, ...work.teamNames].join(" \n ")),
    teamKeys: new Set(work.teamNames.map(mentionKey)),
  };
  const all = work.parts.flatMap(({ start, claims }, part) =>
    claims.map((claim) => ({ claim, start, part })),
  );
  const repetitions = new Repetitions<PlayerId>();
  const checked = all.slice(0, MAX_CLAIMS).map(({ claim, start, part }) => {
    const one = checkOne(claim, start, check);
    return one.status === "extracted" && repetitions.has(one, part)
      ? { ...one, status: "discarded" as const, noDraftReason: "duplicate_claim" as const }
      : one;
  });
  const beyond = all.slice(MAX_CLAIMS).map(({ claim }) => claim);
  return beyond.length === 0 ? checked : [...checked, theRest(beyond, check)];
}

function checkOne<PlayerId extends string>(
  claim: ExtractedClaim,
  partStart: number,
  check: Check<PlayerId>,
): CheckedClaim<PlayerId> {
  const { transcript, finder } = check;
  const place = finder.locate(claim.sourceText, partStart + claim.sourceStart);
  const span = spanOfQuote(place);
  const said = span ? transcript.slice(span.start, span.end) : claim.sourceText;
  const texts = textsOf(claim, said, check);
  const mentions = checkMentions(claim, partStart, place, check);
  const isEmpty = texts.title === "" && texts.description === "";
  return {
    topic: claim.topic,
    ...texts.kept,
    title: texts.title,
    description: texts.description,
    sourceText: shortened(said, MAX_CHARACTERS.sourceText),
    sourceStart: span?.start ?? 0,
    sourceEnd: span?.end ?? 0,
    quoteMatch: place.match,
    ...(place.match === "inexact" ? { quoteSegments: [...place.segments] } : {}),
    sentiment: claim.sentiment,
    severity: claim.severity ?? undefined,
    skillRating: ratingOf(claim.skillRating),
    mentions: mentions.kept,
    forRecordingCoach: claim.topic === "todo" && claim.assignee === "recording_coach",
    extractionConfidence: claim.confidence,
    reviewReason: reviewReason(place.match, { changed: texts.changed, tooMany: mentions.tooMany }),
    ...(isEmpty ? { status: "discarded", noDraftReason: "empty_claim" } : { status: "extracted" }),
  };
}

function reviewReason(
  match: QuoteMatch,
  { changed, tooMany }: { changed: boolean; tooMany: boolean },
): ReviewReason | undefined {
  if (match === "missing") return "quote_not_found";
  if (match === "inexact") return "quote_inexact";
  if (changed) return "text_not_said";
  return tooMany ? "too_many_names" : undefined;
}

/** The texts that people read. Where one had to be mended, the quote says it better than what is left. */
function textsOf<PlayerId extends string>(
  claim: ExtractedClaim,
  said: string,
  { said: numbers }: Check<PlayerId>,
) {
  const scale = claim.topic === "skill_rating" ? withScale(numbers) : numbers;
  const clean = (text: string, max: number) => cleanText(text, max, scale);
  const quote = clean(said, MAX_CHARACTERS.description).text;
  const [title, description] = [
    clean(claim.title, MAX_CHARACTERS.title),
    clean(claim.description, MAX_CHARACTERS.description),
  ];
  const action = clean(claim.recommendedAction ?? "", MAX_CHARACTERS.recommendedAction);
  const time = clean(claim.timeReference ?? "", MAX_CHARACTERS.timeReference);
  const skill = clean(claim.skillName ?? "", MAX_CHARACTERS.skillName);
  const mended = description.changed ? quote || description.text : description.text;
  const headline = (title.changed ? "" : title.text) || shortened(mended || quote, MAX_CHARACTERS.title);
  return {
    title: headline,
    description: mended || headline,
    changed: [title, description, action, time, skill].some((each) => each.changed),
    kept: {
      recommendedAction: action.changed ? undefined : action.text || undefined,
      timeReference: time.changed ? undefined : time.text || undefined,
      skillName: skill.text || undefined,
    },
  };
}

/** "Four out of five", said as "a four": the scale of ratings is known without being said. */
const withScale = ({ values, digits }: SaidNumbers): SaidNumbers => ({
  values: new Set([...values, 1, 2, 3, 4, 5]),
  digits,
});

function shortened(text: string, maxCharacters: number): string {
  const plain = text.trim();
  if (plain.length <= maxCharacters) return plain;
  const cut = plain.slice(0, maxCharacters - 1);
  // Half a character is none.
  return `${cut.replace(/[\uD800-\uDBFF]$/, "")}…`;
}

function checkMentions<PlayerId extends string>(
  claim: ExtractedClaim,
  partStart: number,
  place: QuotePlace,
  { finder, transcript, playerOf, teamKeys }: Check<PlayerId>,
): { kept: CheckedMention<PlayerId>[]; tooMany: boolean } {
  const kept = new Map<string, CheckedMention<PlayerId>>();
  const all = withNamedCoach(claim);
  for (const mention of all.slice(0, MAX_MENTIONS)) {
    const spoken = finder.spokenPart(mention.rawText, place, partStart + mention.position);
    if (!spoken) continue;
    const rawText = shortened(transcript.slice(spoken.start, spoken.end), MAX_CHARACTERS.mention);
    const mentionType = typeOf(mention.mentionType, rawText, teamKeys);
    const key = `${mentionType} ${mentionKey(rawText)}`;
    if (mentionType === null || kept.has(key)) continue;
    const candidatePlayerId = playerOf(mention.candidatePlayerId);
    kept.set(key, {
      rawText,
      mentionType,
      position: spoken.start,
      ...(candidatePlayerId === undefined ? {} : { candidatePlayerId }),
    });
  }
  return { kept: [...kept.values()], tooMany: all.length > MAX_MENTIONS };
}

/** "The lads" are a group and "U12 Gold" is a team, whatever the model took them for; "he" is no name at all. */
function typeOf(given: MentionType, rawText: string, teamKeys: ReadonlySet<string>): MentionType | null {
  if (isPronoun(rawText)) return null;
  if (given !== "player_name") return given;
  if (teamKeys.has(mentionKey(rawText))) return "team_name";
  return isGroup(rawText) ? "group_reference" : given;
}

/** The coach who is to act is looked for like everybody who is named. */
function withNamedCoach(claim: ExtractedClaim): ExtractedClaim["mentions"] {
  if (claim.topic !== "todo" || claim.assignee !== "named_coach" || !claim.assigneeName) {
    return claim.mentions;
  }
  const named = claim.mentions.some((mention) => mention.mentionType === "coach_name");
  if (named) return claim.mentions;
  const position = claim.sourceStart;
  return [
    ...claim.mentions,
    { rawText: claim.assigneeName, mentionType: "coach_name", position, candidatePlayerId: null },
  ];
}

/** Skills are rated from 1 to 5; anything else is a number that was misread. */
const ratingOf = (rating: number | null): number | undefined =>
  rating !== null && rating >= 1 && rating <= 5 ? rating : undefined;

/** Of those who said the same about the same person: the same words, or overlapping ones of two parts of the note. */
class Repetitions<PlayerId extends string> {
  readonly #seen = new Map<string, { claim: CheckedClaim<PlayerId>; part: number; words: Set<string> }[]>();

  /** Whether the claim repeats one before it; remembers it if not. */
  has(claim: CheckedClaim<PlayerId>, part: number): boolean {
    const key = JSON.stringify([
      claim.topic,
      claim.skillName,
      claim.skillRating,
      claim.mentions.map((mention) => mentionKey(mention.rawText)),
    ]);
    const words = new Set(foldText(claim.title).split(" "));
    const same = this.#seen.get(key) ?? [];
    this.#seen.set(key, same);
    const repeats = same.some((other) =>
      other.part === part
        ? saysTheSame(other.claim, claim)
        : overlap(other.claim, claim) && share(other.words, words) >= 0.5,
    );
    if (!repeats) same.push({ claim, part, words });
    return repeats;
  }
}

const saysTheSame = (a: CheckedClaim, b: CheckedClaim): boolean =>
  a.sourceStart === b.sourceStart &&
  a.sourceEnd === b.sourceEnd &&
  a.sourceText === b.sourceText &&
  (foldText(a.title) === foldText(b.title) || foldText(a.description) === foldText(b.description));

const overlap = (a: CheckedClaim, b: CheckedClaim): boolean =>
  a.quoteMatch === "missing" || b.quoteMatch === "missing"
    ? foldText(a.sourceText) === foldText(b.sourceText)
    : a.sourceStart < b.sourceEnd && b.sourceStart < a.sourceEnd;

function share(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((word) => b.has(word)).length;
  return common / Math.max(1, Math.min(a.size, b.size));
}

/** One claim for all that are beyond the bound: we tell the coach, and staff can see it. */
function theRest<PlayerId extends string>(
  beyond: readonly ExtractedClaim[],
  { said }: Check<PlayerId>,
): CheckedClaim<PlayerId> {
  const titles = cleanText(
    beyond.map(({ title }) => title).join("; "),
    MAX_CHARACTERS.description - 120,
    said,
  );
  return {
    topic: "todo",
    title: `${beyond.length} more ${beyond.length === 1 ? "thing" : "things"} in this note`,
    description: `This note holds more than one list can. Please send the rest again in a note of its own: ${titles.text}`,
    sourceText: "",
    sourceStart: 0,
    sourceEnd: 0,
    quoteMatch: "missing",
    sentiment: "neutral",
    mentions: [],
    forRecordingCoach: true,
    extractionConfidence: 1,
    reviewReason: "too_many_claims",
    status: "extracted",
  };
}
