"use client";

import { api } from "@voice-flow/backend/api";
import { MINUTE_MS } from "@voice-flow/domain/time";
import { useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { CircleCheckIcon, CircleDashedIcon, CircleHelpIcon, CircleXIcon, ClockAlertIcon } from "lucide-react";
import { useIsCurrent } from "@/components/live/live-provider";
import { useNow } from "@/lib/clock";
import { useStaffArgs } from "@/lib/session/query-args";
import type { Label } from "@/lib/tone";
import { useKept } from "@/lib/use-kept";
import { words } from "./words";

export type Heartbeat = FunctionReturnType<typeof api.models.heartbeats.list>[number];

/** `unknown`: what is on the page is too old to say. */
export type JobHealth = Heartbeat["status"] | "unknown";

export const JOB_HEALTH_LABELS = {
  ok: { label: words.jobHealth.onTime, icon: CircleCheckIcon, tone: "success" },
  failed: { label: words.jobHealth.failed, icon: CircleXIcon, tone: "danger" },
  overdue: { label: words.jobHealth.overdue, icon: ClockAlertIcon, tone: "warning" },
  never_ran: { label: words.jobHealth.neverRan, icon: CircleDashedIcon, tone: "neutral" },
  unknown: { label: words.jobHealth.unknown, icon: CircleHelpIcon, tone: "neutral" },
} as const satisfies Record<JobHealth, Label>;

/** Never "on time" by old data: without a connection nobody knows. */
export const healthOf = (status: Heartbeat["status"], isCurrent: boolean): JobHealth =>
  isCurrent || status === "never_ran" ? status : "unknown";

/** "Aggregate pipeline hourly metrics" of `aggregate-pipeline-hourly-metrics`, "Count AI usage" of `count-ai-usage`. */
export function jobLabel(name: string): string {
  const words = name.replaceAll("-", " ").replace(/\bai\b/, "AI");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Trouble first, then by name. */
export function byUrgency(
  a: { health: JobHealth; name: string },
  b: { health: JobHealth; name: string },
): number {
  const rank = (health: JobHealth) => URGENCY.indexOf(health);
  return rank(a.health) - rank(b.health) || a.name.localeCompare(b.name);
}

const URGENCY: readonly JobHealth[] = ["failed", "overdue", "unknown", "never_ran", "ok"];

export type Job = Heartbeat & { health: JobHealth };

/** Every background job with its last run, refreshed each minute; undefined until the first answer. */
export function useJobs(): readonly Job[] | undefined {
  const now = useNow(MINUTE_MS);
  const args = useStaffArgs({ now: Math.floor(now / MINUTE_MS) * MINUTE_MS });
  const answer = useQuery(api.models.heartbeats.list, now === 0 ? "skip" : args);
  const { value: beats } = useKept(answer);
  const isCurrent = useIsCurrent();
  return beats?.map((beat) => ({ ...beat, health: healthOf(beat.status, isCurrent) }));
}
