import type { Entity, NameFinder } from "./entities";
import { isObjectPreposition, isVerbLike } from "./lexicon";
import { todoCueAt } from "./todos";
import { type Span, sentencesOf, trimSpan, wordsIn } from "./words";

/** A statement: what is said about the people, team or group that it names. */
export interface Clause extends Span {
  readonly entities: readonly Entity[];
  /** Speaks of whoever the clause before spoke of: "She saved two penalties", "but his knee is sore". */
  readonly continues: boolean;
}

const isPerson = ({ mentionType }: Entity): boolean =>
  mentionType === "player_name" || mentionType === "coach_name";

/** The statements of a note, in order. */
export function clausesOf(transcript: string, names: NameFinder): Clause[] {
  return sentencesOf(transcript).flatMap((sentence) => {
    const entities = names.find(sentence);
    const cuts = [
      ...subjectCuts(transcript, sentence, entities),
      ...todoCuts(transcript, sentence),
      ...pronounCuts(transcript, sentence),
    ].sort((left, right) => left - right);
    return cutSentence(transcript, sentence, cuts).map((span) => ({
      ...span,
      entities: entities.filter(({ position }) => position >= span.start && position < span.end),
      continues: startsWithPronoun(transcript.slice(span.start, span.end)),
    }));
  });
}

function cutSentence(transcript: string, sentence: Span, cuts: readonly number[]): Span[] {
  const edges = [sentence.start, ...cuts, sentence.end];
  return edges
    .slice(1)
    .map((end, index) => trimSpan(transcript, { start: edges[index] ?? sentence.start, end }))
    .filter(({ start, end }) => end > start);
}

const LIST_JOINT = /^[\s,&]*(?:(?:and|plus|or|as well as|along with)\b)?[\s,]*$/iu;
const CONNECTOR =
  /(?:[,;:–—]|\s-|\b(?:and|but|while|whereas|then|so|also|though|although|however|plus))\s*$/iu;

/** Where a later name starts a statement of its own: "Niamh scored and Cian was late", but not "Niamh and Cian were late". */
function subjectCuts(transcript: string, sentence: Span, entities: readonly Entity[]): number[] {
  const cuts: number[] = [];
  let end: number | null = null;
  for (const entity of entities) {
    const between = end === null ? null : transcript.slice(end, entity.position);
    end = entity.end;
    if (between === null || LIST_JOINT.test(between)) continue;
    if (isSubject(transcript, sentence, entity, between)) cuts.push(entity.position);
  }
  return cuts;
}

function isSubject(transcript: string, sentence: Span, entity: Entity, between: string): boolean {
  const [next] = wordsIn(transcript, entity.end, sentence.end);
  const wordsBetween = wordsIn(between, 0, between.length).map(({ text }) => text);
  const before = wordsBetween.at(-1) ?? "";
  const connected = CONNECTOR.test(between);
  if (wordsBetween.length === 0 || (isObjectPreposition(before) && !connected)) return false;
  if (!isPerson(entity)) return connected && next !== undefined && isVerbLike(next.text);
  const rest = transcript.slice(entity.end, sentence.end);
  const possessive = /^\S/u.test(transcript.slice(entity.position + entity.rawText.length, entity.end));
  const actsNext =
    next !== undefined && (isVerbLike(next.text) || possessive || /^\s*(?:,|and|&)\s/u.test(rest));
  if (connected) return actsNext || /^[\s:–—-]*\p{Ll}/u.test(rest);
  return actsNext && wordsBetween.length >= 2;
}

function todoCuts(transcript: string, sentence: Span): number[] {
  const cue = todoCueAt(transcript.slice(sentence.start, sentence.end));
  return cue === null || cue === 0 ? [] : [sentence.start + cue];
}

const PRONOUN_TURN =
  /(?:[,;]\s*(?:but |and )?|\s(?:but|and|although|though|however) )(?=(?:he|she|they|his|her|their)\b)|\s(?:but|although|though|however)\s/giu;

function pronounCuts(transcript: string, { start, end }: Span): number[] {
  return [...transcript.slice(start, end).matchAll(PRONOUN_TURN)].map(
    (match) => start + match.index + match[0].length,
  );
}

const startsWithPronoun = (text: string): boolean =>
  /^(?:and |but |so |then |also |again |i think |i thought |maybe |unfortunately |thankfully )*(?:he|she|they|his|her|their|it|its|both|that|this)(?:['’](?:s|d|ll|re|ve))?\b/iu.test(
    text,
  );
