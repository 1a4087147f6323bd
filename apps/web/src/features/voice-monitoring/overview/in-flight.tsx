"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { Waiting } from "@/components/waiting";
import { useStaffArgs } from "@/features/platform/use-staff-args";
import { StageStrip } from "./stage-strip";

/** Notes that are counted of each stage; more are told as "15+". Keeps what the page reads within its budget. */
const COUNTED_PER_STAGE = 15;

/** What the machines are working on now, by stage. */
export function InFlight() {
  const counts = useQuery(
    api.models.voicePipelineEvents.getStageLoads,
    useStaffArgs({ limitPerStage: COUNTED_PER_STAGE }),
  );
  if (counts === undefined) {
    return (
      <Waiting what="notes in flight">
        <StageStrip counts={[]} />
      </Waiting>
    );
  }
  return <StageStrip counts={counts} />;
}
