"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { ArchiveXIcon } from "lucide-react";
import { StateScreen } from "@/components/state-screen";
import { EventTimeline } from "@/components/timeline/event-timeline";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useStaffArgs } from "@/lib/session/query-args";

export function ArtifactTimeline({ artifactId }: { artifactId: string }) {
  const timeline = useQuery(api.models.voicePipelineEvents.getEventTimeline, useStaffArgs({ artifactId }));
  if (timeline === undefined) {
    return (
      <Waiting what="the timeline">
        <TimelineSkeleton />
      </Waiting>
    );
  }
  if (timeline === null || timeline.events.length === 0) {
    return (
      <StateScreen icon={ArchiveXIcon} title="Its events are no longer kept">
        Events are removed after 30 days. What was counted from them stays in the metrics.
      </StateScreen>
    );
  }
  return (
    <>
      <EventTimeline events={timeline.events} />
      {timeline.truncated ? (
        <p className="border-t px-4 py-2 text-xs text-muted-foreground">
          This note has more than {timeline.events.length} events; the oldest of them are shown.
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
