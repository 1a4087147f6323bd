"use client";

import dynamic from "next/dynamic";
import { useEffect } from "react";
import { useLive } from "@/components/live/live-provider";
import { PanelBoundary } from "@/components/panel";
import { ExpandedWaiting } from "./expanded-waiting";

// The grid is there before anybody opens a row.
const ExpandedContent = dynamic(() => import("./expanded-content").then((module) => module.ExpandedContent), {
  loading: ExpandedWaiting,
});

/** What came of one note: its claims with names and drafts, and its events. While it is open new rows are held back. */
export function ExpandedArtifact({ artifactId }: { artifactId: string }) {
  const { pauseFor, resume } = useLive();
  useEffect(() => {
    pauseFor("detail_open");
    return () => resume("detail_open");
  }, [pauseFor, resume]);
  return (
    <section aria-label={`Note ${artifactId.slice(0, 8)}`} className="bg-background">
      <PanelBoundary title="This note">
        <ExpandedContent artifactId={artifactId} />
      </PanelBoundary>
    </section>
  );
}
