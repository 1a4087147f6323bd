"use client";

import type { api } from "@voice-flow/backend/api";
import { AI_PROVIDER_LABELS } from "@voice-flow/domain/vocabulary/operations";
import type { FunctionReturnType } from "convex/server";
import { CIRCUIT_BREAKER_LABELS } from "@/features/vocabulary/circuit-breaker";
import type { Act } from "@/lib/use-act";
import { ConfirmDialog, Effects } from "./confirm-dialog";
import { words } from "./words";

export type Health = FunctionReturnType<typeof api.models.aiServiceHealth.getPlatformServiceHealth>[number];

type ResetDialogProps = { health: Health; act: Act; confirm: () => void; close: () => void };

export function ResetDialog({ health, act, confirm, close }: ResetDialogProps) {
  const name = AI_PROVIDER_LABELS[health.provider];
  return (
    <ConfirmDialog
      title={words.reset.title(name)}
      description={CIRCUIT_BREAKER_LABELS[health.circuitBreakerState].sentence}
      confirmLabel={words.reset.confirm}
      busyLabel={words.reset.busy}
      isBusy={act.isBusy}
      problem={act.problem}
      confirm={confirm}
      close={close}
    >
      <Effects>
        {[words.reset.effect, words.reset.risk(name), words.reset.failedNotes, words.reset.recorded]}
      </Effects>
    </ConfirmDialog>
  );
}
