"use client";

import { Skeleton } from "@/components/ui/skeleton";
import { RetryButton } from "./retry-button";
import { RetryQuestion } from "./retry-question";
import type { RetryPlan } from "./retry-views";
import { useRetryOptions } from "./use-retry";
import { useRetryAct } from "./use-retry-act";

/** Retries exactly what failed, in a row of a list; the note's own page has every kind and the history. */
export function RetryOneClick({ artifactId }: { artifactId: string }) {
  const options = useRetryOptions(artifactId);
  if (options === undefined) {
    return <Skeleton className="h-8 w-56" />;
  }
  const plan = options?.plans.find(({ kind }) => kind === options.recommended);
  return plan === undefined ? null : <OneClick artifactId={artifactId} plan={plan} />;
}

const NO_REASON = { reason: "" } as const;

function OneClick({ artifactId, plan }: { artifactId: string; plan: RetryPlan }) {
  const act = useRetryAct(artifactId, plan, NO_REASON);
  return (
    <>
      <RetryButton plan={plan} isBeginning={act.isBeginning} run={act.run} hasKey={false} />
      <RetryQuestion act={act} />
    </>
  );
}
