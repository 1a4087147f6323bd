"use client";

import { api } from "@voice-flow/backend/api";
import { useMutation } from "convex/react";
import { ExportMenu } from "../exports/export-menu";
import type { ArtifactQuery } from "./artifact-filters";

/** The notes that the filters show, as a file. */
export function ArtifactExport({ query, isFiltered }: { query: ArtifactQuery; isFiltered: boolean }) {
  const startExport = useMutation(api.models.voicePipelineExport.startArtifactExport);
  return (
    <ExportMenu
      subject="artifacts"
      isFiltered={isFiltered}
      start={(format) => startExport({ format, filters: query })}
    />
  );
}
