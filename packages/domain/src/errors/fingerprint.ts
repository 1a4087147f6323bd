import { buildFingerprint } from "../keys/fingerprint";
import type { PipelineStage, StageErrorCode } from "../vocabulary/pipeline";
import { stableHash } from "./hash";
import { normaliseMessage } from "./normalise";

/**
 * The identity of a group of failures with one cause: `stage:code:hash`. It hashes the normalised message, so that ids,
 * numbers, addresses and quoted text make no difference. The fingerprint does not contain the message.
 */
export function fingerprint(stage: PipelineStage, code: StageErrorCode, message: string): string {
  return buildFingerprint({ stage, code, hash: stableHash(normaliseMessage(message)).slice(0, 8) });
}
