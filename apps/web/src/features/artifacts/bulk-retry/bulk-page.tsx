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

/** One bulk retry: how far it is, what it is about, and what came of each note. */
export function BulkPage({ bulkRetryId }: { bulkRetryId: string }) {
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-2">
        <Button asChild size="sm" variant="ghost">
          <Link href={BULK_RETRIES_HREF}>
            <ArrowLeftIcon aria-hidden="true" />
            All bulk retries
          </Link>
        </Button>
        <h1 className="text-sm font-semibold">Bulk retry</h1>
      </div>
      <PanelBoundary title="The bulk retry">
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
      <Waiting what="the bulk retry">
        <Skeleton className="h-72 rounded-xl" />
      </Waiting>
    );
  }
  if (bulk === null) {
    return <RemovedAfterRetention what="bulk retry" backHref={BULK_RETRIES_HREF} />;
  }
  return (
    <>
      <Panel title="Progress" note={<BulkSubject filter={bulk.filter} />}>
        <BulkProgress bulk={bulk} />
      </Panel>
      <Panel title="Result of each note">
        <BulkItems bulk={bulk} status={status} choose={(next) => void setStatus(next)} />
      </Panel>
    </>
  );
}
