/**
 * What a colour says, everywhere: `info` is under way, `success` went well, `warning` deserves a look, `danger` went
 * wrong, `attention` waits for a person, `neutral` says nothing or is not known.
 */
export type Tone = "neutral" | "info" | "success" | "warning" | "danger" | "attention";

/** How staff read a status; `coachLabel` is what its coach reads, where that is another word. */
export interface StatusWords {
  label: string;
  tone: Tone;
  coachLabel?: string;
}
