"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { CheckIcon } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { useStaffArgs } from "@/lib/session/query-args";

type OrganizationListProps = { value: string | null; choose: (organizationId: string | null) => void };

/** Clubs by the start of their name, one of them chosen. */
export function OrganizationList({ value, choose }: OrganizationListProps) {
  const [search, setSearch] = useState("");
  const clubs = useQuery(
    api.models.clubs.listForFilter,
    useStaffArgs({ search: useDeferredValue(search.trim()) }),
  );
  return (
    <>
      <Input
        aria-label="Find a club"
        placeholder="Start of the name"
        value={search}
        onChange={({ target }) => setSearch(target.value)}
        className="h-7 px-2 text-xs"
      />
      <ul className="mt-1.5 max-h-64 overflow-y-auto">
        {clubs?.map((club) => (
          <li key={club.organizationId}>
            <Button
              variant="ghost"
              size="sm"
              aria-pressed={club.organizationId === value}
              onClick={() => choose(club.organizationId === value ? null : club.organizationId)}
              className="w-full justify-start text-foreground"
            >
              <span className="min-w-0 flex-1 truncate text-left">{club.name}</span>
              {club.organizationId === value ? <CheckIcon aria-hidden="true" /> : null}
            </Button>
          </li>
        ))}
      </ul>
      {clubs?.length === 0 ? (
        <p className="px-2 py-1.5 text-xs text-muted-foreground">No matching clubs.</p>
      ) : null}
    </>
  );
}
