/** The identity of one call to an AI provider: a repeated report of the same call is not charged again. */
import { joinParts, rangeOf, splitParts, wholeNumber } from "./parts";

export interface CallKey {
  /** Document id of the artifact, or of the note where there is none. */
  subjectId: string;
  attempt: number;
  operation: string;
}

export const buildCallId = ({ subjectId, attempt, operation }: CallKey): string =>
  joinParts(subjectId, attempt, operation);

export function parseCallId(callId: string): CallKey | undefined {
  const [subjectId, attemptPart, operation, ...rest] = splitParts(callId);
  const attempt = wholeNumber(attemptPart);
  if (!subjectId || attempt === undefined || operation === undefined || rest.length > 0) return undefined;
  return { subjectId, attempt, operation };
}

/** The ids of all calls of one attempt: at or after `from`, and before `before`. */
export const callIdsOfAttempt = (subjectId: string, attempt: number) => rangeOf(subjectId, attempt);
