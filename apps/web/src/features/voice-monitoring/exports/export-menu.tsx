"use client";

import type { api } from "@voice-flow/backend/api";
import type { FunctionReturnType } from "convex/server";
import dynamic from "next/dynamic";
import { PanelBoundary } from "@/components/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { FilterButton } from "../filters/filter-button";

const ExportChoices = dynamic(() => import("./export-choices").then((module) => module.ExportChoices), {
  loading: () => <Skeleton className="h-20" />,
});

type Export = FunctionReturnType<typeof api.models.voicePipelineExport.listExports>[number];

export type ExportMenuProps = {
  subject: Export["request"]["subject"];
  isFiltered: boolean;
  /** Asks for a file of what the filters show. */
  start: (format: Export["format"]) => Promise<unknown>;
};

/** Writes what the filters show into a file, and lists the files that were written. */
export function ExportMenu(props: ExportMenuProps) {
  return (
    <FilterButton name="Export" chosen={undefined} className="right-0 left-auto w-80">
      {() => (
        <PanelBoundary title="Exports">
          <ExportChoices {...props} />
        </PanelBoundary>
      )}
    </FilterButton>
  );
}
