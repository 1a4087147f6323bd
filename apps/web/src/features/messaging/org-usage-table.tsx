"use client";

import { api } from "@voice-flow/backend/api";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatCount } from "@voice-flow/domain/format/number";
import { NothingYet } from "@/components/empty-states";
import { LoadMore } from "@/components/load-more";
import { ScrollRegion } from "@/components/scroll-region";
import { TableHead } from "@/components/table-head";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { cn } from "@/lib/cn";
import { useRoundedNow } from "@/lib/rounded-now";
import { useStaffArgs } from "@/lib/session/query-args";
import { useKeptPages } from "@/lib/use-kept-pages";
import { words } from "./words";

const PAGE = 10;
const HEADS = [
  words.clubUsage.club,
  words.clubUsage.cost,
  words.clubUsage.calls,
  words.clubUsage.failed,
  words.clubUsage.perCall,
] as const;

type TableProps = { club: string | null; onChoose: (club: string | null) => void };

/** Organisations by what they have cost this month. Choosing one shows its usage above. */
export function OrgUsageTable({ club, onChoose }: TableProps) {
  const now = useRoundedNow();
  const args = useStaffArgs({ now: now ?? 0 });
  const { rows, status, showMore } = useKeptPages(
    api.models.aiUsageDailyAggregates.listOrgUsage,
    now === undefined ? "skip" : args,
    PAGE,
  );
  if (rows === undefined) {
    return (
      <Waiting what="organisations">
        <Skeleton className="m-4 h-40" />
      </Waiting>
    );
  }
  if (rows.length === 0) {
    return <NothingYet title={words.clubUsage.none}>{words.clubUsage.noneHint}</NothingYet>;
  }
  return (
    <>
      <ScrollRegion label={words.clubUsage.table}>
        <table className="w-full text-right text-13 tabular">
          <TableHead headings={HEADS} areNumbers />
          <tbody className="divide-y">
            {rows.map(({ organizationId, organizationName, usage }) => {
              const isChosen = organizationId === club;
              return (
                <tr key={organizationId} data-org={organizationId} className={cn(isChosen && "bg-muted")}>
                  <th scope="row" className="px-4 py-1.5 text-left font-normal">
                    <Button
                      variant="link"
                      size="inline"
                      aria-pressed={isChosen}
                      onClick={() => onChoose(isChosen ? null : organizationId)}
                    >
                      {organizationName ?? organizationId}
                    </Button>
                  </th>
                  <td className="px-4 py-2 font-medium">{formatMicroDollars(usage.cost)}</td>
                  <td className="px-4 py-2">{formatCount(usage.calls)}</td>
                  <td className="px-4 py-2">{formatCount(usage.failedCalls)}</td>
                  <td className="px-4 py-2">{formatMicroDollars(Math.round(usage.cost / usage.calls))}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
      <LoadMore status={status} load={showMore} />
    </>
  );
}
