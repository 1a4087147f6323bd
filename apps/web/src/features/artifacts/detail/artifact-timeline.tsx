"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { ArchiveXIcon } from "lucide-react";
import { StateScreen } from "@/components/state-screen";
import { EventTimeline } from "@/components/timeline/event-timeline";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useStaffArgs } from "@/lib/session/query-args";
import { words } from "./words";

export function ArtifactTimeline({ artifactId }: { artifactId: string }) {
  const timeline = useQuery(api.models.voicePipelineEvents.getEventTimeline, useStaffArgs({ artifactId }));
  if (timeline === undefined) {
    return (
      <Waiting what={words.timeline.waiting}>
        <TimelineSkeleton />
      </Waiting>
    );
  }
  if (timeline === null || timeline.events.length === 0) {
    return (
      <StateScreen icon={ArchiveXIcon} title={words.timeline.gone}>
        {words.timeline.goneHint}
      </StateScreen>
    );
  }
  return (
    <>
      <EventTimeline events={timeline.events} />
      {timeline.truncated ? (
        <p className="border-t px-4 py-2 text-xs text-muted-foreground">
          {words.timeline.capped(timeline.events.length)}
        </p>
      ) : null}
    </>
  );
}

function TimelineSkeleton() {
  return (
    <div className="space-y-2 px-4 py-3">
      {Array.from({ length: 12 }, (_, index) => (
        // Place-holders have no identity.
        <Skeleton key={`line-${index}`} className="h-4" />
      ))}
    </div>
  );
}
