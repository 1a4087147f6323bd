"use client";

import { useConvex } from "convex/react";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useState } from "react";
import { readFailure } from "@/lib/function-error";
import { notify } from "@/lib/notify";
import { artifactHref } from "@/lib/routes/monitoring-pages";
import { RetryQuestion } from "./retry-question";
import type { AllowedPlan } from "./retry-views";

// Nothing of it is needed to show a list.
const loadRowRetry = () => import("./row-retry");

export type RowRetry = {
  /** Retries exactly what failed of this note. */
  retry: (artifactId: string) => void;
  /** To be drawn once: the question before a retry that deletes rows. */
  dialog: ReactNode;
};

/** A retry from a row of a list. The page has no plan for it yet, so it is fetched on the click. */
export function useRowRetry(): RowRetry {
  const convex = useConvex();
  const router = useRouter();
  const [asked, setAsked] = useState<{ artifactId: string; plan: AllowedPlan }>();
  const [isBeginning, setBeginning] = useState(false);
  const [problem, setProblem] = useState<string>();

  const retry = useCallback(
    async (artifactId: string) => {
      try {
        const { planRetry, startRetry } = await loadRowRetry();
        const planned = await planRetry(convex, artifactId);
        if ("refusal" in planned) {
          return tellRefusal(artifactId, planned.refusal);
        }
        const { plan } = planned;
        if (plan.destructive) {
          setProblem(undefined);
          return setAsked({ artifactId, plan });
        }
        const open = () => router.push(artifactHref(artifactId));
        const refusal = await startRetry(convex, { artifactId, plan, open });
        if (refusal !== undefined) tellRefusal(artifactId, refusal);
      } catch (error) {
        tellRefusal(artifactId, readFailure(error).message);
      }
    },
    [convex, router],
  );

  const confirm = async ({ artifactId, plan }: { artifactId: string; plan: AllowedPlan }) => {
    setBeginning(true);
    try {
      const { planRetry, startRetry } = await loadRowRetry();
      const open = () => router.push(artifactHref(artifactId));
      const refusal = await startRetry(convex, { artifactId, plan, open });
      setProblem(refusal);
      // What was read no longer holds: the plan as it is now is shown in its place.
      const planned = refusal === undefined ? undefined : await planRetry(convex, artifactId);
      if (planned === undefined || "plan" in planned) {
        setAsked(planned && { artifactId, plan: planned.plan });
      }
    } catch (error) {
      setProblem(readFailure(error).message);
    } finally {
      setBeginning(false);
    }
  };
  const dialog =
    asked === undefined ? null : (
      <RetryQuestion
        act={{
          isBeginning,
          problem,
          question: {
            plan: asked.plan,
            confirm: () => void confirm(asked),
            close: () => setAsked(undefined),
          },
        }}
      />
    );
  return { retry: useCallback((artifactId: string) => void retry(artifactId), [retry]), dialog };
}

function tellRefusal(artifactId: string, description: string): void {
  notify.warning(`Note ${artifactId.slice(0, 8)} was not retried.`, {
    id: `refused-${artifactId}`,
    description,
  });
}
