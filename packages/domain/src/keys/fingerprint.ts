/** The identity of a group of failures with one cause, as it is stored and as URLs carry it. */
import {
  PIPELINE_STAGES,
  type PipelineStage,
  STAGE_ERROR_CODES,
  type StageErrorCode,
} from "../vocabulary/pipeline";
import { joinParts, splitParts } from "./parts";

export interface Cause {
  stage: PipelineStage;
  code: StageErrorCode;
  /** Of the normalised message. */
  hash: string;
}

export const buildFingerprint = ({ stage, code, hash }: Cause): string => joinParts(stage, code, hash);

/** Undefined for a text that is no fingerprint, or that holds a code which is no longer known. */
export function parseFingerprint(fingerprint: string): Cause | undefined {
  const [stagePart, codePart, hash, ...rest] = splitParts(fingerprint);
  const stage = PIPELINE_STAGES.find((known) => known === stagePart);
  const code = STAGE_ERROR_CODES.find((known) => known === codePart);
  if (stage === undefined || code === undefined || hash === undefined || rest.length > 0) return undefined;
  return { stage, code, hash };
}
