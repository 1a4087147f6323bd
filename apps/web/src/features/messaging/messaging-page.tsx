"use client";

import { ChevronRightIcon, XIcon } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { useRegisterActions } from "@/components/actions/actions-provider";
import { Panel, PanelBoundary } from "@/components/panel";
import { Button } from "@/components/ui/button";
import { AsideBoundary } from "../voice-monitoring/alerts/aside-boundary";
import { useOrganizationName } from "../voice-monitoring/filters/organization-filter";
import { pageActions } from "../voice-monitoring/shell/page-actions";
import { BudgetsPanel } from "./budgets-panel";
import { CostAlerts } from "./cost-alerts";
import { EmergencyBanner } from "./emergency-banner";
import { EmergencySwitch } from "./emergency-switch";
import { LimitMeters } from "./limit-meters";
import { OrgUsageTable } from "./org-usage-table";
import { ProviderHealth } from "./provider-health";
import { UsageFigures } from "./usage-figures";

/** What all AI features use and cost, what they may cost, and the switches that stop them. */
export function MessagingPage() {
  const router = useRouter();
  useRegisterActions(useMemo(() => pageActions(router.push), [router]));
  const [club, setClub] = useQueryState("club", parseAsString.withOptions({ history: "push" }));
  return (
    <>
      <div className="sticky top-0 z-30 border-b bg-surface">
        <nav
          aria-label="Breadcrumb"
          className="mx-auto flex h-11 w-full max-w-[100rem] items-center gap-1.5 px-4 text-13"
        >
          <Link
            href="/platform"
            aria-label="Back to platform"
            className="rounded-sm text-muted-foreground hover:text-foreground"
          >
            Platform
          </Link>
          <ChevronRightIcon aria-hidden="true" className="size-3.5 shrink-0 text-muted-foreground" />
          <span className="font-medium">Messaging</span>
        </nav>
      </div>
      <AsideBoundary>
        <EmergencyBanner />
      </AsideBoundary>
      <main className="mx-auto flex w-full max-w-[100rem] flex-1 flex-col gap-4 p-4">
        <div className="flex flex-wrap items-center gap-3">
          <h1 className="text-base font-semibold">Messaging</h1>
          {club === null ? null : <ChosenClub club={club} clear={() => void setClub(null)} />}
          <div className="ml-auto">
            <AsideBoundary>
              <EmergencySwitch />
            </AsideBoundary>
          </div>
        </div>
        <PanelBoundary title="AI usage">
          <UsageFigures club={club} />
        </PanelBoundary>
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Panel title="Organisations" note="by cost this month (UTC)">
            <OrgUsageTable club={club} onChoose={(next) => void setClub(next)} />
          </Panel>
          <BudgetsPanel />
        </div>
        <div className="grid items-start gap-4 lg:grid-cols-3">
          <CostAlerts />
          <Panel title="Limits of the platform">
            <LimitMeters />
          </Panel>
          <Panel title="Provider health">
            <ProviderHealth />
          </Panel>
        </div>
      </main>
    </>
  );
}

function ChosenClub({ club, clear }: { club: string; clear: () => void }) {
  const name = useOrganizationName(club);
  return (
    <Button size="sm" onClick={clear} aria-label={`Show all organisations instead of ${name}`}>
      {name}
      <XIcon aria-hidden="true" />
    </Button>
  );
}
