"use client";

import { api } from "@voice-flow/backend/api";
import { formatCount, pluralise } from "@voice-flow/domain/format/number";
import { formatAbsoluteTime } from "@voice-flow/domain/format/time";
import { useQuery } from "convex/react";
import { useId, useState } from "react";
import { PanelBoundary } from "@/components/panel";
import { ReasonField } from "@/components/reason-field";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { cn } from "@/lib/cn";
import { useStaffArgs } from "@/lib/session/query-args";
import { useKept } from "@/lib/use-kept";
import { BulkPreviewList, isWaitedFor } from "./bulk-preview";
import {
  BULK_KIND_LABELS,
  BULK_KINDS,
  type BulkPreview,
  type BulkRetryFilter,
  type BulkRetryKind,
} from "./bulk-views";
import { useBulkRetry } from "./use-bulk-retry";

type BulkDialogProps = {
  filter: BulkRetryFilter;
  /** When the notes were selected, ms. */
  seenAt: number;
  /** Said where the selection has notes that a retry leaves alone. */
  remark: string | undefined;
  onBegun: (bulkRetryId: string) => void;
  close: () => void;
};

/** The blast radius of a bulk retry, before it begins. */
export function BulkDialog({ filter, seenAt, remark, onBegun, close }: BulkDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : close())}>
      <DialogContent className="max-w-xl">
        <DialogTitle>Retry the selected notes?</DialogTitle>
        <DialogDescription>
          As they were at {formatAbsoluteTime(seenAt)}: what has changed since is left out.
          {remark === undefined ? "" : ` ${remark}`}
        </DialogDescription>
        <PanelBoundary title="What it does">
          <BulkForm filter={filter} seenAt={seenAt} onBegun={onBegun} close={close} />
        </PanelBoundary>
      </DialogContent>
    </Dialog>
  );
}

function BulkForm({ filter, seenAt, onBegun, close }: Omit<BulkDialogProps, "remark">) {
  const [kind, setKind] = useState<BulkRetryKind>("recommended");
  const [reason, setReason] = useState("");
  const { isBeginning, problem, begin } = useBulkRetry();
  const args = useStaffArgs({ filter, kind, now: seenAt });
  const { value: preview, isOld } = useKept(useQuery(api.models.bulkRetry.previewBulkRetry, args));
  const obstacle = preview && obstacleOf(preview);
  const isReady = preview !== undefined && !isOld && obstacle === undefined && !isBeginning;
  const start = async () => {
    const bulkRetryId = await begin({ filter, kind, seenAt, reason });
    if (bulkRetryId !== undefined) {
      onBegun(bulkRetryId);
    }
  };
  return (
    <div className="mt-4 flex flex-col gap-4 text-13">
      <KindField value={kind} onChange={setKind} />
      {preview === undefined ? (
        <Waiting what="what it does">
          <Skeleton className="h-40" />
        </Waiting>
      ) : (
        <section aria-label="What happens" className={cn(isOld && "opacity-60")}>
          <p className="mb-3 text-base/snug font-medium">{headingOf(preview)}</p>
          <BulkPreviewList preview={preview} />
        </section>
      )}
      <ReasonField label="Why (for the history; may be left empty)" value={reason} onChange={setReason} />
      {problem === undefined && obstacle === undefined ? null : (
        <p role="alert" className="text-tone-danger">
          {problem ?? obstacle}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={close}>Leave it</Button>
        <Button
          variant={preview !== undefined && preview.destructive > 0 ? "danger" : "primary"}
          aria-disabled={!isReady}
          onClick={isReady ? () => void start() : undefined}
        >
          {isBeginning ? "Starting…" : startWords(preview)}
        </Button>
      </div>
    </div>
  );
}

function KindField({ value, onChange }: { value: BulkRetryKind; onChange: (kind: BulkRetryKind) => void }) {
  const id = useId();
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <label htmlFor={id} className="text-muted-foreground">
        What to do again
      </label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => {
          const chosen = BULK_KINDS.find((kind) => kind === target.value);
          if (chosen) onChange(chosen);
        }}
        className="h-8 rounded-md border bg-surface px-2.5 text-13 hover:bg-muted"
      >
        {BULK_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {kind === "recommended" ? "Of each note the stage that failed" : BULK_KIND_LABELS[kind]}
          </option>
        ))}
      </select>
    </div>
  );
}

function headingOf({ count, countCapped, maxArtifacts, planned, allowed, refused }: BulkPreview): string {
  const notes = `${countCapped ? "At least " : ""}${pluralise(count, "note")}`;
  if (count > maxArtifacts || (countCapped && count === maxArtifacts)) {
    return `${notes}; the newest ${formatCount(maxArtifacts)} are retried.`;
  }
  const refusals = refused.filter((each) => !isWaitedFor(each));
  const refusedCount = refusals.reduce((sum, refusal) => sum + refusal.count, 0);
  if (planned < count || refusedCount === 0) {
    return `${notes}.`;
  }
  return `${notes}: ${formatCount(allowed)} can be retried, ${formatCount(refusedCount)} cannot.`;
}

/** Why there is nothing that could begin. */
function obstacleOf({ count, planned, allowed, refused }: BulkPreview): string | undefined {
  if (count === 0) {
    return "None of the selected notes can be retried: nothing failed among them.";
  }
  const isAllPlanned = planned === count;
  const isWaiting = refused.some(isWaitedFor);
  return isAllPlanned && allowed === 0 && !isWaiting ? "None of these notes can be retried now." : undefined;
}

function startWords(preview: BulkPreview | undefined): string {
  if (preview === undefined) {
    return "Retry";
  }
  const { count, planned, allowed, countCapped, maxArtifacts, destructive, refused } = preview;
  const waiting = refused.filter(isWaitedFor).reduce((sum, each) => sum + each.count, 0);
  const notes =
    planned < count || countCapped
      ? `up to ${formatCount(countCapped ? maxArtifacts : Math.min(count, maxArtifacts))} notes`
      : pluralise(allowed + waiting, "note");
  return destructive > 0 ? `Delete and retry ${notes}` : `Retry ${notes}`;
}
