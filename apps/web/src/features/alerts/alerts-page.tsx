"use client";

import { parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from "nuqs";
import { useCallback } from "react";
import { ViewSwitch } from "@/components/view-switch";
import { ActiveIncidents } from "./active-incidents";
import { AlertHistory } from "./alert-history";
import { AlertRules } from "./alert-rules";
import { IncidentView } from "./incident-view";
import { words } from "./words";

const VIEWS = ["incidents", "rules"] as const;
const VIEW_LABELS = { incidents: words.page.incidents, rules: words.page.rules } as const satisfies Record<
  (typeof VIEWS)[number],
  string
>;
const incidentParsers = { incident: parseAsString, cause: parseAsString };

/** What is out of order now, what was, and the rules by which that is judged. */
export function AlertsPage() {
  const [{ incident }, setIncident] = useQueryStates(incidentParsers, { history: "push" });
  const [view, setView] = useQueryState(
    "view",
    parseAsStringLiteral(VIEWS).withDefault("incidents").withOptions({ history: "push" }),
  );
  const close = useCallback(() => void setIncident({ incident: null, cause: null }), [setIncident]);
  if (incident !== null) {
    return <IncidentView key={incident} alertId={incident} close={close} />;
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-sm font-semibold">{words.page.title}</h1>
        <ViewSwitch views={VIEWS} labels={VIEW_LABELS} value={view} onChange={(next) => void setView(next)} />
      </div>
      {view === "rules" ? (
        <AlertRules />
      ) : (
        <>
          <ActiveIncidents />
          <AlertHistory />
        </>
      )}
    </div>
  );
}
