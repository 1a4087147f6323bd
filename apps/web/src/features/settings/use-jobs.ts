"use client";

import { api } from "@voice-flow/backend/api";
import { MINUTE_MS } from "@voice-flow/domain/time";
import { useQuery } from "convex/react";
import { useIsCurrent } from "@/components/live/live-provider";
import { useNow } from "@/lib/clock";
import { useStaffArgs } from "@/lib/session/query-args";
import { useKept } from "@/lib/use-kept";
import { type Heartbeat, healthOf, type JobHealth } from "./job-health";

export type Job = Heartbeat & { health: JobHealth };

/** Every background job with its last run, asked for anew each minute; undefined until the first answer. */
export function useJobs(): readonly Job[] | undefined {
  const now = useNow(MINUTE_MS);
  const args = useStaffArgs({ now: Math.floor(now / MINUTE_MS) * MINUTE_MS });
  const answer = useQuery(api.models.heartbeats.list, now === 0 ? "skip" : args);
  const { value: beats } = useKept(answer);
  const isCurrent = useIsCurrent();
  return beats?.map((beat) => ({ ...beat, health: healthOf(beat.status, isCurrent) }));
}
