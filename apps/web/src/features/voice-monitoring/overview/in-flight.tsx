"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { useMemo } from "react";
import { Waiting } from "@/components/waiting";
import { useStaffArgs } from "@/features/platform/use-staff-args";
import { stageLoadsOf } from "./stage-loads";
import { StageStrip } from "./stage-strip";

/** Rows that are read of each stage. More than these are told as "12+": a queue that long is looked into elsewhere. */
const ROWS_PER_STAGE = 12;

/** What the machines are working on now, by stage. */
export function InFlight() {
  const active = useQuery(
    api.models.voicePipelineEvents.getActiveArtifacts,
    useStaffArgs({ limitPerStage: ROWS_PER_STAGE }),
  );
  const loads = useMemo(() => (active === undefined ? undefined : stageLoadsOf(active)), [active]);
  if (loads === undefined) {
    return (
      <Waiting what="notes in flight">
        <StageStrip loads={undefined} />
      </Waiting>
    );
  }
  return <StageStrip loads={loads} />;
}
