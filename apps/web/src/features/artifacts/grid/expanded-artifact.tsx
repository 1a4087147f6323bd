"use client";

import dynamic from "next/dynamic";
import { useEffect } from "react";
import { useLive } from "@/components/live/live-provider";
import { PanelBoundary } from "@/components/panel";
import { ExpandedWaiting } from "./expanded-waiting";
import { words } from "./words";

// The grid is there before anybody opens a row.
const ExpandedContent = dynamic(() => import("./expanded-content").then((module) => module.ExpandedContent), {
  loading: ExpandedWaiting,
});

/** The claims, names, drafts and events of one note. While it is open, new rows are held back. */
export function ExpandedArtifact({ artifactId }: { artifactId: string }) {
  const { pauseFor, resume } = useLive();
  useEffect(() => {
    pauseFor("detail_open");
    return () => resume("detail_open");
  }, [pauseFor, resume]);
  return (
    <section aria-label={words.expanded.label(artifactId.slice(0, 8))} className="bg-background">
      <PanelBoundary title={words.expanded.title}>
        <ExpandedContent artifactId={artifactId} />
      </PanelBoundary>
    </section>
  );
}
