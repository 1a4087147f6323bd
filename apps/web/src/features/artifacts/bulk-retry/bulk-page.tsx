"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { ArrowLeftIcon } from "lucide-react";
import Link from "next/link";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { RemovedAfterRetention } from "@/components/empty-states";
import { Panel, PanelBoundary } from "@/components/panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { BULK_RETRIES_HREF } from "@/lib/routes/monitoring-pages";
import { useStaffArgs } from "@/lib/session/query-args";
import { BulkItems } from "./bulk-items";
import { BulkProgress } from "./bulk-progress";
import { BulkSubject } from "./bulk-subject";
import { BULK_ITEM_STATUSES } from "./bulk-views";
import { words } from "./words";

/** One bulk retry: its progress, its notes, and the result of each. */
export function BulkPage({ bulkRetryId }: { bulkRetryId: string }) {
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-2">
        <Button asChild size="sm" variant="ghost">
          <Link href={BULK_RETRIES_HREF}>
            <ArrowLeftIcon aria-hidden="true" />
            {words.page.back}
          </Link>
        </Button>
        <h1 className="text-sm font-semibold">{words.page.title}</h1>
      </div>
      <PanelBoundary title={words.page.panel}>
        <BulkContent bulkRetryId={bulkRetryId} />
      </PanelBoundary>
    </div>
  );
}

function BulkContent({ bulkRetryId }: { bulkRetryId: string }) {
  const bulk = useQuery(api.models.bulkRetry.getBulkRetry, useStaffArgs({ bulkRetryId }));
  const [status, setStatus] = useQueryState(
    "outcome",
    parseAsStringLiteral(BULK_ITEM_STATUSES).withOptions({ history: "push" }),
  );
  if (bulk === undefined) {
    return (
      <Waiting what={words.page.waiting}>
        <Skeleton className="h-72 rounded-xl" />
      </Waiting>
    );
  }
  if (bulk === null) {
    return <RemovedAfterRetention what={words.page.subject} backHref={BULK_RETRIES_HREF} />;
  }
  return (
    <>
      <Panel title={words.page.progress} note={<BulkSubject filter={bulk.filter} />}>
        <BulkProgress bulk={bulk} />
      </Panel>
      <Panel title={words.page.items}>
        <BulkItems bulk={bulk} status={status} choose={(next) => void setStatus(next)} />
      </Panel>
    </>
  );
}
