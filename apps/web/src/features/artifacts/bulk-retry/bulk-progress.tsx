"use client";

import { api } from "@voice-flow/backend/api";
import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { pluralise } from "@voice-flow/domain/format/number";
import { formatAbsoluteTime } from "@voice-flow/domain/format/time";
import { useMutation } from "convex/react";
import { OctagonXIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Elapsed } from "@/components/elapsed";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { readFailure } from "@/lib/function-error";
import { notify } from "@/lib/notify";
import { TONE_CLASSES } from "@/lib/tone";
import {
  BULK_ITEM_LABELS,
  BULK_ITEM_STATUSES,
  BULK_KIND_LABELS,
  BULK_STATUS_LABELS,
  type BulkRetry,
  isOver,
} from "./bulk-views";
import { countsInWords, resultOf } from "./result-words";
import { words } from "./words";

/** How far a bulk retry is: a bar, the counts behind it, and the button that stops it. `children` are further buttons. */
export function BulkProgress({ bulk, children }: { bulk: BulkRetry; children?: ReactNode }) {
  const { label, icon, tone } = BULK_STATUS_LABELS[bulk.status];
  const over = isOver(bulk);
  const result = over ? resultOf(bulk) : undefined;
  return (
    <div data-bulk={bulk.status} className="flex flex-col gap-3 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <Badge tone={tone} icon={icon} spin={bulk.status === "running"}>
          {label}
        </Badge>
        <p className="min-w-0 flex-1 font-medium">
          {result?.title ?? `${BULK_KIND_LABELS[bulk.kind]}: ${pluralise(bulk.counts.collected, "note")}`}
        </p>
        <div className="flex items-center gap-2">
          {over ? null : <StopButton bulk={bulk} />}
          {children}
        </div>
      </div>
      <ProgressBar counts={bulk.counts} />
      <Facts bulk={bulk} />
    </div>
  );
}

function ProgressBar({ counts }: Pick<BulkRetry, "counts">) {
  const total = Math.max(1, counts.collected);
  const ended = counts.collected - counts.waiting - counts.running;
  return (
    <div className="flex flex-col gap-1.5">
      <div
        role="progressbar"
        aria-label={words.progress.bar}
        aria-valuemin={0}
        aria-valuemax={counts.collected}
        aria-valuenow={ended}
        aria-valuetext={countsInWords(counts) || words.progress.noNotes}
        className="flex h-2 overflow-hidden rounded-full bg-muted"
      >
        {BULK_ITEM_STATUSES.map((status) =>
          counts[status] === 0 || status === "waiting" ? null : (
            <span
              key={status}
              style={{ width: `${(100 * counts[status]) / total}%` }}
              className={cn(
                "h-full border-r border-surface transition-[width] last:border-r-0",
                TONE_CLASSES[BULK_ITEM_LABELS[status].tone].solid,
                status === "running" && "motion-safe:animate-pulse",
              )}
            />
          ),
        )}
      </div>
      <ul aria-label={words.progress.byOutcome} className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {BULK_ITEM_STATUSES.filter((status) => counts[status] > 0).map((status) => {
          const { label, icon: Icon, tone } = BULK_ITEM_LABELS[status];
          return (
            <li key={status} className="flex items-center gap-1.5 tabular">
              <Icon aria-hidden="true" className={cn("size-3.5", TONE_CLASSES[tone].text)} />
              {counts[status]} {label.toLowerCase()}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Facts({ bulk }: { bulk: BulkRetry }) {
  const { pausedUntil, createdAt, finishedAt, requestedByName, reason, costMicros, truncated } = bulk;
  return (
    <>
      {pausedUntil === undefined || isOver(bulk) ? null : (
        <p className={TONE_CLASSES.warning.text}>{words.progress.paused(formatAbsoluteTime(pausedUntil))}</p>
      )}
      {truncated ? <p className={TONE_CLASSES.warning.text}>{words.progress.truncated}</p> : null}
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted-foreground tabular">
        <Fact term={words.progress.started}>
          <RelativeTime at={createdAt} /> {words.progress.by(requestedByName)}
        </Fact>
        <Fact term={words.progress.took}>
          {finishedAt === undefined ? (
            <>
              <Elapsed since={createdAt} /> {words.progress.soFar}
            </>
          ) : (
            formatDuration(finishedAt - createdAt)
          )}
        </Fact>
        <Fact term={words.progress.cost}>{formatMicroDollars(costMicros)}</Fact>
        {reason === undefined ? null : <Fact term={words.progress.reason}>{reason}</Fact>}
      </dl>
    </>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 gap-1.5">
      <dt>{term}</dt>
      <dd className="min-w-0 break-words text-foreground">{children}</dd>
    </div>
  );
}

function StopButton({ bulk: { _id: bulkRetryId, status } }: { bulk: BulkRetry }) {
  const cancel = useMutation(api.models.bulkRetry.cancelBulkRetry);
  const isStopping = status === "cancelling";
  const stop = async () => {
    try {
      await cancel({ bulkRetryId });
    } catch (error) {
      notify.error(words.progress.notStopped, { description: readFailure(error).message });
    }
  };
  return (
    <Button
      size="sm"
      aria-disabled={isStopping}
      title={words.progress.stopHint}
      onClick={isStopping ? undefined : () => void stop()}
    >
      <OctagonXIcon aria-hidden="true" />
      {isStopping ? words.progress.stopping : words.progress.stop}
    </Button>
  );
}
