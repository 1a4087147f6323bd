"use client";

import { XIcon } from "lucide-react";
import { parseAsString, useQueryState } from "nuqs";
import { useOrganizationName } from "@/components/filters/club-filter";
import { AsideBoundary, Panel, PanelBoundary } from "@/components/panel";
import { Button } from "@/components/ui/button";
import { BudgetsPanel } from "./budgets-panel";
import { CostAlerts } from "./cost-alerts";
import { EmergencySwitch } from "./emergency-switch";
import { LimitMeters } from "./limit-meters";
import { NotesWithoutRun } from "./notes-without-run";
import { OrgUsageTable } from "./org-usage-table";
import { ProviderHealth } from "./provider-health";
import { UsageFigures } from "./usage-figures";
import { words } from "./words";

/** What all AI features use and cost, what they may cost, and the switches that stop them. */
export function MessagingPage() {
  const [club, setClub] = useQueryState("club", parseAsString.withOptions({ history: "push" }));
  return (
    <main className="mx-auto flex w-full max-w-[100rem] flex-1 flex-col gap-4 p-4">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-base font-semibold">{words.page.title}</h1>
        {club === null ? null : <ChosenClub club={club} clear={() => void setClub(null)} />}
        <div className="ml-auto">
          <AsideBoundary>
            <EmergencySwitch />
          </AsideBoundary>
        </div>
      </div>
      <PanelBoundary title={words.page.usage}>
        <UsageFigures club={club} />
      </PanelBoundary>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Panel title={words.page.clubs} note={words.page.clubsNote}>
          <OrgUsageTable club={club} onChoose={(next) => void setClub(next)} />
        </Panel>
        <BudgetsPanel />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-3">
        <CostAlerts />
        <Panel title={words.page.limits}>
          <LimitMeters />
        </Panel>
        <Panel title={words.page.health}>
          <ProviderHealth />
        </Panel>
      </div>
      <AsideBoundary>
        <NotesWithoutRun />
      </AsideBoundary>
    </main>
  );
}

function ChosenClub({ club, clear }: { club: string; clear: () => void }) {
  const name = useOrganizationName(club);
  return (
    <Button size="sm" onClick={clear} aria-label={words.page.allInsteadOf(name)}>
      {name}
      <XIcon aria-hidden="true" />
    </Button>
  );
}
