import type { ArtifactStatusReason } from "@voice-flow/domain/vocabulary/coach-notes";

/** Why a note waits for its coach, was refused or was given up, as staff are told. */
export const STATUS_REASON_SENTENCES = {
  no_speech: "Nobody could be heard in the recording.",
  mostly_unclear: "Most of the recording could not be understood.",
  partly_unclear: "Parts of the recording were unclear, so the coach was asked whether to go on.",
  too_brief: "What was said is too brief to work on.",
  no_team: "The coach has no team yet.",
  club_unknown: "It is not known which of the coach's clubs it is for.",
  cancelled_by_coach: "The coach withdrew it.",
  not_answered: "The coach did not answer the question in time.",
} as const satisfies Record<ArtifactStatusReason, string>;
