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
import { words } from "./words";

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
        <DialogTitle>{words.dialog.title}</DialogTitle>
        <DialogDescription>
          {words.dialog.asOf(formatAbsoluteTime(seenAt), remark === undefined ? "" : ` ${remark}`)}
        </DialogDescription>
        <PanelBoundary title={words.dialog.whatHappens}>
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
        <Waiting what={words.dialog.waiting}>
          <Skeleton className="h-40" />
        </Waiting>
      ) : (
        <section aria-label={words.dialog.whatHappens} className={cn(isOld && "opacity-60")}>
          <p className="mb-3 text-base/snug font-medium">{headingOf(preview)}</p>
          <BulkPreviewList preview={preview} />
        </section>
      )}
      <ReasonField label={words.dialog.reason} value={reason} onChange={setReason} />
      {problem === undefined && obstacle === undefined ? null : (
        <p role="alert" className="text-tone-danger">
          {problem ?? obstacle}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={close}>{words.dialog.cancel}</Button>
        <Button
          variant={preview !== undefined && preview.destructive > 0 ? "danger" : "primary"}
          aria-disabled={!isReady}
          onClick={isReady ? () => void start() : undefined}
        >
          {isBeginning ? words.dialog.starting : startWords(preview)}
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
        {words.dialog.from}
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
            {kind === "recommended" ? words.dialog.failedStage : BULK_KIND_LABELS[kind]}
          </option>
        ))}
      </select>
    </div>
  );
}

function headingOf({ count, countCapped, maxArtifacts, planned, allowed, refused }: BulkPreview): string {
  const notes = `${countCapped ? words.dialog.atLeast : ""}${pluralise(count, "note")}`;
  if (count > maxArtifacts || (countCapped && count === maxArtifacts)) {
    return words.dialog.capped(notes, formatCount(maxArtifacts));
  }
  const refusals = refused.filter((each) => !isWaitedFor(each));
  const refusedCount = refusals.reduce((sum, refusal) => sum + refusal.count, 0);
  if (planned < count || refusedCount === 0) {
    return `${notes}.`;
  }
  return words.dialog.refused(notes, formatCount(allowed), formatCount(refusedCount));
}

/** Why there is nothing that could begin. */
function obstacleOf({ count, planned, allowed, refused }: BulkPreview): string | undefined {
  if (count === 0) {
    return words.dialog.noneFailed;
  }
  const isAllPlanned = planned === count;
  const isWaiting = refused.some(isWaitedFor);
  return isAllPlanned && allowed === 0 && !isWaiting ? words.dialog.noneNow : undefined;
}

function startWords(preview: BulkPreview | undefined): string {
  if (preview === undefined) {
    return words.dialog.retry;
  }
  const { count, planned, allowed, countCapped, maxArtifacts, destructive, refused } = preview;
  const waiting = refused.filter(isWaitedFor).reduce((sum, each) => sum + each.count, 0);
  const notes =
    planned < count || countCapped
      ? words.dialog.upTo(formatCount(countCapped ? maxArtifacts : Math.min(count, maxArtifacts)))
      : pluralise(allowed + waiting, "note");
  return destructive > 0 ? words.dialog.deleteAndRetry(notes) : words.dialog.retryNotes(notes);
}
