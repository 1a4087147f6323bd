"use client";

import { api } from "@voice-flow/backend/api";
import dynamic from "next/dynamic";
import { PanelBoundary } from "@/components/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { useStaffArgs } from "@/lib/session/query-args";
import { useQuietQuery } from "@/lib/use-quiet-query";
import { FilterButton } from "./filter-button";

const OrganizationList = dynamic(() => import("./club-list").then((module) => module.OrganizationList), {
  loading: () => <Skeleton className="h-40" />,
});

type OrganizationFilterProps = { value: string | null; onChange: (organizationId: string | null) => void };

/** One club out of any number of them, found by the start of its name. */
export function OrganizationFilter({ value, onChange }: OrganizationFilterProps) {
  const name = useOrganizationName(value);
  return (
    <FilterButton name="Club" chosen={value === null ? undefined : name} className="w-64 p-2">
      {(close) => (
        <PanelBoundary title="The clubs">
          <OrganizationList
            value={value}
            choose={(organizationId) => {
              onChange(organizationId);
              close();
            }}
          />
        </PanelBoundary>
      )}
    </FilterButton>
  );
}

/** The name of a club for its chip; its id until it is known, or if there is no such club. */
export function useOrganizationName(organizationId: string | null): string {
  const args = useStaffArgs({ organizationId: organizationId ?? "" });
  const name = useQuietQuery(api.models.clubs.getOrganizationName, organizationId === null ? "skip" : args);
  return name ?? organizationId ?? "";
}
