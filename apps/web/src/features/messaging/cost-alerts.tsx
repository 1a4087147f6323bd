"use client";

import { api } from "@voice-flow/backend/api";
import { COST_ALERT_EFFECTS, COST_ALERT_LABELS } from "@voice-flow/domain/costs/alerts";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { useMutation } from "convex/react";
import { usePaginatedQuery } from "convex-helpers/react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { KeepFocus } from "@/components/keep-focus";
import { useIsCurrent } from "@/components/live/live-provider";
import { LoadMore } from "@/components/load-more";
import { Panel } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { SeverityBadge } from "@/components/severity-badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useStaffArgs } from "@/lib/session/query-args";
import { useAct } from "@/lib/use-act";
import { words } from "./words";

const PAGE = 8;

/** Cost alerts, newest first. */
export function CostAlerts() {
  const [shown, setShown] = useQueryState(
    "alerts",
    parseAsStringLiteral(["all"]).withOptions({ history: "push" }),
  );
  const openOnly = shown === null;
  return (
    <Panel
      title={words.costAlerts.title}
      actions={
        <Button
          size="sm"
          variant="ghost"
          aria-pressed={!openOnly}
          onClick={() => void setShown(openOnly ? "all" : null)}
        >
          {openOnly ? words.costAlerts.showAll : words.costAlerts.openOnly}
        </Button>
      }
    >
      <KeepFocus label={words.costAlerts.title}>
        <AlertList openOnly={openOnly} />
      </KeepFocus>
    </Panel>
  );
}

type CostAlert = ReturnType<
  typeof usePaginatedQuery<typeof api.models.platformCostAlerts.listCostAlerts>
>["results"][number];

const NONE = {
  open: words.costAlerts.noneOpen,
  all: words.costAlerts.none,
} as const;

function AlertList({ openOnly }: { openOnly: boolean }) {
  const { results, status, loadMore } = usePaginatedQuery(
    api.models.platformCostAlerts.listCostAlerts,
    useStaffArgs({ openOnly }),
    { initialNumItems: PAGE },
  );
  const isCurrent = useIsCurrent();
  if (status === "LoadingFirstPage") {
    return (
      <Waiting what={words.costAlerts.waiting}>
        <Skeleton className="m-4 h-16" />
      </Waiting>
    );
  }
  if (results.length === 0) {
    return (
      <p className="px-4 py-3 text-pretty text-muted-foreground">
        {isCurrent ? NONE[openOnly ? "open" : "all"] : words.costAlerts.offline}
      </p>
    );
  }
  return (
    <>
      <ul className="divide-y">
        {results.map((alert) => (
          <AlertRow key={alert.alertId} alert={alert} />
        ))}
      </ul>
      <LoadMore status={status} load={() => loadMore(PAGE)} />
    </>
  );
}

function AlertRow({ alert }: { alert: CostAlert }) {
  const acknowledge = useMutation(api.models.platformCostAlerts.acknowledgeCostAlert);
  const { isBusy, problem, run } = useAct();
  const { alertId, alertType, severity, period, window, spent, limit, acknowledgedAt } = alert;
  const subject = alert.organizationId
    ? (alert.organizationName ?? alert.organizationId)
    : words.costAlerts.platform;
  return (
    <li data-cost-alert={alertType} className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <SeverityBadge severity={severity} />
        <span className="text-13 font-medium">{COST_ALERT_LABELS[alertType]}</span>
        <RelativeTime at={alert.raisedAt} className="ml-auto text-xs text-muted-foreground" />
      </div>
      <p className="mt-1.5 text-pretty">
        {words.costAlerts.spent(subject, formatMicroDollars(spent), formatMicroDollars(limit), period)}{" "}
        <span className="text-muted-foreground">
          {words.costAlerts.window(window.replace("T", words.costAlerts.hour))}
        </span>
      </p>
      <p className="mt-0.5 text-xs text-pretty text-muted-foreground">{COST_ALERT_EFFECTS[alertType]}</p>
      {acknowledgedAt === undefined ? (
        <Button
          size="sm"
          className="mt-2"
          aria-disabled={isBusy}
          aria-label={words.costAlerts.acknowledgeThis(COST_ALERT_LABELS[alertType], subject, period)}
          onClick={() => void run(() => acknowledge({ alertId }))}
        >
          {words.costAlerts.acknowledge}
        </Button>
      ) : (
        <p className="mt-1.5 text-xs">
          {words.costAlerts.acknowledgedBy} {alert.acknowledgedByName} <RelativeTime at={acknowledgedAt} />
        </p>
      )}
      {problem === undefined ? null : (
        <p role="alert" className="mt-1 text-tone-danger">
          {problem}
        </p>
      )}
    </li>
  );
}
