import { MACHINE_STAGES } from "@voice-flow/domain/vocabulary/pipeline";
import { ARTIFACT_STATUS_LABELS, STATUS_REASON_SENTENCES } from "@/features/vocabulary/artifact-statuses";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import type { ArtifactView } from "./note-views";
import { words } from "./words";

type Standing = Pick<ArtifactView, "status" | "error" | "statusReason">;

/** Where the note stands and, where that is known, why. */
export function standingOf({ status, statusReason }: Standing): string {
  const { sentence } = ARTIFACT_STATUS_LABELS[status];
  return statusReason === undefined ? sentence : `${sentence} ${STATUS_REASON_SENTENCES[statusReason]}`;
}

const EXTRACTION = MACHINE_STAGES.indexOf("claims_extraction");

/** Why a note has no claims: nothing was in it, or nobody has looked. */
export function noClaimsWords({ status, error }: Standing): { title: string; sentence: string } {
  const title = words.noClaims.title;
  if (status === "failed") {
    const stage = MACHINE_STAGES.find((each) => each === error?.stage);
    return stage !== undefined && MACHINE_STAGES.indexOf(stage) > EXTRACTION
      ? { title, sentence: words.noClaims.extractedNone }
      : { title, sentence: words.noClaims.failedBefore(failedWords(stage)) };
  }
  if (status === "rejected" || status === "cancelled") {
    return { title, sentence: words.noClaims.endedBefore };
  }
  if (status === "completed") {
    return { title, sentence: words.noClaims.completed };
  }
  return { title: words.noClaims.titlePending, sentence: words.noClaims.pending };
}

const failedWords = (stage: (typeof MACHINE_STAGES)[number] | undefined): string =>
  stage === undefined
    ? words.noClaims.aStageFailed
    : words.noClaims.stageFailed(PIPELINE_STAGE_LABELS[stage].label);
