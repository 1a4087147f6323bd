/** A day of invented notes: when they come, what is said, how long each stage takes and how it ends. Pure. */
import type { StageErrorCode } from "@voice-flow/domain/vocabulary/pipeline";
import { between, pickWeighted, type Random, seededRandom } from "./random";
import { SEED_SENTENCES, type SeedSentence } from "./sentences";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
const NOTES_PER_DAY = 25;
/** Everything that a planned note does is over after this. */
const LONGEST_RUN_MS = 5 * MINUTE_MS;

/** Training is in the evening, matches are on weekend mornings. Weights by the hour of the day. */
const WEEKDAY: readonly (readonly [number, number])[] = [
  [8, 1],
  [12, 1],
  [13, 1],
  [17, 3],
  [18, 6],
  [19, 10],
  [20, 9],
  [21, 5],
  [22, 1],
];
const WEEKEND: readonly (readonly [number, number])[] = [
  [9, 2],
  [10, 6],
  [11, 9],
  [12, 8],
  [13, 4],
  [15, 2],
  [17, 2],
  [19, 1],
];

export type PlannedFailure = {
  stage: "transcription" | "claims_extraction";
  code: StageErrorCode;
};
export type PlannedDecision = "all" | "first" | "none" | "rejected";

export interface PlannedNote {
  /** ms */
  at: number;
  /** Index into the coaches by their share of the notes: in [0, 1). */
  coachDraw: number;
  isAudio: boolean;
  sentences: readonly SeedSentence[];
  /** For the choice of players: in [0, 1), one to a sentence. */
  playerDraws: readonly number[];
  /** A name that is on no roster is said in place of the first player's. */
  saysUnknownName: boolean;
  /** ms of waiting and working, stage by stage. */
  downloadMs: number;
  transcriptionMs: number;
  extractionMs: number;
  resolutionMs: number;
  draftsMs: number;
  failure?: PlannedFailure;
  isSilent: boolean;
  /** ms from the queue to the phone, or to the provider's refusal. */
  deliveryMs: number;
  /** The provider can't deliver the summary: nobody answers it. */
  isSummaryLost: boolean;
  decision: PlannedDecision;
  decidedAfterMs: number;
}

/** An evening of trouble with the provider every fourth day, and a failure now and then. */
function failureOf(random: Random, dayIndex: number, hour: number): PlannedFailure | undefined {
  if (dayIndex % 4 === 2 && hour === 20 && random() < 0.6) {
    return { stage: "claims_extraction", code: "provider_rate_limited" };
  }
  return pickWeighted<PlannedFailure | undefined>(random, [
    [undefined, 96],
    [{ stage: "transcription", code: "provider_timeout" }, 2],
    [{ stage: "claims_extraction", code: "provider_bad_response" }, 1],
    [{ stage: "claims_extraction", code: "provider_unavailable" }, 1],
  ]);
}

/** Notes of the day that begins at `dayStart` (UTC midnight, ms) whose run is over at `now`, oldest first. */
export function planDay(dayStart: number, now: number): PlannedNote[] {
  const dayIndex = Math.floor(dayStart / DAY_MS);
  const random = seededRandom(dayIndex);
  const weekday = new Date(dayStart).getUTCDay();
  const hours = weekday === 0 || weekday === 6 ? WEEKEND : WEEKDAY;
  const count = NOTES_PER_DAY + between(random, -4, 4);
  return (
    Array.from({ length: count }, () => planNote(random, dayStart, dayIndex, hours))
      .filter((note) => note.at + LONGEST_RUN_MS < now)
      // What the coach would answer later than now has not been answered.
      .map((note) =>
        note.at + LONGEST_RUN_MS + note.decidedAfterMs < now ? note : { ...note, decision: "none" as const },
      )
      .sort((a, b) => a.at - b.at)
  );
}

function planNote(
  random: Random,
  dayStart: number,
  dayIndex: number,
  hours: readonly (readonly [number, number])[],
): PlannedNote {
  const hour = pickWeighted(random, hours);
  const isAudio = random() < 0.8;
  const sentences = Array.from({ length: between(random, 1, 4) }, () => pickWeighted(random, SEED_SENTENCES));
  const failure = failureOf(random, dayIndex, hour);
  // Everybody's notes come at once after training: the provider is slower then.
  const load = hour >= 19 && hour <= 20 ? 1.6 : 1;
  const planned = {
    at: dayStart + hour * HOUR_MS + between(random, 0, HOUR_MS - 1),
    coachDraw: random(),
    isAudio,
    sentences,
    playerDraws: sentences.map(() => random()),
    saysUnknownName: random() < 0.06,
    downloadMs: between(random, 300, 1500),
    transcriptionMs: Math.round(between(random, 2200, 7500) * load),
    extractionMs: Math.round(between(random, 1800, 6000) * load),
    resolutionMs: between(random, 60, 320),
    draftsMs: between(random, 50, 260),
    ...(failure && (isAudio || failure.stage !== "transcription") ? { failure } : {}),
    isSilent: isAudio && random() < 0.02,
    decision: pickWeighted<PlannedDecision>(random, [
      ["all", 70],
      ["first", 12],
      ["none", 10],
      ["rejected", 8],
    ]),
    decidedAfterMs: between(random, MINUTE_MS, 50 * MINUTE_MS),
  };
  // Draws of their own, so that the rest of the day stays what it was.
  const delivery = seededRandom(planned.at);
  return {
    ...planned,
    deliveryMs: between(delivery, 900, 4200),
    isSummaryLost: planned.decision === "none" && delivery() < 0.3,
  };
}
