import { pluralise } from "@voice-flow/domain/format/number";

/** How far a figure can be trusted that rests on so many samples. */

/** Below it, a figure is shown without insisting. */
export const FEW_SAMPLES = 20;
/** Below it, a figure says mostly that there is little to say. */
const TOO_FEW_SAMPLES = 5;

export type Trust = "none" | "too_few" | "few" | "enough";

export function confidenceIn(samples: number): Trust {
  if (samples === 0) return "none";
  if (samples < TOO_FEW_SAMPLES) return "too_few";
  return samples < FEW_SAMPLES ? "few" : "enough";
}

/** "of 12 notes", and below five that these are too few to say much; `unit` is singular. */
export function samplesInWords(samples: number, unit: string): string {
  switch (confidenceIn(samples)) {
    case "none":
      return `no ${unit}s`;
    case "too_few":
      return `only ${pluralise(samples, unit)}, too few to judge`;
    case "few":
      return `of only ${pluralise(samples, unit)}`;
    case "enough":
      return `of ${pluralise(samples, unit)}`;
  }
}
