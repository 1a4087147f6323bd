import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { STAGE_ERROR_LABELS } from "@voice-flow/domain/labels/pipeline";
import type { ReactNode } from "react";
import { Elapsed } from "@/components/elapsed";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { RETRY_OUTCOME_LABELS, type RetryRow } from "./retry-views";

/** Who retried the note, when and why, how it ended, and what it cost. Newest first. */
export function RetryHistory({ retries }: { retries: readonly RetryRow[] }) {
  return (
    <ol aria-label="Earlier retries" className="divide-y border-t">
      {retries.map((retry) => (
        <li key={retry._id} data-retry={retry.retryNumber} className="flex flex-col gap-1 px-4 py-2.5">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <OutcomeBadge outcome={retry.outcome} />
            <span className="font-medium">{retry.label}</span>
            <span className="text-muted-foreground">
              attempt {retry.attempt}, by {retry.requestedByName}, <RelativeTime at={retry.startedAt} />
            </span>
            {retry.errorCode === undefined ? null : (
              <span className="text-tone-danger">{STAGE_ERROR_LABELS[retry.errorCode]}</span>
            )}
          </div>
          <dl className="flex flex-wrap gap-x-5 gap-y-0.5 text-xs text-muted-foreground tabular">
            {retry.reason === undefined ? null : <Figure term="Reason">{retry.reason}</Figure>}
            <Figure term="Took">
              {retry.durationMs === undefined ? (
                <>
                  <Elapsed since={retry.startedAt} /> so far
                </>
              ) : (
                formatDuration(retry.durationMs)
              )}
              {retry.estimatedMs === undefined ? "" : ` of about ${formatDuration(retry.estimatedMs)}`}
            </Figure>
            <Figure term="Cost">
              {formatMicroDollars(retry.costMicros)}
              {retry.estimatedCostMicros === undefined
                ? ""
                : ` of about ${formatMicroDollars(retry.estimatedCostMicros)}`}
            </Figure>
            {retry.bulkRetryId === undefined ? null : <Figure term="Part of">a bulk retry</Figure>}
          </dl>
        </li>
      ))}
    </ol>
  );
}

function OutcomeBadge({ outcome }: Pick<RetryRow, "outcome">) {
  const { label, icon, tone } = RETRY_OUTCOME_LABELS[outcome];
  return (
    <Badge tone={tone} icon={icon} spin={outcome === "running"}>
      {label}
    </Badge>
  );
}

function Figure({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 gap-1.5">
      <dt>{term}</dt>
      <dd className="min-w-0 break-words text-foreground">{children}</dd>
    </div>
  );
}
