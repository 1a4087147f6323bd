"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { XIcon } from "lucide-react";
import Link from "next/link";
import { Panel } from "@/components/panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useStaffArgs } from "@/features/platform/use-staff-args";
import { BulkProgress } from "./bulk-progress";
import { bulkRetryHref } from "./bulk-views";

type CurrentBulkProps = { bulkRetryId: string; close: () => void };

/** The bulk retry that was begun here, above the notes that it is about. */
export function CurrentBulk({ bulkRetryId, close }: CurrentBulkProps) {
  return (
    <Panel title="Bulk retry">
      <BulkContent bulkRetryId={bulkRetryId} close={close} />
    </Panel>
  );
}

function BulkContent({ bulkRetryId, close }: CurrentBulkProps) {
  const bulk = useQuery(api.models.bulkRetry.getBulkRetry, useStaffArgs({ bulkRetryId }));
  if (bulk === undefined) {
    return (
      <Waiting what="the bulk retry">
        <Skeleton className="m-4 h-16" />
      </Waiting>
    );
  }
  const closeButton = (
    <Button variant="ghost" size="icon-sm" onClick={close} aria-label="Hide the bulk retry">
      <XIcon aria-hidden="true" />
    </Button>
  );
  if (bulk === null) {
    return (
      <div className="flex items-center gap-2 px-4 py-2 text-muted-foreground">
        <p className="flex-1">This bulk retry is no longer kept.</p>
        {closeButton}
      </div>
    );
  }
  return (
    <BulkProgress bulk={bulk}>
      <Button asChild size="sm">
        <Link href={bulkRetryHref(bulk._id)}>Result of each note</Link>
      </Button>
      {closeButton}
    </BulkProgress>
  );
}
