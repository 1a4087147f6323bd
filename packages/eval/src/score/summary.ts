/** The figures of a run: sums over its notes, and the rates that follow. */
import { CLAIM_TOPICS, type ClaimTopic } from "@voice-flow/domain/vocabulary/notes";
import type { Counts, NoteScore } from "./figures";

export interface TopicSummary extends Counts {
  /** 0–1; null where nothing was claimed, or nothing expected. */
  precision: number | null;
  recall: number | null;
}

export interface Summary extends TopicSummary {
  notes: number;
  topics: Partial<Record<ClaimTopic, TopicSummary>>;
  wrongChild: number;
  missedInjuries: number;
  invented: number;
  inventedPerNote: number;
  forbidden: number;
  repeated: number;
  claims: number;
  /** Share of quotes that were found in the note. */
  quoteValidity: number | null;
  questionsPerNote: number;
  /** Share of injuries and wellbeing claims with the expected severity. */
  severityAgreement: number | null;
}

export function summarise(scores: readonly NoteScore[]): Summary {
  const sum = (value: (score: NoteScore) => number): number =>
    scores.reduce((total, score) => total + value(score), 0);
  const topics = topicSummaries(scores);
  const all = Object.values(topics).reduce<Counts>(addCounts, NO_COUNTS);
  const claims = sum((score) => score.claims);
  const invented = sum((score) => score.invented);
  return {
    ...withRates(all),
    notes: scores.length,
    topics,
    wrongChild: sum((score) => score.wrongChild),
    missedInjuries: sum((score) => score.missedInjuries),
    invented,
    inventedPerNote: share(invented, scores.length) ?? 0,
    forbidden: sum((score) => score.forbidden),
    repeated: sum((score) => score.repeated),
    claims,
    quoteValidity: share(
      sum((score) => score.quotesFound),
      claims,
    ),
    questionsPerNote:
      share(
        sum((score) => score.questions),
        scores.length,
      ) ?? 0,
    severityAgreement: share(
      sum((score) => score.severities.right),
      sum((score) => score.severities.judged),
    ),
  };
}

function topicSummaries(scores: readonly NoteScore[]): Summary["topics"] {
  const summaries: Summary["topics"] = {};
  for (const topic of CLAIM_TOPICS) {
    const counts = scores.map(({ topics }) => topics[topic] ?? NO_COUNTS);
    summaries[topic] = withRates(counts.reduce(addCounts, NO_COUNTS));
  }
  return summaries;
}

const NO_COUNTS: Counts = { matched: 0, missed: 0, wrong: 0 };

const addCounts = (a: Counts, b: Counts): Counts => ({
  matched: a.matched + b.matched,
  missed: a.missed + b.missed,
  wrong: a.wrong + b.wrong,
});

const withRates = (counts: Counts): TopicSummary => ({
  ...counts,
  precision: share(counts.matched, counts.matched + counts.wrong),
  recall: share(counts.matched, counts.matched + counts.missed),
});

/** Null for a share of nothing: no figure is better than one that nobody measured. */
const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
