"use client";

import { api } from "@voice-flow/backend/api";
import type { Id } from "@voice-flow/backend/dataModel";
import { useQuery } from "convex/react";
import { useDeferredValue, useId, useState } from "react";
import { OrganizationFilter } from "@/components/filters/club-filter";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { useStaffArgs } from "@/lib/session/query-args";
import { words } from "./words";

export type FoundPlayer = { playerId: Id<"players">; name: string; teams: string[] };

/** Letters without which nobody is looked for. */
const MIN_LETTERS = 2;

export function FindPlayer({ choose }: { choose: (player: FoundPlayer) => void }) {
  const nameId = useId();
  const [organizationId, setOrganizationId] = useState<string | null>(null);
  const [name, setName] = useState("");
  const search = useDeferredValue(name.trim());
  const isAsked = organizationId !== null && search.length >= MIN_LETTERS;
  const args = useStaffArgs({ organizationId: organizationId ?? "", search });
  const players = useQuery(api.models.privacy.searchPlayers, isAsked ? args : "skip");
  return (
    <div className="space-y-4 p-4">
      <div className="flex flex-wrap items-end gap-3">
        <div className="space-y-1.5">
          <p className="text-13 font-medium">{words.find.club}</p>
          <div className="flex h-9 items-center">
            <OrganizationFilter value={organizationId} onChange={setOrganizationId} />
          </div>
        </div>
        <div className="min-w-56 flex-1 space-y-1.5">
          <Label htmlFor={nameId}>{words.find.player}</Label>
          <Input
            id={nameId}
            value={name}
            autoComplete="off"
            disabled={organizationId === null}
            placeholder={organizationId === null ? words.find.clubFirst : words.find.placeholder}
            onChange={({ target }) => setName(target.value)}
          />
        </div>
      </div>
      <div role="status" className="text-muted-foreground empty:hidden">
        {isAsked && players?.length === 0 ? words.find.nobody(search) : null}
      </div>
      {isAsked && players !== undefined && players.length > 0 ? (
        <ul aria-label={words.find.found} className="divide-y rounded-lg border">
          {players.map((player) => (
            <li key={player.playerId} className="flex items-center gap-3 px-3 py-2">
              <span className="min-w-0 flex-1">
                <span className="block truncate text-sm font-medium">{player.name}</span>
                <span className="block truncate text-xs text-muted-foreground">
                  {player.teams.length > 0 ? player.teams.join(", ") : words.find.noTeam}
                </span>
              </span>
              <Button size="sm" aria-label={words.find.seeFor(player.name)} onClick={() => choose(player)}>
                {words.find.see}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
