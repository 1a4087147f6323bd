import type { api } from "@voice-flow/backend/api";
import type { FunctionReturnType } from "convex/server";

/** A row of the grid. */
export type ArtifactRowView = FunctionReturnType<
  typeof api.models.voiceNoteArtifacts.getRecentArtifacts
>["page"][number];
