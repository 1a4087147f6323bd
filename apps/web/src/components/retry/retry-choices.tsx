import type { RetryKind } from "@voice-flow/domain/vocabulary/operations";
import { useId } from "react";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/lib/cn";
import { inOrder } from "./choose-plan";
import type { RetryOptions, RetryPlan } from "./retry-views";

type RetryChoicesProps = {
  options: RetryOptions;
  shown: RetryKind;
  onChoose: (kind: RetryKind) => void;
};

/** Every kind of retry, the recommended one first; one that is refused says why. */
export function RetryChoices({ options, shown, onChoose }: RetryChoicesProps) {
  const name = useId();
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="mb-1.5 text-xs font-medium text-muted-foreground">Retry from</legend>
      {inOrder(options).map((plan) => (
        <label
          key={plan.kind}
          className={cn(
            "flex gap-2.5 rounded-md border border-transparent px-2.5 py-1.5 transition-colors hover:bg-muted",
            plan.kind === shown && "border-border-strong bg-muted",
          )}
        >
          <input
            type="radio"
            name={name}
            value={plan.kind}
            checked={plan.kind === shown}
            onChange={() => onChoose(plan.kind)}
            className="mt-0.5 size-3.5 shrink-0 accent-brand"
          />
          <span className="min-w-0">
            <span className="flex flex-wrap items-center gap-x-2">
              <span className="font-medium">{plan.label}</span>
              {plan.kind === options.recommended ? (
                <Badge tone="info">{plan.allowed ? "Recommended" : "What failed"}</Badge>
              ) : null}
            </span>
            <span className="block text-xs text-pretty text-muted-foreground">{summaryOf(plan)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function summaryOf(plan: RetryPlan): string {
  if (!plan.allowed) {
    return plan.message;
  }
  return plan.destructive
    ? `Deletes ${plan.deletes.map(({ text }) => text).join(", ")}.`
    : "Deletes nothing.";
}
