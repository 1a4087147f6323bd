import type { Doc } from "@voice-flow/backend/dataModel";

/** What the page shows of a claim. */
export type ClaimView = Pick<
  Doc<"voiceNoteClaims">,
  | "claimId"
  | "topic"
  | "title"
  | "description"
  | "sourceText"
  | "sourceStart"
  | "sourceEnd"
  | "sentiment"
  | "severity"
  | "skillName"
  | "skillRating"
  | "extractionConfidence"
  | "status"
  | "noDraftReason"
> & { resolutions: readonly ResolutionView[]; draft: DraftView | undefined };

export type ResolutionView = Pick<
  Doc<"voiceNoteEntityResolutions">,
  | "_id"
  | "rawText"
  | "mentionType"
  | "candidates"
  | "status"
  | "resolvedEntityId"
  | "resolvedEntityName"
  | "resolutionConfidence"
>;

export type DraftView = Pick<
  Doc<"insightDrafts">,
  | "_id"
  | "title"
  | "status"
  | "aiConfidence"
  | "resolutionConfidence"
  | "overallConfidence"
  | "requiresConfirmation"
  | "confirmationReason"
>;

/** The words of a note, which arrive only when somebody has asked for them. */
export type TranscriptView = Pick<Doc<"voiceNoteTranscripts">, "fullText" | "segments">;
