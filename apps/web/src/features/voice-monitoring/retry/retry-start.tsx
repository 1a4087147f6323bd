"use client";

import dynamic from "next/dynamic";
import { useCallback, useId, useState } from "react";
import { Input } from "@/components/ui/input";
import { RetryButton } from "./retry-button";
import { RetryPreview } from "./retry-preview";
import type { AllowedPlan, RetryPlan } from "./retry-views";
import { useRetry } from "./use-retry";

// Most retries delete nothing and need no dialog.
const RetryDialog = dynamic(() => import("./retry-dialog").then((module) => module.RetryDialog));

const MAX_REASON = 500;

/** The preview of one retry, the reason for it, and the button. */
export function RetryStart({ artifactId, plan }: { artifactId: string; plan: RetryPlan }) {
  const { isBeginning, problem, begin, forget } = useRetry(artifactId);
  const [reason, setReason] = useState("");
  // The plan as it was when the dialog opened: what is confirmed is what was read. After a refusal, the plan as it is now.
  const [asked, setAsked] = useState<AllowedPlan | "newest">();
  const carryOut = useCallback(
    async (agreed: AllowedPlan) => {
      const hasBegun = await begin(agreed, reason);
      if (hasBegun) setReason("");
      setAsked((before) => (hasBegun || before === undefined ? undefined : "newest"));
    },
    [begin, reason],
  );
  const run = useCallback(() => {
    if (!plan.allowed) return;
    if (plan.destructive) {
      forget();
      setAsked(plan);
    } else {
      void carryOut(plan);
    }
  }, [plan, carryOut, forget]);
  const shown = asked === "newest" ? (plan.allowed ? plan : undefined) : asked;
  const close = () => {
    setAsked(undefined);
    forget();
  };
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {plan.allowed ? (
        <>
          <section aria-label="What happens">
            <RetryPreview plan={plan} />
          </section>
          <ReasonField value={reason} onChange={setReason} />
        </>
      ) : (
        <p className="text-pretty">{plan.message}</p>
      )}
      <div className="flex flex-wrap items-center gap-3">
        {canFollow(plan) ? <RetryButton plan={plan} isBeginning={isBeginning} run={run} /> : null}
        {problem === undefined || shown !== undefined ? null : (
          <p role="alert" className="text-tone-danger">
            {problem}
          </p>
        )}
      </div>
      {shown === undefined ? null : (
        <RetryDialog
          plan={shown}
          isBeginning={isBeginning}
          problem={problem}
          confirm={() => void carryOut(shown)}
          close={close}
        />
      )}
    </div>
  );
}

/** Not where there is nothing that could be retried: a button would only promise what cannot come. */
const canFollow = (plan: RetryPlan): boolean => plan.allowed || plan.code !== "not_failed";

function ReasonField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="block text-xs text-muted-foreground">
        Why (for the history; may be left empty)
      </label>
      <Input
        id={id}
        value={value}
        maxLength={MAX_REASON}
        onChange={({ target }) => onChange(target.value)}
        className="mt-1 h-8 max-w-md text-13"
      />
    </div>
  );
}
