"use client";

import type { api } from "@voice-flow/backend/api";
import { AI_PROVIDER_LABELS } from "@voice-flow/domain/vocabulary/operations";
import type { FunctionReturnType } from "convex/server";
import { CIRCUIT_BREAKER_LABELS } from "@/features/vocabulary/circuit-breaker";
import type { Act } from "@/lib/use-act";
import { ConfirmDialog, Effects } from "./confirm-dialog";

export type Health = FunctionReturnType<typeof api.models.aiServiceHealth.getPlatformServiceHealth>[number];

type ResetDialogProps = { health: Health; act: Act; confirm: () => void; close: () => void };

export function ResetDialog({ health, act, confirm, close }: ResetDialogProps) {
  const name = AI_PROVIDER_LABELS[health.provider];
  return (
    <ConfirmDialog
      title={`Let calls to ${name} through?`}
      description={CIRCUIT_BREAKER_LABELS[health.circuitBreakerState].sentence}
      confirmLabel="Reset breaker"
      busyLabel="Resetting…"
      isBusy={act.isBusy}
      problem={act.problem}
      confirm={confirm}
      close={close}
    >
      <Effects>
        {[
          "The breaker closes, and the failures it has counted are forgotten: calls for all clubs go through at once, without a probe.",
          `If ${name} still fails, the next notes fail too, until enough failures have opened the breaker again.`,
          "Notes that failed meanwhile stay failed; retry them when calls succeed.",
          "Your name and the time are recorded.",
        ]}
      </Effects>
    </ConfirmDialog>
  );
}
