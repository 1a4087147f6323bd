"use client";

import { api } from "@voice-flow/backend/api";
import type { PaginatedQueryItem } from "convex/react";
import { useMutation } from "convex/react";
import { useId, useState } from "react";
import { useOrganizationName } from "@/components/filters/club-filter";
import { OrganizationList } from "@/components/filters/club-list";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { notify } from "@/lib/notify";
import { useAct } from "@/lib/use-act";
import { type BudgetFields, type BudgetProblem, dollarsText, readFields } from "./budget-fields";
import { ConfirmDialog } from "./confirm-dialog";

export type Budget = PaginatedQueryItem<typeof api.models.orgCostBudgets.listBudgets>;

const TITLES = { daily: "Daily budget, in dollars", monthly: "Monthly budget, in dollars" } as const;

/** Sets, changes or takes away the budget of one organisation. */
export function BudgetDialog({ budget, close }: { budget: Budget | undefined; close: () => void }) {
  const setBudget = useMutation(api.models.orgCostBudgets.setBudget);
  const { isBusy, problem, run } = useAct();
  const [club, setClub] = useState<string | null>(budget?.organizationId ?? null);
  const name = useOrganizationName(club);
  const [fields, setFields] = useState<BudgetFields>({
    daily: dollarsText(budget?.daily.limit),
    monthly: dollarsText(budget?.monthly.limit),
  });
  const [wrong, setWrong] = useState<BudgetProblem | { field: "club"; message: string }>();
  const read = readFields(fields);
  const takesAway = read.ok && read.daily === null && read.monthly === null;

  const confirm = () => {
    if (club === null) return setWrong({ field: "club", message: "Choose the club that the budget is for." });
    if (!read.ok) return setWrong(read.problem);
    if (takesAway && budget === undefined) {
      return setWrong({ field: "daily", message: "Give at least one of the two amounts." });
    }
    setWrong(undefined);
    void run(
      () => setBudget({ organizationId: club, daily: read.daily, monthly: read.monthly }),
      () => {
        notify.success(takesAway ? `${name} has no budget any more.` : `The budget of ${name} is set.`);
        close();
      },
    );
  };
  return (
    <ConfirmDialog
      title={budget === undefined ? "Set a budget" : `Budget of ${name}`}
      description="What is spent already counts. When it is used up, notes of this club fail and can be retried once there is room."
      confirmLabel={takesAway && budget !== undefined ? "Take the budget away" : "Save"}
      busyLabel="Saving…"
      isBusy={isBusy}
      problem={problem}
      confirm={confirm}
      close={close}
    >
      {budget === undefined ? (
        <fieldset className="mt-4 rounded-md border p-2" aria-describedby="club-problem">
          <legend className="px-1 text-13 font-medium">{club === null ? "Club" : `Club: ${name}`}</legend>
          <div className="max-h-48 overflow-y-auto">
            <OrganizationList value={club} choose={setClub} />
          </div>
          <FieldProblem id="club-problem" problem={wrong?.field === "club" ? wrong.message : undefined} />
        </fieldset>
      ) : null}
      <div className="mt-4 grid gap-4 sm:grid-cols-2">
        {(["daily", "monthly"] as const).map((field) => (
          <DollarField
            key={field}
            label={TITLES[field]}
            text={fields[field]}
            problem={wrong?.field === field ? wrong.message : undefined}
            onChange={(text) => setFields({ ...fields, [field]: text })}
          />
        ))}
      </div>
      <p className="mt-2 text-xs text-muted-foreground">An empty field sets no limit for that period.</p>
    </ConfirmDialog>
  );
}

type DollarFieldProps = {
  label: string;
  text: string;
  problem: string | undefined;
  onChange: (text: string) => void;
};

function DollarField({ label, text, problem, onChange }: DollarFieldProps) {
  const id = useId();
  return (
    <div className="min-w-0">
      <Label htmlFor={id}>{label}</Label>
      <Input
        id={id}
        inputMode="decimal"
        value={text}
        placeholder="No limit"
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem`}
        onChange={({ target }) => onChange(target.value)}
        className="mt-1 tabular"
      />
      <FieldProblem id={`${id}-problem`} problem={problem} />
    </div>
  );
}

function FieldProblem({ id, problem }: { id: string; problem: string | undefined }) {
  return (
    <p id={id} role={problem === undefined ? undefined : "alert"} className="mt-1 text-xs text-tone-danger">
      {problem}
    </p>
  );
}
