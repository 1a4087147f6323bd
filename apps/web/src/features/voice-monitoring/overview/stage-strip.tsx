"use client";

import type { MachineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { Elapsed } from "@/components/elapsed";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { formatCount } from "@/lib/format-number";
import { PIPELINE_STAGE_LABELS } from "../vocabulary/pipeline-stages";
import { inStageOrder, type StageLoad } from "./stage-loads";

/** The stages that a machine works through, in the order in which a note meets them: how many are there, how long the oldest. */
export function StageStrip({ counts }: { counts: Parameters<typeof inStageOrder>[0] }) {
  return (
    <ol className="grid grid-cols-2 sm:grid-cols-3 lg:grid-cols-5">
      {inStageOrder(counts).map(({ stage, load }) => (
        <StageCell key={stage} stage={stage} load={load} />
      ))}
    </ol>
  );
}

function StageCell({ stage, load }: { stage: MachineStage; load: StageLoad | undefined }) {
  const { label, icon: Icon, sentence } = PIPELINE_STAGE_LABELS[stage];
  const isEmpty = load?.count === 0;
  return (
    <li title={sentence} data-stage={stage} className="relative -mt-px -ml-px border-t border-l px-4 py-3">
      <div className="flex items-center gap-1.5 text-xs text-muted-foreground">
        <Icon aria-hidden="true" className="size-3.5 shrink-0" />
        <span className="truncate">{label}</span>
      </div>
      <div className="mt-1 flex h-8 items-center">
        {load === undefined ? (
          <Skeleton className="h-7 w-10" />
        ) : (
          <span
            className={cn(
              "text-2xl font-semibold tracking-tight tabular",
              isEmpty && "text-muted-foreground",
            )}
          >
            {formatCount(load.count)}
            {load.capped ? "+" : ""}
          </span>
        )}
      </div>
      <div className="flex h-5 items-center gap-1 text-xs text-muted-foreground tabular">
        {load === undefined ? <Skeleton className="h-3 w-20" /> : null}
        {load?.oldestSince === undefined ? (
          load && "nothing waits"
        ) : (
          <>
            oldest <Elapsed since={load.oldestSince} />
          </>
        )}
      </div>
    </li>
  );
}
