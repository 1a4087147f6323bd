/** The identity of one call to an AI provider: a repeated report of the same call is not charged again. */
import { joinParts, rangeOf, splitParts, wholeNumber } from "./parts";

export interface CallKey {
  /** Document id of the artifact, or of the note where there is none. */
  subjectId: string;
  attempt: number;
  operation: string;
  /** Of a note that is asked about in several calls: all but the first have a number from 1. */
  part?: number;
}

export const buildCallId = ({ subjectId, attempt, operation, part }: CallKey): string =>
  part === undefined
    ? joinParts(subjectId, attempt, operation)
    : joinParts(subjectId, attempt, operation, part);

export function parseCallId(callId: string): CallKey | undefined {
  const [subjectId, attemptPart, operation, partPart, ...rest] = splitParts(callId);
  const attempt = wholeNumber(attemptPart);
  const part = wholeNumber(partPart);
  if (!subjectId || attempt === undefined || operation === undefined || rest.length > 0) return undefined;
  if (partPart !== undefined && part === undefined) return undefined;
  return { subjectId, attempt, operation, ...(part === undefined ? {} : { part }) };
}

/** The ids of all calls of one stage of an attempt: at or after `from`, and before `before`. */
export const callIdsOfStage = ({ subjectId, attempt, operation }: Omit<CallKey, "part">) => ({
  from: joinParts(subjectId, attempt, operation),
  before: rangeOf(subjectId, attempt, operation).before,
});

/** The ids of all calls of one attempt: at or after `from`, and before `before`. */
export const callIdsOfAttempt = (subjectId: string, attempt: number) => rangeOf(subjectId, attempt);
