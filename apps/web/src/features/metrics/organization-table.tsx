"use client";

import { api } from "@voice-flow/backend/api";
import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatCount, formatShare } from "@voice-flow/domain/format/number";
import { formatAbsoluteTime } from "@voice-flow/domain/format/time";
import { usePaginatedQuery } from "convex-helpers/react";
import { NothingYet } from "@/components/empty-states";
import { LoadMore } from "@/components/load-more";
import { ScrollRegion } from "@/components/scroll-region";
import { TableHead } from "@/components/table-head";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { confidenceIn } from "@/lib/samples";
import { useStaffArgs } from "@/lib/session/query-args";
import { useKept } from "@/lib/use-kept";
import { FigureLink, runLinks } from "./metric-links";
import type { MetricsRange } from "./metrics-range";
import { words } from "./words";

/** With the week by the hour above it, the page stays within its 200 documents. */
const PAGE = 12;
const HEADS = [
  words.clubs.club,
  words.clubs.received,
  words.clubs.completed,
  words.clubs.failed,
  "p50",
  "p95",
  words.clubs.cost,
  words.clubs.perNote,
] as const;

type TableProps = { range: MetricsRange; club: string | null; onChoose: (club: string | null) => void };

/** Organisations by volume. Choosing one shows the page for it alone. */
export function OrganizationTable({ range, club, onChoose }: TableProps) {
  const { results, status, loadMore } = usePaginatedQuery(
    api.models.voicePipelineMetrics.getOrgBreakdown,
    useStaffArgs({ range }),
    { initialNumItems: PAGE },
  );
  const { value: rows, isOld } = useKept(status === "LoadingFirstPage" ? undefined : results);
  const first = rows?.[0];
  if (rows?.length === 0) {
    return <NothingYet title={words.clubs.none}>{words.clubs.noneHint}</NothingYet>;
  }
  return (
    <div className={cn("transition-opacity", isOld && "opacity-50")} aria-busy={isOld}>
      <ScrollRegion label={words.clubs.table}>
        <table className="w-full text-right text-13 tabular">
          <TableHead headings={HEADS} areNumbers />
          <tbody className="divide-y">
            {rows === undefined
              ? Array.from({ length: 5 }, (_, index) => (
                  // Place-holders have no identity.
                  <tr key={`row-${index}`}>
                    <td colSpan={HEADS.length} className="px-4 py-2.5">
                      <Skeleton className="h-4 w-full" />
                    </td>
                  </tr>
                ))
              : rows.map((row) => (
                  <OrganizationRow
                    key={row.organizationId}
                    row={row}
                    isChosen={row.organizationId === club}
                    onChoose={onChoose}
                  />
                ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className="min-h-8 border-t px-4 py-2 text-xs text-muted-foreground">
        {first === undefined
          ? null
          : words.clubs.counted(formatAbsoluteTime(first.from), formatAbsoluteTime(first.to))}
      </p>
      <LoadMore status={status} load={() => loadMore(PAGE)} />
    </div>
  );
}

type Row = ReturnType<
  typeof usePaginatedQuery<typeof api.models.voicePipelineMetrics.getOrgBreakdown>
>["results"][number];

function OrganizationRow({
  row,
  isChosen,
  onChoose,
}: {
  row: Row;
  isChosen: boolean;
  onChoose: TableProps["onChoose"];
}) {
  const ended = row.completed + row.failed;
  const links = runLinks(row, row.organizationId);
  const latency = (value: number) => (row.endToEnd.samples === 0 ? "—" : formatDuration(value));
  const faded = (samples: number) => confidenceIn(samples) !== "enough" && "text-muted-foreground";
  return (
    <tr className={cn(isChosen && "bg-muted")}>
      <th scope="row" className="px-4 py-1.5 text-left font-normal">
        <Button
          variant="link"
          size="inline"
          aria-pressed={isChosen}
          onClick={() => onChoose(isChosen ? null : row.organizationId)}
        >
          {row.organizationName ?? row.organizationId}
        </Button>
      </th>
      <td className="px-4 py-2">
        <FigureLink href={links.notes()}>{formatCount(row.received)}</FigureLink>
      </td>
      <td className="px-4 py-2">
        <FigureLink href={links.events(["artifact_completed"])}>{formatCount(row.completed)}</FigureLink>
      </td>
      <td className={cn("px-4 py-2 whitespace-nowrap", faded(ended))}>
        <FigureLink href={row.failed === 0 ? undefined : links.events(["artifact_failed"])}>
          {formatCount(row.failed)}
          {ended > 0 ? ` (${formatShare(row.failureRate)})` : null}
        </FigureLink>
      </td>
      <td className={cn("px-4 py-2 whitespace-nowrap", faded(row.endToEnd.samples))}>
        {latency(row.endToEnd.p50)}
      </td>
      <td className={cn("px-4 py-2 whitespace-nowrap", faded(row.endToEnd.samples))}>
        {latency(row.endToEnd.p95)}
      </td>
      <td className="px-4 py-2 whitespace-nowrap">
        <FigureLink href={links.notes()}>{formatMicroDollars(row.aiCost)}</FigureLink>
      </td>
      <td className="px-4 py-2 whitespace-nowrap">
        {ended === 0 ? "—" : formatMicroDollars(Math.round(row.aiCost / ended))}
      </td>
    </tr>
  );
}
