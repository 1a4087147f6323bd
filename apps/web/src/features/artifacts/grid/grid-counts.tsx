"use client";

import { api } from "@voice-flow/backend/api";
import { formatCount } from "@voice-flow/domain/format/number";
import { IN_FLIGHT_STATUSES } from "@voice-flow/domain/vocabulary/pipeline";
import { useQuery } from "convex/react";
import { CircleXIcon, LoaderCircleIcon, type LucideIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { cn } from "@/lib/cn";
import { NO_ARTIFACT_FILTERS } from "@/lib/routes/artifact-filters";
import { useStaffArgs } from "@/lib/session/query-args";
import { TONE_CLASSES, type Tone } from "@/lib/tone";
import type { ArtifactFilterState } from "./use-artifact-filters";
import { words } from "./words";

// It comes with the failures, and what they mean is a catalogue of its own.
const FailureCauses = dynamic(() => import("./failure-causes").then((module) => module.FailureCauses));

/** Counts up to this many notes in each stage; above it says "more than". */
const COUNTED_PER_STAGE = 20;

/** What needs attention now, with unresolved failures by cause. Pressing one shows its notes. */
export function GridCounts({ state: { filters, set } }: { state: ArtifactFilterState }) {
  const loads = useQuery(
    api.models.voicePipelineEvents.getStageLoads,
    useStaffArgs({ limitPerStage: COUNTED_PER_STAGE }),
  );
  const failures = useQuery(api.models.voicePipelineEvents.getFailureGroups, useStaffArgs({}));
  const show = (change: Parameters<typeof set>[0]) => {
    set({ ...NO_ARTIFACT_FILTERS, ...change });
  };
  const isInFlight = filters.status?.join() === IN_FLIGHT_STATUSES.join();
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-[13rem_13rem_minmax(0,1fr)]">
      <CountCard
        label={words.counts.inFlight}
        icon={LoaderCircleIcon}
        tone="info"
        count={loads?.reduce((sum, { count }) => sum + count, 0)}
        isMore={loads?.some(({ capped }) => capped) ?? false}
        isShown={isInFlight}
        onPress={() => show(isInFlight ? {} : { status: [...IN_FLIGHT_STATUSES] })}
      />
      <CountCard
        label={words.counts.failed}
        icon={CircleXIcon}
        tone="danger"
        count={failures?.groups.reduce((sum, { count }) => sum + count, 0)}
        isMore={failures?.capped ?? false}
        isShown={filters.handled !== null}
        onPress={() => show(filters.handled === null ? { handled: "no" } : {})}
      />
      {failures === undefined || failures.groups.length === 0 ? null : (
        <FailureCauses
          groups={failures.groups}
          shown={filters.cause}
          show={(cause) => show(cause === null ? { handled: "no" } : { cause, handled: "no" })}
        />
      )}
    </div>
  );
}

type CountCardProps = {
  label: string;
  icon: LucideIcon;
  tone: Tone;
  /** Undefined until it is known. */
  count: number | undefined;
  isMore: boolean;
  /** These notes are what the grid shows now; pressing it again shows every note. */
  isShown: boolean;
  onPress: () => void;
};

function CountCard({ label, icon: Icon, tone, count, isMore, isShown, onPress }: CountCardProps) {
  return (
    <button
      type="button"
      aria-pressed={isShown}
      onClick={onPress}
      className={cn(
        "rounded-xl border bg-surface px-4 py-2.5 text-left shadow-xs transition-colors hover:border-border-strong",
        isShown && "border-border-strong bg-muted",
      )}
    >
      <span className="flex items-center gap-1.5 text-xs text-muted-foreground">
        <Icon aria-hidden="true" className={cn("size-3.5", TONE_CLASSES[tone].text)} />
        {label}
      </span>
      <span className="mt-0.5 block text-xl font-semibold tracking-tight tabular">
        {formatCount(count)}
        {isMore ? "+" : ""}
      </span>
    </button>
  );
}
