import { Panel, PanelBoundary } from "@/components/panel";
import { FlowPanel } from "./flow-panel";
import { LiveEvents } from "./live-events";
import { IncidentsLink, OverviewIncidents } from "./overview-incidents";
import { ServiceTargetBar } from "./service-target-bar";
import { StatusCards } from "./status-cards";

/** What is going on right now: how today goes, where notes are, and what has just happened to them. */
export function OverviewPage() {
  return (
    <div className="flex flex-col gap-4">
      <h1 className="sr-only">Voice Monitoring dashboard</h1>
      <PanelBoundary title="Now and today">
        <StatusCards />
        <ServiceTargetBar />
      </PanelBoundary>
      <Panel title="Active incidents" note="open ones, the worst first" actions={<IncidentsLink />}>
        <OverviewIncidents />
      </Panel>
      <Panel title="Flow" note="latency and throughput of the last hour">
        <FlowPanel />
      </Panel>
      <Panel
        title="Live events"
        note="newest first"
        bodyClassName="h-[max(26rem,calc(100dvh-22.5rem))] flex-none overflow-hidden rounded-b-xl"
      >
        <LiveEvents />
      </Panel>
    </div>
  );
}
