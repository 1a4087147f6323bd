"use client";

import { api } from "@voice-flow/backend/api";
import { useMutation } from "convex/react";
import { ExportMenu } from "../exports/export-menu";
import type { EventQuery } from "./event-filters";

/** The events that the filters show, as a file. */
export function EventExport({ query, isFiltered }: { query: EventQuery; isFiltered: boolean }) {
  const startExport = useMutation(api.models.voicePipelineExport.startExport);
  return (
    <ExportMenu
      subject="events"
      isFiltered={isFiltered}
      start={(format) => startExport({ format, filters: query })}
    />
  );
}
