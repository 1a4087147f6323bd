"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { SearchXIcon } from "lucide-react";
import Link from "next/link";
import { RemovedAfterRetention } from "@/components/empty-states";
import { Panel, PanelBoundary } from "@/components/panel";
import { RetryPanel } from "@/components/retry/retry-panel";
import { StateScreen } from "@/components/state-screen";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { ComparisonPanel } from "@/features/artifacts/comparison/comparison-panel";
import { MONITORING_ROOT } from "@/lib/routes/monitoring-pages";
import { useStaffArgs } from "@/lib/session/query-args";
import { ArtifactTimeline } from "./artifact-timeline";
import { DetailHeader } from "./detail-header";
import { FailureNotice } from "./failure-notice";
import { NoteContent } from "./note-content";
import { words } from "./words";

/** Everything about one note: its status, its events, what was said, and the claims and drafts it led to. */
export function ArtifactPage({ artifactId }: { artifactId: string }) {
  return (
    <PanelBoundary title={words.page.title}>
      <ArtifactContent artifactId={artifactId} />
    </PanelBoundary>
  );
}

function ArtifactContent({ artifactId }: { artifactId: string }) {
  const detail = useQuery(api.models.voiceNoteArtifacts.getArtifactDetail, useStaffArgs({ artifactId }));
  if (detail === undefined) {
    return (
      <Waiting what={words.page.waiting}>
        <PageSkeleton />
      </Waiting>
    );
  }
  if (detail === null) {
    return <NoSuchArtifact artifactId={artifactId} />;
  }
  const { artifact } = detail;
  return (
    <div className="flex flex-col gap-4">
      <DetailHeader artifact={artifact} />
      <FailureNotice artifact={artifact} />
      <RetryPanel key={artifactId} artifactId={artifactId} isFailed={artifact.status === "failed"} />
      <ComparisonPanel artifactId={artifactId} />
      <Panel title={words.page.timeline}>
        <ArtifactTimeline artifactId={artifactId} />
      </Panel>
      <NoteContent detail={detail} />
    </div>
  );
}

const PUBLIC_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id in the right form was once one, as far as anybody can tell; any other is a mistyped address. */
function NoSuchArtifact({ artifactId }: { artifactId: string }) {
  if (PUBLIC_ID.test(artifactId)) {
    return <RemovedAfterRetention what="note" backHref={MONITORING_ROOT} />;
  }
  return (
    <StateScreen
      icon={SearchXIcon}
      level={2}
      title={words.page.notFound}
      actions={
        <Button asChild size="sm">
          <Link href={MONITORING_ROOT}>{words.page.toDashboard}</Link>
        </Button>
      }
    >
      {words.page.notFoundHint(artifactId)}
    </StateScreen>
  );
}

function PageSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-[6.5rem] rounded-xl" />
      <Skeleton className="h-80 rounded-xl" />
      <div className="grid gap-4 xl:grid-cols-[7fr_5fr]">
        <Skeleton className="h-96 rounded-xl" />
        <Skeleton className="h-96 rounded-xl" />
      </div>
    </div>
  );
}
