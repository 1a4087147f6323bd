"use client";

import { api } from "@voice-flow/backend/api";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { usePaginatedQuery } from "convex-helpers/react";
import { ArrowLeftIcon } from "lucide-react";
import Link from "next/link";
import { useRef } from "react";
import { useRowKeys } from "@/components/actions/use-row-keys";
import { NothingYet } from "@/components/empty-states";
import { LoadMore } from "@/components/load-more";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { ScrollRegion } from "@/components/scroll-region";
import { TableHead } from "@/components/table-head";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { gridHref } from "@/lib/routes/artifact-filters";
import { bulkRetryHref } from "@/lib/routes/monitoring-pages";
import { useStaffArgs } from "@/lib/session/query-args";
import { BulkSubject } from "./bulk-subject";
import { BULK_KIND_LABELS, BULK_STATUS_LABELS, type BulkRetry } from "./bulk-views";
import { countsInWords } from "./result-words";
import { words } from "./words";

const PAGE = 25;
const HEADINGS = [
  words.list.started,
  words.list.status,
  words.list.what,
  words.list.notes,
  words.list.outcome,
  words.list.cost,
  words.list.by,
  words.list.reason,
] as const;

/** Every bulk retry that is still kept, newest first. */
export function BulkListPage() {
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-2">
        <Button asChild size="sm" variant="ghost">
          <Link href={gridHref({})}>
            <ArrowLeftIcon aria-hidden="true" />
            {words.list.back}
          </Link>
        </Button>
        <h1 className="text-sm font-semibold">{words.list.title}</h1>
      </div>
      <Panel title={words.list.all} note={words.list.allNote}>
        <BulkList />
      </Panel>
    </div>
  );
}

function BulkList() {
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table);
  const { results, status, loadMore } = usePaginatedQuery(
    api.models.bulkRetry.listBulkRetries,
    useStaffArgs({}),
    { initialNumItems: PAGE },
  );
  if (status === "LoadingFirstPage") {
    return (
      <Waiting what={words.list.waiting}>
        <Skeleton className="m-4 h-40" />
      </Waiting>
    );
  }
  if (results.length === 0) {
    return <NothingYet title={words.list.none}>{words.list.noneHint}</NothingYet>;
  }
  return (
    <>
      <ScrollRegion label={words.list.table}>
        <table ref={table} className="w-full text-left">
          <caption className="sr-only">{words.list.table}</caption>
          <TableHead headings={HEADINGS} />
          <tbody className="divide-y">
            {results.map((bulk) => (
              <BulkRow key={bulk._id} bulk={bulk} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <LoadMore status={status} load={() => loadMore(PAGE)} label={words.list.more} />
    </>
  );
}

function BulkRow({ bulk }: { bulk: BulkRetry }) {
  const { label, icon, tone } = BULK_STATUS_LABELS[bulk.status];
  return (
    <tr className="align-top">
      <td className="px-4 py-2 whitespace-nowrap tabular">
        <Link
          href={bulkRetryHref(bulk._id)}
          data-row
          className="rounded-sm underline decoration-border-strong underline-offset-4 hover:decoration-current"
        >
          <RelativeTime at={bulk.createdAt} />
        </Link>
      </td>
      <td className="px-4 py-2">
        <Badge tone={tone} icon={icon} spin={bulk.status === "running"}>
          {label}
        </Badge>
      </td>
      <td className="px-4 py-2 whitespace-nowrap">{BULK_KIND_LABELS[bulk.kind]}</td>
      <td className="min-w-56 px-4 py-2">
        <BulkSubject filter={bulk.filter} />
      </td>
      <td className="min-w-40 px-4 py-2">{countsInWords(bulk.counts) || words.list.noNotes}</td>
      <td className="px-4 py-2 whitespace-nowrap tabular">{formatMicroDollars(bulk.costMicros)}</td>
      <td className="px-4 py-2 whitespace-nowrap">{bulk.requestedByName}</td>
      <td className="min-w-32 px-4 py-2 break-words text-muted-foreground">{bulk.reason ?? "—"}</td>
    </tr>
  );
}
