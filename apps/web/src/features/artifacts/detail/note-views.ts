import type { api } from "@voice-flow/backend/api";
import type { FunctionReturnType } from "convex/server";

/** Everything about one artifact. What was said is null until the person who looks has revealed it. */
export type ArtifactDetail = NonNullable<
  FunctionReturnType<typeof api.models.voiceNoteArtifacts.getArtifactDetail>
>;

export type ArtifactView = ArtifactDetail["artifact"];
export type TranscriptView = NonNullable<ArtifactDetail["transcript"]>;
export type ClaimView = ArtifactDetail["claims"][number];
export type ResolutionView = ClaimView["resolutions"][number];
export type DraftView = ClaimView["drafts"][number];
