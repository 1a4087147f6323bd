import { buildFingerprint } from "../keys/fingerprint";
import type { PipelineStage, StageErrorCode } from "../vocabulary/pipeline";
import { stableHash } from "./hash";
import { normaliseMessage } from "./normalise";

/**
 * The identity of a group of failures with one cause: `stage:code:hash`. The hash is of the normalised message, so
 * that ids, numbers, addresses and quoted text make no difference; the message itself is not part of it.
 */
export function fingerprint(stage: PipelineStage, code: StageErrorCode, message: string): string {
  return buildFingerprint({ stage, code, hash: stableHash(normaliseMessage(message)).slice(0, 8) });
}
