"use client";

import { api } from "@voice-flow/backend/api";
import { pluralise } from "@voice-flow/domain/format/number";
import { formatAbsoluteTime } from "@voice-flow/domain/format/time";
import { useMutation } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { usePaginatedQuery } from "convex-helpers/react";
import { CircleCheckIcon, CircleXIcon, HourglassIcon, LoaderCircleIcon } from "lucide-react";
import { LoadMore } from "@/components/load-more";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useStaffArgs } from "@/lib/session/query-args";
import { useAct } from "@/lib/use-act";
import { words } from "./words";

type Erasure = FunctionReturnType<typeof api.models.privacy.listErasures>["page"][number];

const PAGE = 20;

/** Who had players erased, when, and how much went. Names are on no record. */
export function ErasureRecord() {
  const { results, status, loadMore } = usePaginatedQuery(api.models.privacy.listErasures, useStaffArgs({}), {
    initialNumItems: PAGE,
  });
  if (status === "LoadingFirstPage") {
    return (
      <Waiting what={words.record.waiting}>
        <div className="space-y-2 p-4">
          <Skeleton className="h-9 w-full" />
          <Skeleton className="h-9 w-full" />
        </div>
      </Waiting>
    );
  }
  if (results.length === 0) {
    return <p className="p-4 text-muted-foreground">{words.record.none}</p>;
  }
  return (
    <>
      <ul className="divide-y">
        {results.map((erasure) => (
          <li key={erasure.erasureId} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
            <span className="min-w-0 flex-1 basis-56">
              <span className="block truncate text-13 font-medium">
                {erasure.organizationName ?? words.record.goneClub}
              </span>
              <span className="block truncate text-xs text-muted-foreground">
                {erasure.requestedByName ?? words.record.operator}, <RelativeTime at={erasure.startedAt} />
              </span>
            </span>
            <span className="text-xs text-muted-foreground tabular-nums">
              {pluralise(erasure.notesErased, "note")},{" "}
              {pluralise(erasure.textsErased, words.record.otherText)}
            </span>
            <Progress erasure={erasure} />
          </li>
        ))}
      </ul>
      <LoadMore status={status} load={() => loadMore(PAGE)} label={words.record.more} />
    </>
  );
}

function Progress({ erasure: { erasureId, status, pass, nextStepAt, finishedAt } }: { erasure: Erasure }) {
  if (status === "completed") {
    return (
      <Badge
        tone="success"
        icon={CircleCheckIcon}
        title={finishedAt ? formatAbsoluteTime(finishedAt) : undefined}
      >
        {words.record.erased}
      </Badge>
    );
  }
  if (status === "gave_up") return <GaveUp erasureId={erasureId} />;
  return pass === 1 ? (
    <Badge tone="info" icon={LoaderCircleIcon} spin>
      {words.record.erasing}
    </Badge>
  ) : (
    <Badge tone="info" icon={HourglassIcon}>
      {words.record.secondLook} <RelativeTime at={nextStepAt} />
    </Badge>
  );
}

/** The name may still be in places that come after the step that failed. */
function GaveUp({ erasureId }: Pick<Erasure, "erasureId">) {
  const resume = useMutation(api.models.privacy.resumeErasure);
  const { run, isBusy, problem } = useAct(words.record.notContinued);
  return (
    <>
      <Badge tone="danger" icon={CircleXIcon}>
        {words.record.unfinished}
      </Badge>
      <Button size="sm" variant="outline" disabled={isBusy} onClick={() => run(() => resume({ erasureId }))}>
        {words.record.continue}
      </Button>
      {problem && (
        <p role="alert" className="basis-full text-xs text-danger">
          {problem}
        </p>
      )}
    </>
  );
}
