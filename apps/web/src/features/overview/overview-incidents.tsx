"use client";

import { formatAbsoluteTime } from "@voice-flow/domain/format/time";
import { CircleDashedIcon } from "lucide-react";
import Link from "next/link";
import { useRef } from "react";
import { useRowKeys } from "@/components/actions/use-row-keys";
import { Elapsed } from "@/components/elapsed";
import { IncidentActs } from "@/components/incidents/incident-acts";
import { useActiveAlerts } from "@/components/incidents/open-incident-count";
import { KeepFocus } from "@/components/keep-focus";
import { useIsCurrent } from "@/components/live/live-provider";
import { SeverityBadge } from "@/components/severity-badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { type Incident, SEVERITY_LABELS, scopeOf } from "@/features/vocabulary/incidents";
import { cn } from "@/lib/cn";
import { ALERTS_HREF, incidentHref } from "@/lib/routes/monitoring-pages";
import { TONE_CLASSES } from "@/lib/tone";
import { words } from "./words";

/** Open incidents, a line or two each. Acknowledged and snoozed ones are only counted. */
export function OverviewIncidents() {
  const active = useActiveAlerts();
  const isCurrent = useIsCurrent();
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  if (active === undefined) {
    return (
      <Waiting what={words.incidents.waiting}>
        <Skeleton className="mx-4 my-3 h-5 w-64" />
      </Waiting>
    );
  }
  const open = active.alerts.filter(({ status }) => status === "open");
  return (
    <KeepFocus label={words.incidents.title}>
      {open.length === 0 ? (
        <p className="flex items-center gap-2 px-4 py-3 text-muted-foreground">
          <CircleDashedIcon aria-hidden="true" className="size-4 shrink-0" />
          {isCurrent ? words.incidents.none(handledInWords(active.alerts)) : words.incidents.offline}
        </p>
      ) : (
        <ul ref={list} className="divide-y">
          {open.map((incident) => (
            <IncidentLine key={incident._id} incident={incident} />
          ))}
        </ul>
      )}
      {open.length > 0 && (active.truncated || active.alerts.length > open.length) ? (
        <p className="border-t px-4 py-2 text-xs text-muted-foreground">
          {active.truncated ? words.incidents.more : words.incidents.besides}
          {handledInWords(active.alerts)}.
        </p>
      ) : null}
    </KeepFocus>
  );
}

export const IncidentsLink = () => (
  <Link
    href={ALERTS_HREF}
    className="rounded-sm text-xs underline decoration-border-strong underline-offset-4 hover:decoration-current"
  >
    {words.incidents.all}
  </Link>
);

/** ", 2 acknowledged and 1 snoozed", or nothing. */
function handledInWords(alerts: readonly Incident[]): string {
  const count = (status: Incident["status"]) => alerts.filter((alert) => alert.status === status).length;
  const [acknowledged, snoozed] = [count("acknowledged"), count("snoozed")];
  const groups = [
    ...(acknowledged > 0 ? [words.incidents.acknowledged(acknowledged)] : []),
    ...(snoozed > 0 ? [words.incidents.snoozed(snoozed)] : []),
  ];
  return groups.length === 0 ? "" : `, ${groups.join(" and ")}`;
}

function IncidentLine({ incident }: { incident: Incident }) {
  const { _id, severity, title, sentence, openedAt, suggestion, link } = incident;
  const { tone } = SEVERITY_LABELS[severity];
  return (
    <li
      data-alert={incident.type}
      className={cn(
        "grid items-center gap-x-4 gap-y-2 border-l-4 px-3 py-2.5 lg:grid-cols-[minmax(0,1fr)_auto]",
        TONE_CLASSES[tone].border,
      )}
    >
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <SeverityBadge severity={severity} />
          <span className="font-semibold">{title}</span>
          <span className="text-muted-foreground">{scopeOf(incident)}</span>
          <span className="text-xs text-muted-foreground tabular" title={formatAbsoluteTime(openedAt)}>
            {words.incidents.openFor} <Elapsed since={openedAt} />
          </span>
        </p>
        <p className="mt-1 text-pretty">
          {sentence} <span className="text-muted-foreground">{suggestion}</span>
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <IncidentActs incident={incident} />
        <Button asChild size="sm">
          <Link href={incidentHref(_id)} data-row>
            {link.page === "health" ? words.incidents.story : words.incidents.notes}
          </Link>
        </Button>
      </div>
    </li>
  );
}
