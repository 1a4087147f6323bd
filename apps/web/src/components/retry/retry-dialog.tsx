"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { RetryPreview } from "./retry-preview";
import type { AllowedPlan } from "./retry-views";

type RetryDialogProps = {
  plan: AllowedPlan;
  isBeginning: boolean;
  problem: string | undefined;
  confirm: () => void;
  close: () => void;
};

/** What a retry that deletes rows will delete, before it does. */
export function RetryDialog({ plan, isBeginning, problem, confirm, close }: RetryDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : close())}>
      <DialogContent>
        <DialogTitle>{plan.label}?</DialogTitle>
        <DialogDescription>
          This deletes an earlier attempt's results and creates them again. You can't undo it.
        </DialogDescription>
        <div className="mt-4 text-13">
          <RetryPreview plan={plan} />
        </div>
        {problem === undefined ? null : (
          <p role="alert" className="mt-3 text-13 text-tone-danger">
            {problem}
          </p>
        )}
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={close}>Cancel</Button>
          <Button variant="danger" aria-disabled={isBeginning} onClick={isBeginning ? undefined : confirm}>
            {isBeginning ? "Starting…" : `Delete and ${plan.label.toLowerCase()}`}
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}
