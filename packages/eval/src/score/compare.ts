/** Two runs over the same notes: how much better or worse the second is, and how sure that is. */
import type { NoteScore } from "./figures";
import { type Summary, summarise } from "./summary";

/** What is compared, and which direction is better. */
export const COMPARED = {
  precision: { label: "Precision", better: "higher" },
  recall: { label: "Recall", better: "higher" },
  wrongChild: { label: "Wrong child", better: "lower" },
  missedInjuries: { label: "Missed injuries", better: "lower" },
  inventedPerNote: { label: "Invented claims per note", better: "lower" },
  quoteValidity: { label: "Quotes found in the note", better: "higher" },
  questionsPerNote: { label: "Questions per note", better: "lower" },
  severityAgreement: { label: "Severity as expected", better: "higher" },
} as const satisfies Partial<Record<keyof Summary, { label: string; better: "higher" | "lower" }>>;
export type ComparedFigure = keyof typeof COMPARED;
export const COMPARED_FIGURES = [
  "precision",
  "recall",
  "wrongChild",
  "missedInjuries",
  "inventedPerNote",
  "quoteValidity",
  "questionsPerNote",
  "severityAgreement",
] as const satisfies readonly ComparedFigure[];

export interface Difference {
  figure: ComparedFigure;
  before: number | null;
  after: number | null;
  /** After less before, with the bounds of its 95 % confidence interval. Null where a figure has no value. */
  change: { value: number; low: number; high: number } | null;
  /** `unclear`: the interval holds 0. */
  verdict: "better" | "worse" | "unclear";
}

export interface CompareOptions {
  /** The same seed gives the same intervals. */
  seed?: number;
  resamples?: number;
}

/** Compares the notes that both runs have. */
export function compareRuns(
  before: readonly NoteScore[],
  after: readonly NoteScore[],
  { seed = 1, resamples = 2000 }: CompareOptions = {},
): Difference[] {
  const pairs = pairByNote(before, after);
  const random = mulberry32(seed);
  const samples = Array.from({ length: pairs.length === 0 ? 0 : resamples }, () => {
    const drawn = pairs
      .map(() => pairs[Math.floor(random() * pairs.length)])
      .filter((pair) => pair !== undefined);
    return {
      before: summarise(drawn.map((pair) => pair[0])),
      after: summarise(drawn.map((pair) => pair[1])),
    };
  });
  const whole = {
    before: summarise(pairs.map((pair) => pair[0])),
    after: summarise(pairs.map((pair) => pair[1])),
  };
  return COMPARED_FIGURES.map((figure) => {
    const value = changeOf(whole, figure);
    const spread = samples.flatMap((sample) => changeOf(sample, figure) ?? []).sort((a, b) => a - b);
    const low = quantile(spread, 0.025);
    const high = quantile(spread, 0.975);
    const change = value === null || low === null || high === null ? null : { value, low, high };
    return {
      figure,
      before: whole.before[figure],
      after: whole.after[figure],
      change,
      verdict: verdictOf(figure, change),
    };
  });
}

type Pair = readonly [before: NoteScore, after: NoteScore];

function pairByNote(before: readonly NoteScore[], after: readonly NoteScore[]): Pair[] {
  const second = new Map(after.map((score) => [score.noteId, score]));
  return before.flatMap((score): Pair[] => {
    const other = second.get(score.noteId);
    return other ? [[score, other]] : [];
  });
}

function changeOf(runs: { before: Summary; after: Summary }, figure: ComparedFigure): number | null {
  const before = runs.before[figure];
  const after = runs.after[figure];
  return before === null || after === null ? null : after - before;
}

function verdictOf(figure: ComparedFigure, change: Difference["change"]): Difference["verdict"] {
  if (!change || (change.low <= 0 && change.high >= 0)) return "unclear";
  return change.value > 0 === (COMPARED[figure].better === "higher") ? "better" : "worse";
}

function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
}

/** A small generator with a seed: reports must not differ between two looks. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
