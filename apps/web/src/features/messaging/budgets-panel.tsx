"use client";

import { api } from "@voice-flow/backend/api";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatDayAndTime } from "@voice-flow/domain/format/time";
import dynamic from "next/dynamic";
import { useState } from "react";
import { NothingYet } from "@/components/empty-states";
import { LoadMore } from "@/components/load-more";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useRoundedNow } from "@/lib/rounded-now";
import { useStaffArgs } from "@/lib/session/query-args";
import { useKeptPages } from "@/lib/use-kept-pages";
import type { Budget } from "./budget-dialog";
import { Meter } from "./meter";
import { words } from "./words";

const BudgetDialog = dynamic(() => import("./budget-dialog").then((module) => module.BudgetDialog));

const PAGE = 10;

/** `new`: for an organisation that is still to be chosen. */
type Edited = Budget | "new";

/** Budgets of organisations with what is spent of them, and the way to change them. */
export function BudgetsPanel() {
  const [edited, setEdited] = useState<Edited>();
  return (
    <Panel
      title={words.budgets.title}
      note={words.budgets.note}
      actions={
        <Button size="sm" onClick={() => setEdited("new")}>
          {words.budgets.set}
        </Button>
      }
    >
      <BudgetList edit={setEdited} />
      {edited === undefined ? null : (
        <BudgetDialog budget={edited === "new" ? undefined : edited} close={() => setEdited(undefined)} />
      )}
    </Panel>
  );
}

function BudgetList({ edit }: { edit: (budget: Budget) => void }) {
  const now = useRoundedNow();
  const args = useStaffArgs({ now: now ?? 0 });
  const {
    rows: budgets,
    status,
    showMore,
  } = useKeptPages(api.models.orgCostBudgets.listBudgets, now === undefined ? "skip" : args, PAGE);
  if (budgets === undefined) {
    return (
      <Waiting what="budgets">
        <Skeleton className="m-4 h-40" />
      </Waiting>
    );
  }
  if (budgets.length === 0) {
    return <NothingYet title={words.budgets.none}>{words.budgets.noneHint}</NothingYet>;
  }
  return (
    <>
      <ul className="divide-y">
        {budgets.map((budget) => (
          <BudgetRow key={budget.organizationId} budget={budget} edit={edit} />
        ))}
      </ul>
      <LoadMore status={status} load={showMore} />
    </>
  );
}

function BudgetRow({ budget, edit }: { budget: Budget; edit: (budget: Budget) => void }) {
  const { organizationId, organizationName = organizationId, refusesUntil, reserved } = budget;
  return (
    <li data-budget={organizationId} className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-2">
        <span className="min-w-0 truncate text-13 font-medium">{organizationName}</span>
        {refusesUntil === undefined ? null : (
          <Badge tone="danger">{words.budgets.usedUntil(formatDayAndTime(refusesUntil))}</Badge>
        )}
        <Button
          size="sm"
          variant="ghost"
          className="ml-auto"
          aria-label={words.budgets.changeOf(organizationName)}
          onClick={() => edit(budget)}
        >
          {words.budgets.change}
        </Button>
      </div>
      <div className="mt-1.5 grid gap-x-6 gap-y-2 sm:grid-cols-2">
        <PeriodMeter name={words.budgets.today} period={budget.daily} />
        <PeriodMeter name={words.budgets.thisMonth} period={budget.monthly} />
      </div>
      <p className="mt-1.5 text-xs text-muted-foreground">
        {reserved > 0 ? words.budgets.inProgress(formatMicroDollars(reserved)) : null}
        {budget.monthly.unknown > 0
          ? words.budgets.unknownCost(formatMicroDollars(budget.monthly.unknown))
          : null}
        {words.budgets.setBy(budget.updatedByName)} <RelativeTime at={budget.updatedAt} />
      </p>
    </li>
  );
}

const LEVEL_TONES = { within: "info", threshold: "warning", exceeded: "danger" } as const satisfies Record<
  Budget["daily"]["level"],
  string
>;
const LEVEL_WORDS = {
  within: "",
  threshold: words.budgets.nearlyUsed,
  exceeded: words.budgets.usedUp,
} as const satisfies Record<Budget["daily"]["level"], string>;

function PeriodMeter({ name, period }: { name: string; period: Budget["daily"] }) {
  const { limit, spent, level } = period;
  return (
    <div className="min-w-0 tabular">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className="flex-1 text-xs text-muted-foreground">{name}</span>
        <span>
          {formatMicroDollars(spent)}{" "}
          <span className="text-xs text-muted-foreground">
            {limit === undefined ? words.budgets.noLimit : words.budgets.of(formatMicroDollars(limit))}
          </span>
          {level === "within" ? null : (
            <span className={level === "exceeded" ? "text-xs text-tone-danger" : "text-xs text-tone-warning"}>
              {" "}
              {LEVEL_WORDS[level]}
            </span>
          )}
        </span>
      </div>
      <Meter share={limit === undefined ? 0 : spent / limit} tone={LEVEL_TONES[level]} className="mt-1" />
    </div>
  );
}
