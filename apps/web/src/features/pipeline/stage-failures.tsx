"use client";

import { api } from "@voice-flow/backend/api";
import { KNOWN_CAUSES } from "@voice-flow/domain/errors/catalogue";
import { formatCount, pluralise } from "@voice-flow/domain/format/number";
import { STAGE_ERROR_LABELS } from "@voice-flow/domain/labels/pipeline";
import type { MachineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { CircleCheckIcon } from "lucide-react";
import Link from "next/link";
import { RelativeTime } from "@/components/relative-time";
import { StateScreen } from "@/components/state-screen";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { RETRY_HELP_LABELS } from "@/features/vocabulary/error-codes";
import { artifactsHref } from "@/lib/routes/event-links";
import { artifactHref } from "@/lib/routes/monitoring-pages";
import { useStaffArgs } from "@/lib/session/query-args";
import { words } from "./words";

type FailureGroup = FunctionReturnType<
  typeof api.models.voicePipelineEvents.getFailureGroups
>["groups"][number];

/** Unresolved failures of a stage by fingerprint: how many, since when, why, and whether a retry helps. */
export function StageFailures({ stage }: { stage: MachineStage }) {
  const answer = useQuery(api.models.voicePipelineEvents.getFailureGroups, useStaffArgs({}));
  if (answer === undefined) {
    return (
      <Waiting what="failures">
        <Skeleton className="m-4 h-24" />
      </Waiting>
    );
  }
  const groups = answer.groups.filter((group) => group.stage === stage);
  if (groups.length === 0) {
    return (
      <StateScreen
        icon={CircleCheckIcon}
        tone="success"
        title={words.failures.none}
        className="min-h-32 py-6"
      >
        {words.failures.noneHint}
      </StateScreen>
    );
  }
  return (
    <>
      <ul className="divide-y">
        {groups.map((group) => (
          <FailureItem key={group.fingerprint} group={group} />
        ))}
      </ul>
      {answer.capped ? (
        <p className="border-t px-4 py-2 text-xs text-muted-foreground">{words.failures.capped}</p>
      ) : null}
    </>
  );
}

function FailureItem({ group }: { group: FailureGroup }) {
  const { cause, cure, retry } = KNOWN_CAUSES[group.code];
  const { label, icon, tone } = RETRY_HELP_LABELS[retry];
  return (
    <li data-fingerprint={group.fingerprint} className="px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="text-sm font-semibold text-tone-danger tabular">{formatCount(group.count)}</span>
        <span className="font-medium">{STAGE_ERROR_LABELS[group.code]}</span>
        <Badge tone={tone} icon={icon} className="ml-auto">
          {label}
        </Badge>
      </div>
      <p className="mt-0.5 text-xs text-muted-foreground">
        {words.failures.first(pluralise(group.organizations, "club"))} <RelativeTime at={group.firstAt} />{" "}
        {words.failures.last} <RelativeTime at={group.lastAt} /> ·{" "}
        <Link
          href={artifactHref(group.latestArtifactId)}
          className="text-foreground underline decoration-border-strong underline-offset-4 hover:decoration-current"
        >
          {words.failures.newest}
        </Link>{" "}
        ·{" "}
        <Link
          href={artifactsHref({ status: ["failed"], cause: group.fingerprint, handled: "no" })}
          className="text-foreground underline decoration-border-strong underline-offset-4 hover:decoration-current"
        >
          {words.failures.all}
        </Link>
      </p>
      <p className="mt-1 text-pretty text-muted-foreground">
        {cause} <span className="text-foreground">{cure}</span>
      </p>
    </li>
  );
}
