/** The identity of a claim: the same statement of the same attempt is written once. */
import { joinParts, splitParts, wholeNumber } from "./parts";

export interface ClaimKey {
  /** The artifact's own id, not its document's. */
  artifactId: string;
  attempt: number;
  /** Within the note, from 0. */
  position: number;
}

export const buildClaimId = ({ artifactId, attempt, position }: ClaimKey): string =>
  joinParts(artifactId, attempt, position);

export function parseClaimId(claimId: string): ClaimKey | undefined {
  const [artifactId, attemptPart, positionPart, ...rest] = splitParts(claimId);
  const attempt = wholeNumber(attemptPart);
  const position = wholeNumber(positionPart);
  if (!artifactId || attempt === undefined || position === undefined || rest.length > 0) return undefined;
  return { artifactId, attempt, position };
}
