"use client";

import dynamic from "next/dynamic";
import { Panel } from "@/components/panel";
import { CurrentBulkWaiting } from "./current-bulk-waiting";

// Most visits to the grid follow no bulk retry.
const CurrentBulkContent = dynamic(
  () => import("./current-bulk-content").then((module) => module.CurrentBulkContent),
  { loading: CurrentBulkWaiting },
);

type CurrentBulkProps = { bulkRetryId: string; close: () => void };

/** The bulk retry that was begun here, above the notes that it is about. */
export function CurrentBulk(props: CurrentBulkProps) {
  return (
    <Panel title="Bulk retry">
      <CurrentBulkContent {...props} />
    </Panel>
  );
}
