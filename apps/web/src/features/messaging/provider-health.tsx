"use client";

import { api } from "@voice-flow/backend/api";
import { pluralise } from "@voice-flow/domain/format/number";
import { AI_PROVIDER_LABELS } from "@voice-flow/domain/vocabulary/operations";
import { useMutation, useQuery } from "convex/react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useIsCurrent } from "@/components/live/live-provider";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { BREAKER_UNKNOWN, CIRCUIT_BREAKER_LABELS } from "@/features/vocabulary/circuit-breaker";
import { notify } from "@/lib/notify";
import { useStaffArgs } from "@/lib/session/query-args";
import { useAct } from "@/lib/use-act";
import type { Health } from "./reset-dialog";
import { words } from "./words";

const ResetDialog = dynamic(() => import("./reset-dialog").then((module) => module.ResetDialog));

/** Whether each provider answers, and the way to let calls through at once when its breaker does not. */
export function ProviderHealth() {
  const health = useQuery(api.models.aiServiceHealth.getPlatformServiceHealth, useStaffArgs({}));
  if (health === undefined) {
    return (
      <Waiting what={words.health.waiting}>
        <Skeleton className="m-4 h-16" />
      </Waiting>
    );
  }
  return (
    <ul className="divide-y">
      {health.map((provider) => (
        <ProviderRow key={provider.provider} health={provider} />
      ))}
    </ul>
  );
}

function ProviderRow({ health }: { health: Health }) {
  const { provider, circuitBreakerState, recentFailureCount, openedAt, retryAt, updatedAt } = health;
  const isCurrent = useIsCurrent();
  const { label, icon, tone, sentence } = isCurrent
    ? CIRCUIT_BREAKER_LABELS[circuitBreakerState]
    : BREAKER_UNKNOWN;
  const reset = useMutation(api.models.aiServiceHealth.forceResetCircuitBreaker);
  const act = useAct();
  const [asks, setAsks] = useState(false);
  const close = () => setAsks(false);
  const confirm = () =>
    void act.run(
      () => reset({ provider }),
      () => {
        notify.success(words.health.closed(AI_PROVIDER_LABELS[provider]));
        close();
      },
    );
  const canReset = circuitBreakerState !== "closed" || recentFailureCount > 0;
  return (
    <li data-provider={provider} className="flex flex-col gap-2 px-4 py-3">
      <div className="flex items-center gap-2">
        <span className="text-13 font-medium">{AI_PROVIDER_LABELS[provider]}</span>
        <Badge tone={tone} icon={icon} data-state={isCurrent ? circuitBreakerState : "unknown"}>
          {label}
        </Badge>
      </div>
      <p className="text-pretty">{sentence}</p>
      <p className="text-xs text-muted-foreground">
        {recentFailureCount === 0
          ? words.health.noFailures
          : words.health.failures(pluralise(recentFailureCount, "failure"))}{" "}
        {openedAt === undefined || circuitBreakerState === "closed" ? null : (
          <>
            {words.health.opened} <RelativeTime at={openedAt} />.{" "}
          </>
        )}
        {retryAt === undefined || circuitBreakerState === "closed" ? null : (
          <>
            {words.health.nextCall} <RelativeTime at={retryAt} />.{" "}
          </>
        )}
        {updatedAt === undefined ? null : (
          <>
            {words.health.changed} <RelativeTime at={updatedAt} />.
          </>
        )}
      </p>
      {canReset ? (
        <Button size="sm" className="self-start" onClick={() => setAsks(true)}>
          {words.health.reset}
        </Button>
      ) : null}
      {asks ? <ResetDialog health={health} act={act} confirm={confirm} close={close} /> : null}
    </li>
  );
}
