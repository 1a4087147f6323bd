import { MAX_SNOOZE_MS } from "@voice-flow/domain/alerts/incident";
import { HOUR_MS } from "@voice-flow/domain/time";

/** How long an incident can be put aside with one press, ms. */
export const SNOOZES = [
  { label: "1 hour", ms: HOUR_MS },
  { label: "4 hours", ms: 4 * HOUR_MS },
  { label: "1 day", ms: 24 * HOUR_MS },
] as const;

/** Why a moment cannot be chosen as the end of a snooze; undefined if it can. */
export function snoozeProblem(until: Date | null, now: number): string | undefined {
  if (until === null) {
    return "Choose a day and a time.";
  }
  if (until.getTime() <= now) {
    return "Choose a time in the future.";
  }
  return until.getTime() - now > MAX_SNOOZE_MS ? "Choose a time within 7 days." : undefined;
}
