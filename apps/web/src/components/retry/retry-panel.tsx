"use client";

import { api } from "@voice-flow/backend/api";
import type { RetryKind } from "@voice-flow/domain/vocabulary/operations";
import { useQuery } from "convex/react";
import { useState } from "react";
import { Panel } from "@/components/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useStaffArgs } from "@/lib/session/query-args";
import { commonRefusal, shownPlan } from "./choose-plan";
import { RetryChoices } from "./retry-choices";
import { RetryHistory } from "./retry-history";
import { RetryStart } from "./retry-start";
import { useRetryOptions } from "./use-retry";

type RetryPanelProps = { artifactId: string; isFailed: boolean };

/** What can be done about a note that failed, what exactly that would do, and what was tried before. */
export function RetryPanel({ artifactId, isFailed }: RetryPanelProps) {
  const args = useStaffArgs({ artifactId });
  const retries = useQuery(api.models.voicePipelineRetry.getRetryHistory, args);
  // A note that never failed has nothing to retry: the panel would only take room.
  if (!isFailed && (retries === undefined || retries.length === 0)) {
    return null;
  }
  return (
    <Panel title="Retry" note={retries ? countOf(retries.length) : null}>
      <RetryOffer artifactId={artifactId} />
      {retries === undefined || retries.length === 0 ? null : <RetryHistory retries={retries} />}
    </Panel>
  );
}

const countOf = (count: number): string =>
  count === 0 ? "not retried yet" : `retried ${count === 1 ? "once" : `${count} times`}`;

/** Every kind of retry of one note, what the chosen one would do, and the button that begins it. */
export function RetryOffer({ artifactId }: { artifactId: string }) {
  const options = useRetryOptions(artifactId);
  const [chosen, setChosen] = useState<RetryKind>();
  if (options === undefined) {
    return (
      <Waiting what="retry options">
        <Skeleton className="m-4 h-48" />
      </Waiting>
    );
  }
  const plan = options === null ? undefined : shownPlan(options, chosen);
  if (options === null || plan === undefined) {
    return (
      <p className="px-4 py-3 text-muted-foreground">This note has been deleted, so you can't retry it.</p>
    );
  }
  const refusal = commonRefusal(options);
  return (
    <div className="grid gap-x-8 gap-y-4 p-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      {refusal === undefined ? (
        <RetryChoices options={options} shown={plan.kind} onChoose={setChosen} />
      ) : null}
      <RetryStart artifactId={artifactId} plan={plan} />
    </div>
  );
}
