"use client";

import { budgetMessage } from "@voice-flow/domain/retry/messages";
import { RotateCcwIcon } from "lucide-react";
import { useMemo } from "react";
import type { Action } from "@/components/actions/action-registry";
import { KeyCaps } from "@/components/actions/key-caps";
import { useRegisterActions } from "@/components/actions/use-actions";
import { Hint } from "@/components/hint";
import { Button } from "@/components/ui/button";
import type { RetryPlan } from "./retry-views";

type RetryButtonProps = {
  plan: RetryPlan;
  isBeginning: boolean;
  run: () => void;
  /** Not in a list, where the key belongs to the row that has the focus. */
  hasKey?: boolean;
};

/** Begins the retry that is shown; carries what is left of the hour's retries, or why it cannot be pressed. */
export function RetryButton({ plan, isBeginning, run, hasKey = true }: RetryButtonProps) {
  const isDestructive = plan.allowed && plan.destructive;
  const refusal = plan.allowed ? undefined : plan.message;
  const disabledReason = refusal ?? (isBeginning ? "Starting the retry." : undefined);
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: hasKey ? "retry" : "retry-open",
        label: plan.label,
        group: "Row",
        icon: RotateCcwIcon,
        ...(hasKey ? { keys: "r" } : {}),
        run,
        ...(disabledReason === undefined ? {} : { disabledReason }),
      },
    ],
    [plan.label, disabledReason, run, hasKey],
  );
  useRegisterActions(actions);
  return (
    <Hint
      align="start"
      text={
        <span className="flex items-center gap-2">
          {disabledReason ?? plan.label}
          {disabledReason === undefined && hasKey ? <KeyCaps keys="r" /> : null}
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
