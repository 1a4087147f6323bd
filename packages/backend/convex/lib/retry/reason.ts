import { functionError } from "../foundation/errors";

/** A note for the history, not an essay. */
const MAX_REASON = 500;

/** Why somebody retries, in their words. Throws ConvexError `invalid_argument` for more than 500 characters. */
export function usableReason(reason: string | undefined): string | undefined {
  const trimmed = reason?.trim();
  if (trimmed && trimmed.length > MAX_REASON) {
    throw functionError("invalid_argument", `A reason has at most ${MAX_REASON} characters.`);
  }
  return trimmed || undefined;
}
