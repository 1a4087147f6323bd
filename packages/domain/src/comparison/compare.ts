/** Two runs side by side: what is different enough to be pointed out. */
import { MACHINE_STAGES, type MachineStage } from "../vocabulary/pipeline";

/** What one stage of a run came to; absent figures are not known, or the stage has none. */
export interface StageFigures {
  outcome: "completed" | "failed" | "not_reached";
  durationMs?: number;
  costMicros?: number;
  model?: string;
  /** 0–1: of the transcript, the claims, the names or the drafts. */
  confidence?: number;
}

/** What a run came to. Times in ms, costs in micro-dollars. */
export interface RunFigures {
  stages: Readonly<Record<MachineStage, StageFigures>>;
  totalMs?: number;
  costMicros: number;
  claims: number;
  openNames: number;
  drafts: number;
  /** Seconds of audio, or words of a typed note. */
  length?: number;
  attempt: number;
}

export const STAGE_MEASURES = ["durationMs", "costMicros", "model", "confidence"] as const;
export const RUN_MEASURES = [
  "totalMs",
  "costMicros",
  "claims",
  "openNames",
  "drafts",
  "length",
  "attempt",
] as const;
export type StageMeasure = (typeof STAGE_MEASURES)[number];
export type RunMeasure = (typeof RUN_MEASURES)[number];

/** `worse` and `better` are said of the run that is looked at; `other` is neither, such as another model. */
export type Verdict = "same" | "worse" | "better" | "other";

export interface Compared<Measure> {
  measure: Measure;
  run?: number | string;
  good?: number | string;
  verdict: Verdict;
}

export interface ComparedStage {
  stage: MachineStage;
  run: StageFigures["outcome"];
  good: StageFigures["outcome"];
  /** The run ended here and the good one went on: what is missing further on follows from it. */
  isFirstDifference: boolean;
  figures: readonly Compared<StageMeasure>[];
}

export interface Comparison {
  stages: readonly ComparedStage[];
  figures: readonly Compared<RunMeasure>[];
}

/**
 * How much two numbers must differ to be worth pointing out: by half of the larger, and by more than what two runs that
 * went equally well differ by anyhow.
 */
const NOTABLE_SHARE = 0.5;
const NOTABLE = {
  durationMs: 1_000,
  totalMs: 1_000,
  costMicros: 1_000,
  confidence: 0.1,
  claims: 2,
  openNames: 1,
  drafts: 2,
  length: 5,
  attempt: 1,
} as const satisfies Record<Exclude<StageMeasure | RunMeasure, "model">, number>;

/** Where more is worse, less is worse, or neither. */
const MORE_IS = {
  durationMs: "worse",
  totalMs: "worse",
  costMicros: "worse",
  confidence: "better",
  claims: "other",
  openNames: "worse",
  drafts: "other",
  length: "other",
  attempt: "worse",
} as const satisfies Record<keyof typeof NOTABLE, "worse" | "better" | "other">;

/** @param run the one that is looked at @param good the one it is measured by */
export function compareRuns(run: RunFigures, good: RunFigures): Comparison {
  const first = MACHINE_STAGES.find((stage) => run.stages[stage].outcome !== good.stages[stage].outcome);
  return {
    stages: MACHINE_STAGES.map((stage) => ({
      stage,
      run: run.stages[stage].outcome,
      good: good.stages[stage].outcome,
      isFirstDifference: stage === first,
      figures: STAGE_MEASURES.map((measure) =>
        compared(measure, run.stages[stage], good.stages[stage]),
      ).filter(isKnown),
    })),
    figures: RUN_MEASURES.map((measure) => compared(measure, run, good))
      .filter(isKnown)
      .map((figure) => (first === undefined ? figure : withoutFollowing(figure))),
  };
}

/** A run that ended early has cost and made less: that follows from its end, and is neither good nor news. */
const withoutFollowing = (figure: Compared<RunMeasure>): Compared<RunMeasure> =>
  figure.verdict === "worse" || figure.measure === "length" ? figure : { ...figure, verdict: "same" };

const isKnown = ({ run, good }: Compared<unknown>): boolean => run !== undefined || good !== undefined;

function compared<Measure extends StageMeasure | RunMeasure>(
  measure: Measure,
  run: Partial<Record<Measure, number | string>>,
  good: Partial<Record<Measure, number | string>>,
): Compared<Measure> {
  const values = { measure, run: run[measure], good: good[measure] };
  return { ...values, verdict: verdictOf(measure, run[measure], good[measure]) };
}

function verdictOf(
  measure: StageMeasure | RunMeasure,
  run: number | string | undefined,
  good: number | string | undefined,
): Verdict {
  // That a stage was not reached is said of the stage: its missing figures are no news.
  if (run === undefined || good === undefined || run === good) return "same";
  if (measure === "model" || typeof run === "string" || typeof good === "string") return "other";
  const difference = Math.abs(run - good);
  const isNotable =
    difference >= NOTABLE[measure] &&
    (isShareless(measure) || difference >= NOTABLE_SHARE * Math.max(run, good));
  if (!isNotable) return "same";
  const more = MORE_IS[measure];
  if (more === "other") return "other";
  return run > good === (more === "worse") ? "worse" : "better";
}

/** A tenth of confidence and an attempt are what they are, however large the numbers. */
const isShareless = (measure: keyof typeof NOTABLE): boolean =>
  measure === "confidence" || measure === "attempt";

/**
 * The good run to measure by: of the newest ones the one that is nearest in length; the newest of equally near ones, and
 * the newest of all where a length is not known.
 *
 * @param candidates newest first
 */
export function nearestInLength<Candidate extends { length?: number }>(
  candidates: readonly Candidate[],
  length: number | undefined,
): Candidate | undefined {
  if (length === undefined) return candidates[0];
  const distance = (candidate: Candidate) =>
    candidate.length === undefined ? Number.POSITIVE_INFINITY : Math.abs(candidate.length - length);
  return candidates.reduce<Candidate | undefined>(
    (best, candidate) => (best === undefined || distance(candidate) < distance(best) ? candidate : best),
    undefined,
  );
}
