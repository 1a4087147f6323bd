"use client";

import { api } from "@voice-flow/backend/api";
import { useQuery } from "convex/react";
import { useRef } from "react";
import { useRowKeys } from "@/components/actions/use-row-keys";
import { KeepFocus } from "@/components/keep-focus";
import { Panel } from "@/components/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import type { Incident } from "@/features/vocabulary/incidents";
import { useStaffArgs } from "@/lib/session/query-args";
import { HealthyState } from "./healthy-state";
import { IncidentCard } from "./incident-card";
import { words } from "./words";

/** Of each status; beyond that the page says that there are more. */
const SHOWN_PER_STATUS = 40;

/** Unresolved incidents: open ones first, then acknowledged and snoozed ones. */
export function ActiveIncidents() {
  return (
    <Panel title={words.active.title} bodyClassName="p-4">
      <KeepFocus label={words.active.title}>
        <ActiveList />
      </KeepFocus>
    </Panel>
  );
}

function ActiveList() {
  const active = useQuery(
    api.models.voicePipelineAlerts.getActiveAlerts,
    useStaffArgs({ limitPerStatus: SHOWN_PER_STATUS }),
  );
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list);
  if (active === undefined) {
    return (
      <Waiting what={words.active.waiting}>
        <Skeleton className="h-40 rounded-xl" />
      </Waiting>
    );
  }
  const open = active.alerts.filter(({ status }) => status === "open");
  const handled = active.alerts.filter(({ status }) => status !== "open");
  return (
    <div ref={list} className="flex flex-col gap-5">
      {open.length === 0 ? <HealthyState isAllQuiet={handled.length === 0} /> : <Cards incidents={open} />}
      {handled.length === 0 ? null : (
        <section aria-label={words.active.acknowledged}>
          <h3 className="mb-2 text-xs font-medium text-muted-foreground">{words.active.acknowledged}</h3>
          <Cards incidents={handled} />
        </section>
      )}
      {active.truncated ? <p className="text-muted-foreground">{words.active.more}</p> : null}
    </div>
  );
}

function Cards({ incidents }: { incidents: readonly Incident[] }) {
  return (
    <ul className="flex flex-col gap-3">
      {incidents.map((incident) => (
        <li key={incident._id}>
          <IncidentCard incident={incident} />
        </li>
      ))}
    </ul>
  );
}
