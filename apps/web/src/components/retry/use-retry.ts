"use client";

import { api } from "@voice-flow/backend/api";
import { useConvex, useQuery } from "convex/react";
import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { useNow } from "@/lib/clock";
import { artifactHref } from "@/lib/routes/monitoring-pages";
import { useStaffArgs } from "@/lib/session/query-args";
import { useKept } from "@/lib/use-kept";
import { beginRetry } from "./begin-retry";
import type { AllowedPlan, RetryOptions } from "./retry-views";

/** How often the plan is refreshed, in ms, because some refusals depend on the time. */
const PLAN_STEP = 10_000;

/** The plans of every kind, as of now; undefined until the first answer, null for a note that is gone. */
export function useRetryOptions(artifactId: string): RetryOptions | null | undefined {
  const now = useNow(PLAN_STEP);
  // Rounded up: a limit's hour may have begun a moment ago, and is not known before its begin.
  const args = useStaffArgs({ artifactId, now: Math.ceil(now / PLAN_STEP) * PLAN_STEP });
  return useKept(useQuery(api.models.voicePipelineRetry.getRetryOptions, now === 0 ? "skip" : args)).value;
}

export type Retrying = {
  isBeginning: boolean;
  /** Why the last one did not begin. */
  problem: string | undefined;
  /** Carries out exactly this plan; resolves with whether it has begun. */
  begin: (plan: AllowedPlan, reason: string) => Promise<boolean>;
  forget: () => void;
};

export function useRetry(artifactId: string): Retrying {
  const convex = useConvex();
  const router = useRouter();
  const [isBeginning, setBeginning] = useState(false);
  const [problem, setProblem] = useState<string>();
  const begin = useCallback(
    async (plan: AllowedPlan, reason: string) => {
      setBeginning(true);
      setProblem(undefined);
      const open = () => router.push(artifactHref(artifactId));
      const begun = await beginRetry(convex, { artifactId, plan, reason, open });
      setBeginning(false);
      setProblem("problem" in begun ? begun.problem : undefined);
      return "retryId" in begun;
    },
    [artifactId, convex, router],
  );
  const forget = useCallback(() => setProblem(undefined), []);
  return { isBeginning, problem, begin, forget };
}
