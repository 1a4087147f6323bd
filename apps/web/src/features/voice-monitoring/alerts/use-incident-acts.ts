"use client";

import { api } from "@voice-flow/backend/api";
import { useMutation } from "convex/react";
import { useAct } from "@/lib/use-act";
import type { Incident } from "./alert-labels";

export type IncidentActs = {
  isBusy: boolean;
  /** Why the last act was refused. */
  problem: string | undefined;
  acknowledge: (note: string) => Promise<void>;
  snoozeUntil: (until: number) => Promise<void>;
  snoozeUntilWorse: () => Promise<void>;
};

/** What staff do about an incident. The page shows what came of it by itself. */
export function useIncidentActs(alertId: Incident["_id"]): IncidentActs {
  const acknowledge = useMutation(api.models.voicePipelineAlerts.acknowledgeAlert);
  const snooze = useMutation(api.models.voicePipelineAlerts.snoozeAlert);
  const { isBusy, problem, run } = useAct("This could not be saved. Try again.");
  return {
    isBusy,
    problem,
    acknowledge: (note) => {
      const text = note.trim();
      return run(() => acknowledge({ alertId, ...(text === "" ? {} : { note: text }) }));
    },
    snoozeUntil: (until) => run(() => snooze({ alertId, until })),
    snoozeUntilWorse: () => run(() => snooze({ alertId, untilWorse: true })),
  };
}
