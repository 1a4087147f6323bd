"use client";

import { AI_PROVIDER_LABELS } from "@voice-flow/domain/vocabulary/operations";
import type { Act } from "@/lib/use-act";
import { CIRCUIT_BREAKER_LABELS } from "../voice-monitoring/vocabulary/circuit-breaker";
import { ConfirmDialog, Effects } from "./confirm-dialog";
import type { Health } from "./provider-health";

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
