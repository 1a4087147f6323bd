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
import { words } from "./words";

export type Budget = PaginatedQueryItem<typeof api.models.orgCostBudgets.listBudgets>;

const TITLES = { daily: words.budget.daily, monthly: words.budget.monthly } as const;

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
    if (club === null) return setWrong({ field: "club", message: words.budget.chooseClub });
    if (!read.ok) return setWrong(read.problem);
    if (takesAway && budget === undefined) {
      return setWrong({ field: "daily", message: words.budget.oneAmount });
    }
    setWrong(undefined);
    void run(
      () => setBudget({ organizationId: club, daily: read.daily, monthly: read.monthly }),
      () => {
        notify.success(takesAway ? words.budget.removed(name) : words.budget.saved(name));
        close();
      },
    );
  };
  return (
    <ConfirmDialog
      title={budget === undefined ? words.budget.titleNew : words.budget.title(name)}
      description={words.budget.hint}
      confirmLabel={takesAway && budget !== undefined ? words.budget.remove : words.budget.save}
      busyLabel={words.budget.saving}
      isBusy={isBusy}
      problem={problem}
      confirm={confirm}
      close={close}
    >
      {budget === undefined ? (
        <fieldset className="mt-4 rounded-md border p-2" aria-describedby="club-problem">
          <legend className="px-1 text-13 font-medium">
            {club === null ? words.budget.club : words.budget.clubIs(name)}
          </legend>
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
      <p className="mt-2 text-xs text-muted-foreground">{words.budget.emptyField}</p>
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
        placeholder={words.budget.noLimit}
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
