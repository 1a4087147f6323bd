"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { XIcon } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { bulkRetryHref } from "@/lib/routes/monitoring-pages";
import { useStaffArgs } from "@/lib/session/query-args";
import { BulkProgress } from "./bulk-progress";
import { CurrentBulkWaiting } from "./current-bulk-waiting";
import { words } from "./words";

type ContentProps = { bulkRetryId: string; close: () => void };

/** How far the bulk retry is, with the way to its notes and the button that hides it. */
export function CurrentBulkContent({ bulkRetryId, close }: ContentProps) {
  const bulk = useQuery(api.models.bulkRetry.getBulkRetry, useStaffArgs({ bulkRetryId }));
  if (bulk === undefined) {
    return <CurrentBulkWaiting />;
  }
  const closeButton = (
    <Button variant="ghost" size="icon-sm" onClick={close} aria-label={words.current.hide}>
      <XIcon aria-hidden="true" />
    </Button>
  );
  if (bulk === null) {
    return (
      <div className="flex items-center gap-2 px-4 py-2 text-muted-foreground">
        <p className="flex-1">{words.current.gone}</p>
        {closeButton}
      </div>
    );
  }
  return (
    <BulkProgress bulk={bulk}>
      <Button asChild size="sm">
        <Link href={bulkRetryHref(bulk._id)}>{words.current.items}</Link>
      </Button>
      {closeButton}
    </BulkProgress>
  );
}
