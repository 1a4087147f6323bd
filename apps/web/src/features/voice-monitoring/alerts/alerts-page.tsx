"use client";

import { parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from "nuqs";
import { useCallback } from "react";
import { Button } from "@/components/ui/button";
import { ActiveIncidents } from "./active-incidents";
import { AlertHistory } from "./alert-history";
import { AlertRules } from "./alert-rules";
import { IncidentView } from "./incident-view";

const VIEWS = ["incidents", "rules"] as const;
const VIEW_LABELS = { incidents: "Incidents", rules: "Rules" } as const satisfies Record<
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
      <div className="flex items-center gap-2">
        <h1 className="text-sm font-semibold">Alerts</h1>
        <fieldset aria-label="View" className="ml-2 flex gap-1">
          {VIEWS.map((each) => (
            <Button
              key={each}
              size="sm"
              variant={each === view ? "outline" : "ghost"}
              aria-pressed={each === view}
              onClick={() => void setView(each)}
            >
              {VIEW_LABELS[each]}
            </Button>
          ))}
        </fieldset>
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
