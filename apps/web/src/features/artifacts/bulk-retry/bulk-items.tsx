"use client";

import { api } from "@voice-flow/backend/api";
import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { STAGE_ERROR_LABELS } from "@voice-flow/domain/labels/pipeline";
import { STAGE_ERROR_CODES } from "@voice-flow/domain/vocabulary/pipeline";
import { usePaginatedQuery } from "convex-helpers/react";
import Link from "next/link";
import { useRef } from "react";
import { useRowKeys } from "@/components/actions/use-row-keys";
import { ArtifactStatusBadge } from "@/components/artifact-status-badge";
import { LoadMore } from "@/components/load-more";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { artifactHref } from "@/lib/routes/monitoring-pages";
import { useStaffArgs } from "@/lib/session/query-args";
import {
  BULK_ITEM_LABELS,
  BULK_ITEM_STATUSES,
  type BulkItem,
  type BulkItemStatus,
  type BulkRetry,
} from "./bulk-views";
import { words } from "./words";

const PAGE = 50;

type BulkItemsProps = {
  bulk: BulkRetry;
  status: BulkItemStatus | null;
  choose: (status: BulkItemStatus | null) => void;
};

/** The result of each note, grouped by outcome or filtered to one. */
export function BulkItems({ bulk, status, choose }: BulkItemsProps) {
  return (
    <>
      <fieldset aria-label={words.items.outcome} className="flex flex-wrap gap-1 border-b px-4 py-2">
        <OutcomeButton
          label={words.items.all}
          count={bulk.counts.collected}
          isChosen={status === null}
          choose={() => choose(null)}
        />
        {BULK_ITEM_STATUSES.filter((each) => bulk.counts[each] > 0 || each === status).map((each) => (
          <OutcomeButton
            key={each}
            label={BULK_ITEM_LABELS[each].label}
            count={bulk.counts[each]}
            isChosen={status === each}
            choose={() => choose(each)}
          />
        ))}
      </fieldset>
      <ItemList key={status} bulk={bulk} status={status} />
    </>
  );
}

type OutcomeButtonProps = { label: string; count: number; isChosen: boolean; choose: () => void };

function OutcomeButton({ label, count, isChosen, choose }: OutcomeButtonProps) {
  return (
    <Button size="sm" variant={isChosen ? "outline" : "ghost"} aria-pressed={isChosen} onClick={choose}>
      {label} <span className="tabular">{count}</span>
    </Button>
  );
}

function ItemList({ bulk, status }: Pick<BulkItemsProps, "bulk" | "status">) {
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  const args = useStaffArgs({ bulkRetryId: bulk._id, ...(status === null ? {} : { status }) });
  const found = usePaginatedQuery(api.models.bulkRetry.listBulkRetryItems, args, { initialNumItems: PAGE });
  if (found.status === "LoadingFirstPage") {
    return (
      <Waiting what={words.items.waiting}>
        <Skeleton className="m-4 h-40" />
      </Waiting>
    );
  }
  if (found.results.length === 0) {
    return (
      <p className="px-4 py-6 text-center text-muted-foreground">
        {bulk.status === "collecting" ? words.items.gathering : words.items.none}
      </p>
    );
  }
  return (
    <>
      <ul ref={list} aria-label={words.items.title} className="divide-y">
        {found.results.map((item) => (
          <ItemRow key={item._id} item={item} />
        ))}
      </ul>
      <LoadMore status={found.status} load={() => found.loadMore(PAGE)} label={words.items.more} />
    </>
  );
}

function ItemRow({ item }: { item: BulkItem }) {
  const { label, icon, tone } = BULK_ITEM_LABELS[item.status];
  const { artifactId, artifactStatus, startedAt, finishedAt } = item;
  return (
    <li data-item={item.status} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
      <Badge tone={tone} icon={icon} spin={item.status === "running"} className="w-28">
        {label}
      </Badge>
      {artifactId === undefined ? (
        <span className="text-muted-foreground">{words.items.removed}</span>
      ) : (
        <Link
          href={artifactHref(artifactId)}
          prefetch={false}
          data-row
          className="rounded-sm font-mono text-xs underline decoration-border-strong underline-offset-4 hover:decoration-current"
        >
          {artifactId.slice(0, 8)}
        </Link>
      )}
      <span className="min-w-0 flex-1 basis-56 text-pretty">{outcomeOf(item)}</span>
      <span className="text-xs text-muted-foreground tabular">
        {startedAt === undefined || finishedAt === undefined || item.refusal !== undefined
          ? null
          : `${formatDuration(finishedAt - startedAt)}, ${formatMicroDollars(item.costMicros)}`}
      </span>
      {artifactStatus === undefined ? null : (
        <span className="flex items-center gap-1.5 text-xs text-muted-foreground">
          {words.items.now} <ArtifactStatusBadge status={artifactStatus} />
        </span>
      )}
    </li>
  );
}

function outcomeOf({ refusal, label, attempt, errorCode, status }: BulkItem): string {
  if (refusal !== undefined && status !== "succeeded" && status !== "failed") {
    return refusal.message;
  }
  const what =
    label === undefined ? "" : `${label}${attempt === undefined ? "" : words.items.attempt(attempt)}`;
  const code = STAGE_ERROR_CODES.find((each) => each === errorCode);
  return code === undefined ? what : `${what}: ${STAGE_ERROR_LABELS[code]}`;
}
