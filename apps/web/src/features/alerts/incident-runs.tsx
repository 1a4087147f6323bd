"use client";

import { api } from "@voice-flow/backend/api";
import { formatDuration } from "@voice-flow/domain/format/duration";
import { STAGE_ERROR_LABELS } from "@voice-flow/domain/labels/pipeline";
import { usePaginatedQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import Link from "next/link";
import { useRef } from "react";
import { useRowKeys } from "@/components/actions/use-row-keys";
import { ArtifactStatusBadge } from "@/components/artifact-status-badge";
import { LoadMore } from "@/components/load-more";
import { RelativeTime } from "@/components/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { eventTypeLabel } from "@/features/vocabulary/event-types";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { artifactHref } from "@/lib/routes/monitoring-pages";
import { useStaffArgs } from "@/lib/session/query-args";
import { words } from "./words";

type AlertRun = FunctionReturnType<typeof api.models.voicePipelineAlerts.getAlertRuns>["page"][number];

const PAGE = 25;

type IncidentRunsProps = { alertId: string; cause: string | null };

/** The runs behind an incident, a page at a time, each with a link to its note. */
export function IncidentRuns({ alertId, cause }: IncidentRunsProps) {
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  const { results, status, loadMore } = usePaginatedQuery(
    api.models.voicePipelineAlerts.getAlertRuns,
    useStaffArgs({ alertId, ...(cause === null ? {} : { errorFingerprint: cause }) }),
    { initialNumItems: PAGE },
  );
  if (status === "LoadingFirstPage") {
    return (
      <Waiting what={words.attempts.waiting}>
        <Skeleton className="m-4 h-40" />
      </Waiting>
    );
  }
  return (
    <>
      {results.length === 0 && status === "Exhausted" ? (
        <p className="px-4 py-6 text-center text-muted-foreground">{words.attempts.none}</p>
      ) : null}
      <ul ref={list} aria-label={words.attempts.title} className="divide-y">
        {results.map((run, index) => (
          <RunRow key={`${run.at}-${run.artifact?._id ?? index}`} run={run} />
        ))}
      </ul>
      <LoadMore status={status} load={() => loadMore(PAGE)} label={words.attempts.more} />
    </>
  );
}

function RunRow({ run: { at, artifact, run } }: { run: AlertRun }) {
  if (artifact === null) {
    return (
      <li className="px-4 py-2 text-muted-foreground">
        {words.attempts.removed} <RelativeTime at={at} />
      </li>
    );
  }
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <Link
        href={artifactHref(artifact.artifactId)}
        data-row
        className="rounded-sm font-mono text-xs underline decoration-border-strong underline-offset-4 hover:decoration-current"
      >
        {artifact.artifactId.slice(0, 8)}
      </Link>
      <span className="min-w-0 flex-1 truncate">
        {run === undefined ? words.attempts.inProgress : outcomeOf(run)}
        <span className="text-muted-foreground">
          {run?.stage === undefined ? "" : `, ${PIPELINE_STAGE_LABELS[run.stage].label}`}
          {run?.durationMs === undefined ? "" : `, ${formatDuration(run.durationMs)}`}
        </span>
      </span>
      <span className="truncate text-muted-foreground">
        {artifact.organizationName ?? words.attempts.unknownClub}
      </span>
      <RelativeTime at={at} className="text-xs text-muted-foreground tabular" />
      <ArtifactStatusBadge status={artifact.status} />
    </li>
  );
}

const outcomeOf = ({ eventType, errorCode }: NonNullable<AlertRun["run"]>): string =>
  errorCode === undefined ? eventTypeLabel(eventType).label : STAGE_ERROR_LABELS[errorCode];
