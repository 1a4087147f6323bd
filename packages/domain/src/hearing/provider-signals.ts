/** What a transcriber says of its own work. Whisper reports all of it by segment, its successors log probabilities alone. */
import { type Infer, v } from "convex/values";
import { spokenWords } from "../gates/text-gate";

export const heardSegmentValidator = v.object({
  text: v.string(),
  /** Mean log probability of its tokens: 0 is certain. */
  avgLogprob: v.optional(v.number()),
  /** The model's probability that nobody speaks, 0–1. */
  noSpeechProb: v.optional(v.number()),
  /** Length of the text over its compressed length: high where it repeats itself. */
  compressionRatio: v.optional(v.number()),
});
export type HeardSegment = Infer<typeof heardSegmentValidator>;

/** Whisper's own thresholds, by which it discards what it decoded. */
export const signalDefaults = {
  noSpeechProb: 0.6,
  avgLogprob: -1,
  compressionRatio: 2.4,
} as const;

/** Shares of the words, 0–1; `confidence` is absent where the transcriber doesn't tell. */
export interface ProviderSignals {
  /** In segments that are silence by both signs. */
  silent: number;
  /** In segments that were hardly intelligible, or that the model takes for silence. */
  doubtful: number;
  /** In segments that repeat themselves. */
  repetitive: number;
  confidence?: number;
}

export function signalsOf(segments: readonly HeardSegment[]): ProviderSignals {
  const weighed = segments
    .map((segment) => ({ ...segment, words: spokenWords(segment.text).length }))
    .filter(({ words }) => words > 0);
  const all = weighed.reduce((sum, { words }) => sum + words, 0);
  const share = (is: (segment: HeardSegment) => boolean): number =>
    all === 0 ? 0 : weighed.reduce((sum, segment) => sum + (is(segment) ? segment.words : 0), 0) / all;
  const known = weighed.flatMap(({ avgLogprob, words }) =>
    avgLogprob === undefined ? [] : { avgLogprob, words },
  );
  const knownWords = known.reduce((sum, { words }) => sum + words, 0);
  return {
    silent: share((segment) => isImprobable(segment) && isUnlikelySpeech(segment)),
    doubtful: share((segment) => isImprobable(segment) || isUnlikelySpeech(segment)),
    repetitive: share(({ compressionRatio = 0 }) => compressionRatio > signalDefaults.compressionRatio),
    ...(knownWords > 0 && {
      confidence:
        known.reduce((sum, { avgLogprob, words }) => sum + Math.min(1, Math.exp(avgLogprob)) * words, 0) /
        knownWords,
    }),
  };
}

const isImprobable = ({ avgLogprob = 0 }: HeardSegment): boolean => avgLogprob < signalDefaults.avgLogprob;
const isUnlikelySpeech = ({ noSpeechProb = 0 }: HeardSegment): boolean =>
  noSpeechProb > signalDefaults.noSpeechProb;
