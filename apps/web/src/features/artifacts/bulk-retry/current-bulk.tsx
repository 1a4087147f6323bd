"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef } from "react";
import { Panel } from "@/components/panel";
import { CurrentBulkWaiting } from "./current-bulk-waiting";
import { words } from "./words";

// Most visits to the grid follow no bulk retry.
const CurrentBulkContent = dynamic(
  () => import("./current-bulk-content").then((module) => module.CurrentBulkContent),
  { loading: CurrentBulkWaiting },
);

type CurrentBulkProps = {
  bulkRetryId: string;
  close: () => void;
  /** It has just begun: what began it is gone from the page, and the focus goes on from here. */
  takesFocus: boolean;
};

/** The bulk retry that was begun here, above the notes that it is about. */
export function CurrentBulk({ takesFocus, ...props }: CurrentBulkProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) {
      place.current?.focus();
    }
  }, [takesFocus]);
  return (
    <div ref={place} tabIndex={-1} className="rounded-xl">
      <Panel title={words.current.title}>
        <CurrentBulkContent {...props} />
      </Panel>
    </div>
  );
}
