"use client";

import { useCallback, useState } from "react";
import type { AllowedPlan, RetryPlan } from "./retry-views";
import { useRetry } from "./use-retry";

export type RetryAct = {
  isBeginning: boolean;
  /** Why the last one did not begin. */
  problem: string | undefined;
  /** Begins the plan, or first asks where it deletes rows. */
  run: () => void;
  /** What is asked; undefined while nothing is. */
  question: { plan: AllowedPlan; confirm: () => void; close: () => void } | undefined;
};

/** Acting on a plan that stays live: one safe retry begins at once, one that deletes is asked about first. */
export function useRetryAct(
  artifactId: string,
  plan: RetryPlan,
  { reason, onBegun }: { reason: string; onBegun?: () => void },
): RetryAct {
  const { isBeginning, problem, begin, forget } = useRetry(artifactId);
  // The plan as it was when the dialog opened: what is confirmed is what was read. After a refusal, the plan as it is now.
  const [asked, setAsked] = useState<AllowedPlan | "newest">();
  const carryOut = useCallback(
    async (agreed: AllowedPlan) => {
      const hasBegun = await begin(agreed, reason);
      if (hasBegun) onBegun?.();
      setAsked((before) => (hasBegun || before === undefined ? undefined : "newest"));
    },
    [begin, reason, onBegun],
  );
  const run = useCallback(() => {
    if (!plan.allowed) return;
    if (plan.destructive) {
      forget();
      setAsked(plan);
    } else {
      void carryOut(plan);
    }
  }, [plan, carryOut, forget]);
  const shown = asked === "newest" ? (plan.allowed ? plan : undefined) : asked;
  const close = () => {
    setAsked(undefined);
    forget();
  };
  const question = shown && { plan: shown, confirm: () => void carryOut(shown), close };
  return { isBeginning, problem, run, question };
}
