"use client";

import { api } from "@voice-flow/backend/api";
import { usePaginatedQuery } from "convex-helpers/react";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useStaffArgs } from "@/lib/session/query-args";
import { FlagChange } from "./flag-change";
import { type ListedFlag, STATE_LABELS } from "./flag-words";
import { words } from "./words";

const PAGE = 20;

const WORDS = {
  organization: {
    title: words.overrides.clubs,
    none: words.overrides.noClub,
    gone: words.overrides.goneClub,
  },
  user: {
    title: words.overrides.coaches,
    none: words.overrides.noCoach,
    gone: words.overrides.goneCoach,
  },
} as const;

/** The clubs, or the coaches, for whom a flag is set. */
export function FlagOverrides({ flag, scope }: { flag: ListedFlag; scope: keyof typeof WORDS }) {
  const { results, status, loadMore } = usePaginatedQuery(
    api.models.featureFlags.listOverrides,
    useStaffArgs({ key: flag.key, scope }),
    { initialNumItems: PAGE },
  );
  const { title, none, gone } = WORDS[scope];
  return (
    <section aria-label={title} className="min-w-0 rounded-lg border">
      <h4 className="border-b px-3 py-2 text-xs font-medium text-muted-foreground">{title}</h4>
      {status === "LoadingFirstPage" ? <Skeleton className="m-3 h-10" /> : null}
      {status === "Exhausted" && results.length === 0 ? (
        <p className="px-3 py-3 text-muted-foreground">{none}</p>
      ) : null}
      <ul className="divide-y">
        {results.map(({ _id, target, name, enabled, updatedByName, updatedAt }) => {
          const { label, icon, tone } = STATE_LABELS[enabled ? "on" : "off"];
          return (
            <li
              key={_id}
              data-override={scope}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2"
            >
              <Badge icon={icon} tone={tone}>
                {label}
              </Badge>
              <span className="min-w-0 truncate font-medium">{name ?? gone}</span>
              <span className="text-xs text-muted-foreground">
                {updatedByName}, <RelativeTime at={updatedAt} />
              </span>
              <span className="ml-auto">
                <FlagChange flag={flag} target={target} whom={name ?? "them"} now={enabled} />
              </span>
            </li>
          );
        })}
      </ul>
      {status === "CanLoadMore" || status === "LoadingMore" ? (
        <Button variant="ghost" size="sm" onClick={() => loadMore(PAGE)} className="m-1.5">
          {words.overrides.more}
        </Button>
      ) : null}
    </section>
  );
}
