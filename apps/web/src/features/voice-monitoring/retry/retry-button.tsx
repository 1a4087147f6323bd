"use client";

import { budgetMessage } from "@voice-flow/domain/retry/messages";
import { RotateCcwIcon } from "lucide-react";
import { useMemo } from "react";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/actions-provider";
import { KeyCaps } from "@/components/actions/key-caps";
import { Hint } from "@/components/hint";
import { Button } from "@/components/ui/button";
import type { RetryPlan } from "./retry-views";

type RetryButtonProps = { plan: RetryPlan; isBeginning: boolean; run: () => void };

/** Begins the retry that is shown; carries what is left of the hour's retries, or why it cannot be pressed. */
export function RetryButton({ plan, isBeginning, run }: RetryButtonProps) {
  const isDestructive = plan.allowed && plan.destructive;
  const refusal = plan.allowed ? undefined : plan.message;
  const disabledReason = refusal ?? (isBeginning ? "It is being started." : undefined);
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: "retry",
        label: plan.label,
        group: "Row",
        icon: RotateCcwIcon,
        keys: "r",
        run,
        ...(disabledReason === undefined ? {} : { disabledReason }),
      },
    ],
    [plan.label, disabledReason, run],
  );
  useRegisterActions(actions);
  return (
    <Hint
      align="start"
      text={
        <span className="flex items-center gap-2">
          {disabledReason ?? plan.label}
          {disabledReason === undefined ? <KeyCaps keys="r" /> : null}
        </span>
      }
    >
      {(control) => (
        <Button
          {...control}
          variant={disabledReason === undefined ? (isDestructive ? "danger" : "primary") : "outline"}
          aria-disabled={disabledReason !== undefined}
          onClick={disabledReason === undefined ? run : undefined}
        >
          <RotateCcwIcon aria-hidden="true" />
          {isBeginning ? "Starting…" : plan.label}
          {isDestructive ? "…" : ""}
          <span className="border-l border-current/30 pl-2 font-normal tabular">
            {budgetMessage(plan.retriesLeft, plan.retriesPerHour)}
          </span>
        </Button>
      )}
    </Hint>
  );
}
