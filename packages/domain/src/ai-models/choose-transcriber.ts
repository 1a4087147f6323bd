import type { AiModel } from "./model";

/**
 * The model for a recording: the first of the list that takes its length. The list starts with the configured one, so that
 * another is taken only where that one would refuse. A length that is unknown is left for the provider to judge.
 */
export const chooseTranscriber = (
  models: readonly AiModel[],
  durationSeconds: number | undefined,
): AiModel | undefined =>
  models.find(
    ({ capabilities: { longestAudioSeconds } }) =>
      durationSeconds === undefined ||
      longestAudioSeconds === undefined ||
      durationSeconds <= longestAudioSeconds,
  );
