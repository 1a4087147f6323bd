"use client";

import { api } from "@voice-flow/backend/api";
import type { MachineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { useQuery } from "convex/react";
import { CircleCheckIcon } from "lucide-react";
import { useRef, useState } from "react";
import { useRowKeys } from "@/components/actions/use-row-keys";
import { useLive } from "@/components/live/live-provider";
import { StateScreen } from "@/components/state-screen";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { useStaffArgs } from "@/lib/session/query-args";
import { ActiveArtifactRow } from "./active-artifact-row";
import { words } from "./words";

/** Notes that are listed of each stage; beyond it the page says that there are more. */
const LISTED_PER_STAGE = 20;

/** What the machines are working on, those that have been longest in their stage first; of one stage, or of all. */
export function ActiveArtifacts({ stage }: { stage?: MachineStage }) {
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  const answer = useFrozen(
    useQuery(
      api.models.voicePipelineEvents.getActiveArtifacts,
      useStaffArgs({ limitPerStage: LISTED_PER_STAGE, ...(stage && { pipelineStage: stage }) }),
    ),
  );
  if (answer === undefined) {
    return (
      <Waiting what={words.active.waiting}>
        <div className="divide-y">
          {Array.from({ length: 3 }, (_, index) => (
            // Place-holders have no identity.
            <Skeleton key={`row-${index}`} className="m-3 h-8" />
          ))}
        </div>
      </Waiting>
    );
  }
  if (answer.artifacts.length === 0) {
    return (
      <StateScreen icon={CircleCheckIcon} tone="success" title={words.active.none} className="min-h-32 py-6">
        {stage
          ? words.active.noneInStage(PIPELINE_STAGE_LABELS[stage].label.toLowerCase())
          : words.active.noneHint}
      </StateScreen>
    );
  }
  const longestFirst = [...answer.artifacts].sort((a, b) => a.stageStartedAt - b.stageStartedAt);
  const capped = answer.stages.filter((count) => count.capped);
  return (
    <>
      <ul ref={list} className="divide-y">
        {longestFirst.map((artifact) => (
          <ActiveArtifactRow key={artifact._id} artifact={artifact} />
        ))}
      </ul>
      {capped.length > 0 ? (
        <p className="border-t px-4 py-2 text-xs text-muted-foreground">
          {words.active.capped(
            LISTED_PER_STAGE,
            capped.map((count) => PIPELINE_STAGE_LABELS[count.stage].label.toLowerCase()).join(" and "),
          )}
        </p>
      ) : null}
    </>
  );
}

/** What was there when the page was paused, for as long as it is. */
function useFrozen<Value>(value: Value | undefined): Value | undefined {
  const { isPaused } = useLive();
  const [frozen, setFrozen] = useState(value);
  if (!isPaused && value !== frozen) {
    setFrozen(value);
  }
  return isPaused ? (frozen ?? value) : value;
}
