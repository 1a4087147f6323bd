"use client";

import dynamic from "next/dynamic";
import { FilterButton } from "@/components/filters/filter-button";
import { PanelBoundary } from "@/components/panel";
import { Skeleton } from "@/components/ui/skeleton";
import type { ViewMenuProps } from "./view-list";
import { words } from "./words";

const ViewList = dynamic(() => import("./view-list").then((module) => module.ViewList), {
  loading: () => <Skeleton className="h-40" />,
});

/** Filters and columns under a name: everybody's, and one's own. Each is a link that can be sent to others. */
export function ViewMenu(props: ViewMenuProps) {
  return (
    <FilterButton
      name="Views"
      chosen={undefined}
      className="max-sm:fixed max-sm:inset-x-4 max-sm:top-40 max-sm:w-auto sm:right-0 sm:left-auto sm:w-80"
    >
      {(close) => (
        <PanelBoundary title={words.list.title}>
          <ViewList {...props} close={close} />
        </PanelBoundary>
      )}
    </FilterButton>
  );
}
