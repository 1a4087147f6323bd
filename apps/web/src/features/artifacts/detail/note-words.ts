import { MACHINE_STAGES } from "@voice-flow/domain/vocabulary/pipeline";
import { ARTIFACT_STATUS_LABELS, STATUS_REASON_SENTENCES } from "@/features/vocabulary/artifact-statuses";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import type { ArtifactView } from "./note-views";

type Standing = Pick<ArtifactView, "status" | "error" | "statusReason">;

/** Where the note stands and, where that is known, why. */
export function standingOf({ status, statusReason }: Standing): string {
  const { sentence } = ARTIFACT_STATUS_LABELS[status];
  return statusReason === undefined ? sentence : `${sentence} ${STATUS_REASON_SENTENCES[statusReason]}`;
}

const EXTRACTION = MACHINE_STAGES.indexOf("claims_extraction");

/** Why a note has no claims: nothing was in it, or nobody has looked. */
export function noClaimsWords({ status, error }: Standing): { title: string; sentence: string } {
  const title = "No claims";
  if (status === "failed") {
    const stage = MACHINE_STAGES.find((each) => each === error?.stage);
    return stage !== undefined && MACHINE_STAGES.indexOf(stage) > EXTRACTION
      ? { title, sentence: "Extraction found no statement in this note." }
      : { title, sentence: `${failedWords(stage)}, so no statement was taken from the note yet.` };
  }
  if (status === "rejected" || status === "cancelled") {
    return { title, sentence: "The note ended before statements were taken from it." };
  }
  if (status === "completed") {
    return { title, sentence: "Nothing in this note was a statement about a player, a team or a task." };
  }
  return { title: "No claims yet", sentence: "They appear here when extraction has read the transcript." };
}

const failedWords = (stage: (typeof MACHINE_STAGES)[number] | undefined): string =>
  stage === undefined ? "A stage failed" : `${PIPELINE_STAGE_LABELS[stage].label} failed`;
