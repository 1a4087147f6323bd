"use client";

import dynamic from "next/dynamic";
import { FilterButton } from "@/components/filters/filter-button";
import { PanelBoundary } from "@/components/panel";
import { Skeleton } from "@/components/ui/skeleton";
import type { ExportMenuProps } from "./export-choices";

const ExportChoices = dynamic(() => import("./export-choices").then((module) => module.ExportChoices), {
  loading: () => <Skeleton className="h-20" />,
});

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
