"use client";

import { api } from "@voice-flow/backend/api";
import { budgetMessage } from "@voice-flow/domain/retry/messages";
import { useConvex } from "convex/react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useState } from "react";
import { currentTime } from "@/lib/clock";
import { readFailure } from "@/lib/function-error";
import { notify } from "@/lib/notify";
import { artifactHref } from "../shell/monitoring-pages";
import { beginRetry } from "./begin-retry";
import type { AllowedPlan } from "./retry-views";

const RetryDialog = dynamic(() => import("./retry-dialog").then((module) => module.RetryDialog));

export type RowRetry = {
  /** Retries exactly what failed of this note. */
  retry: (artifactId: string) => void;
  /** To be drawn once: the question before a retry that deletes rows. */
  dialog: ReactNode;
};

/** A retry from a row of a list, where no plan is on the page yet: it is made when it is asked for. */
export function useRowRetry(): RowRetry {
  const convex = useConvex();
  const router = useRouter();
  const [asked, setAsked] = useState<{ artifactId: string; plan: AllowedPlan }>();
  const [isBeginning, setBeginning] = useState(false);
  const [problem, setProblem] = useState<string>();

  const carryOut = useCallback(
    async (artifactId: string, plan: AllowedPlan) => {
      setBeginning(true);
      const open = () => router.push(artifactHref(artifactId));
      const begun = await beginRetry(convex, { artifactId, plan, reason: "", open });
      setBeginning(false);
      if ("problem" in begun) {
        return begun.problem;
      }
      const { retriesLeft, retriesPerHour, label } = plan;
      notify.success(`${label} started: note ${artifactId.slice(0, 8)}.`, {
        id: begun.retryId,
        description: budgetMessage(retriesLeft - 1, retriesPerHour),
      });
      return undefined;
    },
    [convex, router],
  );
  const retry = useCallback(
    async (artifactId: string) => {
      try {
        const options = await convex.query(api.models.voicePipelineRetry.getRetryOptions, {
          artifactId,
          now: currentTime(),
        });
        const plan = options?.plans.find(({ kind }) => kind === options.recommended);
        if (plan === undefined) {
          tellRefusal(artifactId, "The note is no longer kept.");
        } else if (!plan.allowed) {
          tellRefusal(artifactId, plan.message);
        } else if (plan.destructive) {
          setProblem(undefined);
          setAsked({ artifactId, plan });
        } else {
          const refusal = await carryOut(artifactId, plan);
          if (refusal !== undefined) tellRefusal(artifactId, refusal);
        }
      } catch (error) {
        tellRefusal(artifactId, readFailure(error).message);
      }
    },
    [convex, carryOut],
  );

  const confirm = async () => {
    if (asked === undefined) return;
    const refusal = await carryOut(asked.artifactId, asked.plan);
    setProblem(refusal);
    if (refusal === undefined) setAsked(undefined);
  };
  const dialog =
    asked === undefined ? null : (
      <RetryDialog
        plan={asked.plan}
        isBeginning={isBeginning}
        problem={problem}
        confirm={() => void confirm()}
        close={() => setAsked(undefined)}
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
