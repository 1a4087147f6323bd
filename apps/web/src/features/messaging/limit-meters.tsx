"use client";

import { api } from "@voice-flow/backend/api";
import { RATE_LIMIT_DEFINITIONS } from "@voice-flow/domain/costs/limits";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatCount, pluralise } from "@voice-flow/domain/format/number";
import { formatHourMinute } from "@voice-flow/domain/format/time";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { HourglassIcon } from "lucide-react";
import { useIsCurrent } from "@/components/live/live-provider";
import { RelativeTime } from "@/components/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useRoundedNow } from "@/lib/rounded-now";
import { useStaffArgs } from "@/lib/session/query-args";
import { Meter, toneOfShare } from "./meter";
import { words } from "./words";

/** What the platform allows itself, and what is left of it. */
export function LimitMeters() {
  const limits = useLimits();
  const isCurrent = useIsCurrent();
  if (limits === undefined) {
    return (
      <Waiting what="limits">
        <div className="flex flex-col gap-4 p-4">
          {Array.from({ length: 4 }, (_, index) => (
            // Place-holders have no identity.
            <Skeleton key={`limit-${index}`} className="h-10 w-full" />
          ))}
        </div>
      </Waiting>
    );
  }
  return (
    <>
      <ul className="divide-y">
        {limits.limits.map((limit) => (
          <LimitRow key={limit.limit} limit={limit} />
        ))}
      </ul>
      <p className="flex items-start gap-2 border-t px-4 py-2.5 text-xs text-pretty text-muted-foreground">
        <HourglassIcon aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
        <span data-held>{heldInWords(limits.held, isCurrent)}</span>
      </p>
    </>
  );
}

function heldInWords({ count, more }: Limits["held"], isCurrent: boolean): string {
  if (!isCurrent) {
    return words.limits.offline;
  }
  return count === 0
    ? words.limits.noneWaiting
    : words.limits.waiting(
        pluralise(count, words.limits.messageWaits, words.limits.messagesWait),
        more ? words.limits.orMore : "",
      );
}

function LimitRow({ limit }: { limit: Limits["limits"][number] }) {
  const { label, unit } = RATE_LIMIT_DEFINITIONS[limit.limit];
  const format = unit === "messages" ? formatCount : formatMicroDollars;
  const share = limit.used / limit.rate;
  return (
    <li data-limit={limit.limit} className="px-4 py-2.5">
      <div className="flex flex-wrap items-baseline gap-x-3 tabular">
        <span className="min-w-0 flex-1 text-13 font-medium">{label}</span>
        <span>
          {format(limit.used)}{" "}
          <span className="text-xs text-muted-foreground">{words.limits.of(format(limit.rate))}</span>
        </span>
      </div>
      <Meter share={share} tone={toneOfShare(share)} className="mt-1.5" />
      <p className="mt-1 text-xs text-muted-foreground tabular">
        {limit.hitAt === undefined ? (
          words.limits.left(format(limit.left), formatHourMinute(limit.windowEnd))
        ) : (
          <span className="text-tone-danger">
            {words.limits.reached} <RelativeTime at={limit.hitAt} />
            {words.limits.resumes(formatHourMinute(limit.windowEnd))}
          </span>
        )}
      </p>
    </li>
  );
}

export type Limits = FunctionReturnType<typeof api.models.rateLimits.getRateLimits>;

/** Limits and waiting messages; all windows begin at whole five minutes, so the rounded time is in the right one. */
export function useLimits(): Limits | undefined {
  const now = useRoundedNow();
  const args = useStaffArgs({ now: now ?? 0 });
  return useQuery(api.models.rateLimits.getRateLimits, now === undefined ? "skip" : args);
}
