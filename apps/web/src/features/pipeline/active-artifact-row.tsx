"use client";

import type { api } from "@voice-flow/backend/api";
import { formatDuration } from "@voice-flow/domain/format/duration";
import type { FunctionReturnType } from "convex/server";
import { TriangleAlertIcon } from "lucide-react";
import Link from "next/link";
import { ArtifactStatusBadge } from "@/components/artifact-status-badge";
import { Elapsed } from "@/components/elapsed";
import { Badge } from "@/components/ui/badge";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { SOURCE_CHANNEL_LABELS } from "@/features/vocabulary/source-channels";
import { useNow } from "@/lib/clock";
import { cn } from "@/lib/cn";
import { artifactHref } from "@/lib/routes/monitoring-pages";
import { TONE_CLASSES, type Tone } from "@/lib/tone";
import { type Progress, stageProgress } from "./stage-progress";
import { words } from "./words";

export type ActiveArtifact = FunctionReturnType<
  typeof api.models.voicePipelineEvents.getActiveArtifacts
>["artifacts"][number];

const TONES = {
  on_time: "info",
  slow: "warning",
  stalled: "danger",
} as const satisfies Record<Progress["state"], Tone>;

/** A note in flight: where it is, for how long, whose it is, how it came. A stalled one stands out. */
export function ActiveArtifactRow({ artifact }: { artifact: ActiveArtifact }) {
  const progress = stageProgress(artifact, useNow(1_000));
  const { label, icon: StageIcon } = PIPELINE_STAGE_LABELS[artifact.currentStage];
  const { label: channel, icon: ChannelIcon } = SOURCE_CHANNEL_LABELS[artifact.sourceChannel];
  const isStalled = progress.state === "stalled";
  return (
    <li
      data-active={artifact.artifactId}
      data-progress={progress.state}
      className={cn(isStalled && "bg-tone-danger-subtle")}
    >
      <Link
        data-row
        prefetch={false}
        href={artifactHref(artifact.artifactId)}
        className="grid grid-cols-[1rem_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-2 -outline-offset-2 hover:bg-muted lg:grid-cols-[1rem_6rem_minmax(0,1.4fr)_minmax(0,1fr)_minmax(0,1fr)_14rem]"
      >
        <ChannelIcon role="img" aria-label={channel} className="size-4 text-muted-foreground" />
        <span className="hidden font-mono text-xs text-muted-foreground lg:block">
          {artifact.artifactId.slice(0, 8)}
        </span>
        <span className="flex min-w-0 items-center gap-1.5">
          <StageIcon aria-hidden="true" className="size-3.5 shrink-0 text-muted-foreground" />
          <span className="truncate font-medium">{label}</span>
          <ArtifactStatusBadge status={artifact.status} className="hidden xl:inline-flex" />
        </span>
        <span className="hidden truncate lg:block">{artifact.coachName ?? words.active.unknownCoach}</span>
        <span className="hidden truncate text-muted-foreground lg:block">
          {artifact.organizationName ?? words.active.unknownClub}
        </span>
        <TimeInStage artifact={artifact} progress={progress} />
        <span className="col-start-2 col-end-4 truncate text-xs text-muted-foreground lg:hidden">
          {artifact.coachName ?? words.active.unknownCoach} ·{" "}
          {artifact.organizationName ?? words.active.unknownClub}
        </span>
      </Link>
    </li>
  );
}

function TimeInStage({ artifact, progress }: { artifact: ActiveArtifact; progress: Progress }) {
  const tone = TONES[progress.state];
  const allowed =
    artifact.stageDeadlineAt === undefined
      ? undefined
      : words.active.deadline(formatDuration(artifact.stageDeadlineAt - artifact.stageStartedAt));
  return (
    <span className="flex items-center justify-end gap-2 text-xs tabular" title={allowed}>
      {progress.state === "on_time" ? null : (
        <Badge tone={tone} icon={TriangleAlertIcon}>
          {progress.state === "stalled" ? words.active.stalled : words.active.slow}
        </Badge>
      )}
      <span aria-hidden="true" className="hidden h-1.5 w-16 overflow-hidden rounded-full bg-muted lg:block">
        <span
          className={cn("block h-full origin-left motion-safe:animate-pulse", TONE_CLASSES[tone].solid)}
          style={{ transform: `scaleX(${progress.used ?? 1})` }}
        />
      </span>
      <span className="min-w-14 text-right">
        <Elapsed since={artifact.stageStartedAt} />
      </span>
    </span>
  );
}
