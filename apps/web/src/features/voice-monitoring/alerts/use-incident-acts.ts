"use client";

import { api } from "@voice-flow/backend/api";
import { useMutation } from "convex/react";
import { useState } from "react";
import { readFailure } from "@/lib/function-error";
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
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const act = async (run: () => Promise<null>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await run();
    } catch (error) {
      const { code, message } = readFailure(error);
      setProblem(code === "unexpected" ? "This could not be saved. Try again." : message);
    } finally {
      setBusy(false);
    }
  };
  return {
    isBusy,
    problem,
    acknowledge: (note) => {
      const text = note.trim();
      return act(() => acknowledge({ alertId, ...(text === "" ? {} : { note: text }) }));
    },
    snoozeUntil: (until) => act(() => snooze({ alertId, until })),
    snoozeUntilWorse: () => act(() => snooze({ alertId, untilWorse: true })),
  };
}
