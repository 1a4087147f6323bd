import { type Clause, clausesOf } from "./clauses";
import type { Claim, ClaimsRequest, Mention } from "./contract";
import { takesBack, withoutTakenBack } from "./corrections";
import { ratingIn, skillIn, timeReferenceIn } from "./details";
import { type Entity, NameFinder } from "./entities";
import { withoutDeniedHurts } from "./negations";
import { todoIn } from "./todos";
import { sentimentOf, severityOf } from "./tone";
import { type SpokenTopic, STRONG, scoreTopics, type TopicScore } from "./topics";
import { descriptionOf, recommendedActionOf, titleOf } from "./wording";

/** A claim before its texts are worked out: they depend on how far its source reaches in the end. */
interface Draft {
  readonly topic: Claim["topic"];
  readonly score: number;
  readonly start: number;
  readonly end: number;
  readonly subjects: readonly Entity[];
  readonly todo: ReturnType<typeof todoIn>;
}

/**
 * The claims of a note by rules over its words: one for each player, team or group that a statement is about, actions
 * without a player. The same request always gives the same claims.
 */
export function extractClaims(request: ClaimsRequest): Claim[] {
  const names = new NameFinder(request);
  let drafts: Draft[] = [];
  for (const clause of clausesOf(request.transcript, names)) {
    drafts = addClause(request.transcript, clause, drafts);
  }
  return drafts.map((draft) => claimOf(request.transcript, draft));
}

function addClause(transcript: string, clause: Clause, drafts: readonly Draft[]): Draft[] {
  const text = transcript.slice(clause.start, clause.end);
  const named = clause.entities.filter(({ mentionType }) => mentionType === "player_name");
  const people = withoutTakenBack(transcript, named);
  const coach = clause.entities.find(({ mentionType }) => mentionType === "coach_name");
  const span = { start: clause.start, end: clause.end };
  const todo = todoIn(text, coach?.rawText ?? null);
  if (todo) return [...drafts, { ...span, topic: "todo", score: STRONG, subjects: clause.entities, todo }];
  const topics = scoreTopics(text);
  if (topics.length === 0 && withoutDeniedHurts(text) !== text) return [...drafts];
  const [first] = people;
  const last = drafts.at(-1);
  if (first && last && takesBack(transcript.slice(last.subjects.at(-1)?.end ?? last.end, first.position))) {
    return correct(clause, first, topics, drafts);
  }
  if (people.length > 0) {
    const { topic, score } = playerTopic(topics);
    return [
      ...drafts,
      ...people.map((person) => ({ ...span, topic, score, subjects: [person], todo: null })),
    ];
  }
  if (clause.continues && drafts.length > 0) return continueDrafts(text, clause, topics, drafts);
  const groups = clause.entities.filter(({ mentionType }) => mentionType !== "coach_name");
  const found = teamTopic(topics, groups);
  return found ? [...drafts, { ...span, ...found, subjects: groups.slice(0, 1), todo: null }] : [...drafts];
}

/** The last statement was about this person: it is told again if the correction says what it was, or else changes its subject. */
function correct(
  clause: Clause,
  person: Entity,
  topics: readonly TopicScore[],
  drafts: readonly Draft[],
): Draft[] {
  const last = drafts.at(-1);
  if (!last || last.todo) return [...drafts];
  const others = drafts.filter((draft) => draft.start !== last.start);
  const told = playerTopic(topics);
  const isTold = told.score >= STRONG;
  const { topic, score } = isTold ? told : last;
  const start = isTold ? clause.start : last.start;
  return [...others, { start, end: clause.end, topic, score, subjects: [person], todo: null }];
}

/** What is said of a player is about the performance where nothing says otherwise. Team spirit is never about a player. */
function playerTopic(topics: readonly TopicScore[]): TopicScore {
  return topics.find(({ topic }) => topic !== "team_culture") ?? { topic: "performance", score: 0 };
}

const TEAM_TOPICS: readonly SpokenTopic[] = [
  "team_culture",
  "tactical",
  "session_plan",
  "parent_communication",
];
/** Not to be lost, even where nobody is named. */
const URGENT_TOPICS: readonly SpokenTopic[] = ["injury", "wellbeing"];

/** What is said of a team or of nobody: a topic that needs no player; anything else about a group is how the team did. */
function teamTopic(topics: readonly TopicScore[], groups: readonly Entity[]): TopicScore | null {
  const [first] = topics;
  if (!first) return null;
  const fitting = topics.find(({ topic, score }) => TEAM_TOPICS.includes(topic) && score >= STRONG);
  if (URGENT_TOPICS.includes(first.topic) && first.score > STRONG) return first;
  if (fitting) return fitting;
  return groups.length > 0 ? { topic: "team_culture", score: Math.min(first.score, STRONG - 1) } : null;
}

/**
 * A statement about whoever was spoken of before: with a strong topic of its own it makes claims of its own, otherwise the
 * last claims reach to its end.
 */
function continueDrafts(
  text: string,
  clause: Clause,
  topics: readonly TopicScore[],
  drafts: readonly Draft[],
): Draft[] {
  const last = drafts.at(-1);
  if (!last || last.todo) return [...drafts];
  const plural = /^\W*(?:\w+ )?(?:they|their|both)\b/iu.test(text);
  const spokenOf = drafts.filter(
    (draft) => (plural ? draft.start === last.start : draft === last) && !draft.todo,
  );
  const own = last.subjects.some(({ mentionType }) => mentionType === "player_name")
    ? playerTopic(topics)
    : null;
  if (own && own.score >= STRONG && spokenOf.every(({ topic }) => topic !== own.topic)) {
    const added = spokenOf.map(({ subjects }) => ({
      start: clause.start,
      end: clause.end,
      ...own,
      subjects,
      todo: null,
    }));
    return [...drafts, ...added];
  }
  return drafts.map((draft) => (spokenOf.includes(draft) ? { ...draft, end: clause.end } : draft));
}

function claimOf(transcript: string, draft: Draft): Claim {
  const { topic, start, end, todo } = draft;
  const sourceText = transcript.slice(start, end);
  const rated = topic === "skill_rating";
  return {
    topic,
    title: titleOf(topic, sourceText),
    description: descriptionOf(sourceText),
    recommendedAction: todo ? todo.action : recommendedActionOf(topic, sourceText),
    sourceText,
    sourceStart: start,
    sourceEnd: end,
    sentiment: sentimentOf(topic, sourceText),
    severity: severityOf(topic, sourceText),
    skillName: rated || topic === "skill_progress" ? skillIn(sourceText) : null,
    skillRating: rated ? ratingIn(sourceText) : null,
    timeReference: timeReferenceIn(sourceText),
    confidence: confidenceOf(draft, sourceText),
    mentions: draft.subjects.map(toMention),
    assignee: todo?.assignee ?? null,
    assigneeName: todo?.assigneeName ?? null,
  };
}

const toMention = ({ rawText, mentionType, position, candidatePlayerId }: Entity): Mention => ({
  rawText,
  mentionType,
  position,
  candidatePlayerId,
});

const UNCLEAR = /\[(?:inaudible|unclear|music|noise|\?)\]/iu;

/** Clear words make a confident claim; a topic that was only assumed and a patchy transcript do not. */
function confidenceOf({ score }: Draft, text: string): number {
  const base = score > STRONG ? 0.95 : score === STRONG ? 0.91 : score === 1 ? 0.82 : 0.6;
  return Math.round((UNCLEAR.test(text) ? base - 0.35 : base) * 100) / 100;
}
