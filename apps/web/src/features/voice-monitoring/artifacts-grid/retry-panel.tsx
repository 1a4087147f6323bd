"use client";

import { api } from "@voice-flow/backend/api";
import type { RetryKind } from "@voice-flow/domain/vocabulary/operations";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReference, FunctionReturnType } from "convex/server";
import { RotateCwIcon } from "lucide-react";
import { useMemo, useState } from "react";
import { ActionButton } from "@/components/actions/action-button";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/actions-provider";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useStaffArgs } from "@/features/platform/use-staff-args";
import { useNow } from "@/lib/clock";
import { formatDuration } from "@/lib/format-duration";
import { formatMicroDollars } from "@/lib/format-money";
import { readFailure } from "@/lib/function-error";
import { notify } from "@/lib/notify";

type Plan = NonNullable<
  FunctionReturnType<typeof api.models.voicePipelineRetry.getRetryOptions>
>["plans"][number];
type AllowedPlan = Extract<Plan, { allowed: true }>;

const RETRIES = {
  retryTranscription: api.models.voicePipelineRetry.retryTranscription,
  retryClaimsExtraction: api.models.voicePipelineRetry.retryClaimsExtraction,
  retryEntityResolution: api.models.voicePipelineRetry.retryEntityResolution,
  retryDraftGeneration: api.models.voicePipelineRetry.retryDraftGeneration,
  retryFullPipeline: api.models.voicePipelineRetry.retryFullPipeline,
} as const satisfies Record<RetryKind, FunctionReference<"mutation">>;

/** Retries exactly what failed. What deletes something is shown before it is done; anything else is done at once. */
export function RetryPanel({ artifactId }: { artifactId: string }) {
  const minute = useNow(60_000);
  const now = Math.floor(minute / 60_000) * 60_000;
  const options = useQuery(api.models.voicePipelineRetry.getRetryOptions, useStaffArgs({ artifactId, now }));
  if (options === undefined) {
    return <Skeleton className="h-7 w-40" />;
  }
  const plan = options?.plans.find(({ kind }) => kind === options.recommended);
  return plan === undefined ? null : <RetryAct key={plan.kind} artifactId={artifactId} plan={plan} />;
}

function RetryAct({ artifactId, plan }: { artifactId: string; plan: Plan }) {
  const run = useMutation(RETRIES[plan.kind]);
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const action = useMemo<Action>(() => {
    const retry = async (token: string) => {
      setBusy(true);
      try {
        report(await run({ artifactId, token }));
      } catch (error) {
        notify.error("The retry was not started.", { description: readFailure(error).message });
      } finally {
        setBusy(false);
        setAsked(false);
      }
    };
    const { label, retriesLeft, retriesPerHour } = plan;
    return {
      id: "retry",
      label: `${label} (${retriesLeft} of ${retriesPerHour} left this hour)`,
      group: "Row",
      icon: RotateCwIcon,
      keys: "r",
      run: () => {
        if (!plan.allowed) {
          return;
        }
        if (plan.destructive && !isAsked) {
          setAsked(true);
        } else {
          void retry(plan.token);
        }
      },
      ...(plan.allowed ? {} : { disabledReason: plan.message }),
      ...(isBusy ? { disabledReason: "The retry is being started." } : {}),
    };
  }, [artifactId, plan, run, isAsked, isBusy]);
  useRegisterActions(useMemo(() => [action], [action]));
  return (
    <>
      {isAsked && plan.allowed ? (
        <BlastRadius plan={plan} confirm={action.run} cancel={() => setAsked(false)} />
      ) : (
        <ActionButton action={action} size="sm" variant="primary" />
      )}
    </>
  );
}

function report(result: FunctionReturnType<typeof api.models.voicePipelineRetry.retryTranscription>): void {
  if (result.success) {
    notify.success(result.message);
  } else {
    notify.warning("The retry was not started.", { description: result.message });
  }
}

type BlastRadiusProps = { plan: AllowedPlan; confirm: () => void; cancel: () => void };

/** Which rows go and which stay, and what it takes. */
function BlastRadius({ plan, confirm, cancel }: BlastRadiusProps) {
  const { deletes, keeps, estimatedCostMicros, estimatedMs, notes } = plan;
  const texts = (rows: AllowedPlan["deletes"]) => rows.map(({ text }) => text).join(", ");
  return (
    <div
      role="alertdialog"
      aria-label={plan.label}
      className="w-full rounded-lg border border-tone-warning-border bg-tone-warning-subtle px-4 py-3"
    >
      <p>
        <span className="font-medium">Deletes</span> {texts(deletes)}.
        {keeps.length === 0 ? null : (
          <>
            {" "}
            <span className="font-medium">Keeps</span> {texts(keeps)}.
          </>
        )}
      </p>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
      <p className="text-xs text-tone-warning">
        About {formatMicroDollars(estimatedCostMicros)} and {formatDuration(estimatedMs)}.
      </p>
      <div className="mt-2 flex gap-2">
        <Button size="sm" variant="danger" onClick={confirm}>
          {plan.label}
        </Button>
        <Button size="sm" onClick={cancel}>
          Leave it
        </Button>
      </div>
    </div>
  );
}
