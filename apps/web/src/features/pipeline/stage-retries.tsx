"use client";

import { api } from "@voice-flow/backend/api";
import { KNOWN_CAUSES } from "@voice-flow/domain/errors/catalogue";
import { STAGE_ERROR_LABELS } from "@voice-flow/domain/labels/pipeline";
import type { MachineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { ChevronDownIcon } from "lucide-react";
import Link from "next/link";
import { useId, useRef, useState } from "react";
import { useRowKeys } from "@/components/actions/use-row-keys";
import { RelativeTime } from "@/components/relative-time";
import { RetryOffer } from "@/components/retry/retry-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { RETRY_HELP_LABELS } from "@/features/vocabulary/error-codes";
import { artifactHref } from "@/lib/routes/monitoring-pages";
import { useStaffArgs } from "@/lib/session/query-args";
import { NothingLeft } from "./nothing-left";
import { words } from "./words";

type Failed = FunctionReturnType<typeof api.models.voicePipelineEvents.getRetryQueue>["artifacts"][number];

/** Notes with an unresolved failure in a stage, each with the effect of a retry. */
export function StageRetries({ stage }: { stage: MachineStage }) {
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  const queue = useQuery(api.models.voicePipelineEvents.getRetryQueue, useStaffArgs({ stage }));
  const [open, setOpen] = useState<string>();
  if (queue === undefined) {
    return (
      <Waiting what={words.retries.waiting}>
        <Skeleton className="m-4 h-16" />
      </Waiting>
    );
  }
  if (queue.artifacts.length === 0) {
    return <NothingLeft title={words.retries.none}>{words.retries.noneHint}</NothingLeft>;
  }
  return (
    <>
      <ul ref={list} className="divide-y">
        {queue.artifacts.map((artifact) => (
          <FailedRow
            key={artifact._id}
            artifact={artifact}
            isOpen={open === artifact.artifactId}
            toggle={() => setOpen(open === artifact.artifactId ? undefined : artifact.artifactId)}
          />
        ))}
      </ul>
      {queue.truncated ? (
        <p className="border-t px-4 py-2 text-xs text-muted-foreground">{words.retries.more}</p>
      ) : null}
    </>
  );
}

type RowProps = { artifact: Failed; isOpen: boolean; toggle: () => void };

function FailedRow({ artifact, isOpen, toggle }: RowProps) {
  const id = useId();
  const { artifactId, error, coachName, organizationName, attempt } = artifact;
  const help = error && RETRY_HELP_LABELS[KNOWN_CAUSES[error.code].retry];
  return (
    <li data-retryable={artifactId}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
        <Link
          href={artifactHref(artifactId)}
          prefetch={false}
          data-row
          className="rounded-sm font-mono text-xs underline decoration-border-strong underline-offset-4 hover:decoration-current"
        >
          {artifactId.slice(0, 8)}
        </Link>
        <span className="min-w-0 flex-1 truncate max-sm:order-last max-sm:basis-full">
          {error ? STAGE_ERROR_LABELS[error.code] : words.retries.noCause}
          <span className="text-muted-foreground">
            , {coachName ?? words.retries.unknownCoach}, {organizationName ?? words.retries.unknownClub}
            {attempt > 1 ? words.retries.attempt(attempt) : ""}
          </span>
        </span>
        {help ? (
          <Badge tone={help.tone} icon={help.icon} className="max-sm:hidden">
            {help.label}
          </Badge>
        ) : null}
        {error ? <RelativeTime at={error.at} className="text-xs text-muted-foreground tabular" /> : null}
        <Button
          size="sm"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          aria-label={words.retries.retryNote(artifactId.slice(0, 8))}
          onClick={toggle}
          className="max-sm:ml-auto"
        >
          {words.retries.retry}
          <ChevronDownIcon aria-hidden="true" className={isOpen ? "rotate-180" : undefined} />
        </Button>
      </div>
      {isOpen ? (
        <div id={id} className="border-t bg-surface-raised">
          <RetryOffer artifactId={artifactId} />
        </div>
      ) : null}
    </li>
  );
}
