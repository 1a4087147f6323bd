"use client";

import { useCallback, useState } from "react";
import { ReasonField } from "@/components/reason-field";
import { RetryButton } from "./retry-button";
import { RetryPreview } from "./retry-preview";
import { RetryQuestion } from "./retry-question";
import type { RetryPlan } from "./retry-views";
import { useRetryAct } from "./use-retry-act";

/** The preview of one retry, the reason for it, and the button. */
export function RetryStart({ artifactId, plan }: { artifactId: string; plan: RetryPlan }) {
  const [reason, setReason] = useState("");
  const onBegun = useCallback(() => setReason(""), []);
  const act = useRetryAct(artifactId, plan, { reason, onBegun });
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {plan.allowed ? (
        <>
          <section aria-label="What happens">
            <RetryPreview plan={plan} />
          </section>
          <ReasonField label="Reason (optional)" value={reason} onChange={setReason} className="max-w-md" />
        </>
      ) : (
        <p className="text-pretty">{plan.message}</p>
      )}
      <div className="flex flex-wrap items-center gap-3">
        {canFollow(plan) ? <RetryButton plan={plan} isBeginning={act.isBeginning} run={act.run} /> : null}
        <RetryQuestion act={act} />
      </div>
    </div>
  );
}

/** Not where there is nothing that could be retried: a button would only promise what cannot come. */
const canFollow = (plan: RetryPlan): boolean => plan.allowed || plan.code !== "not_failed";
