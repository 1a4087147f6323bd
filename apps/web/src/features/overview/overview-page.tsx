"use client";

import type { PipelineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { BreakerNotice } from "@/components/flow/breaker-notice";
import { FlowGraph } from "@/components/flow/flow-graph";
import { isLoading, useFlow } from "@/components/flow/use-flow";
import { Panel, PanelBoundary } from "@/components/panel";
import { Waiting } from "@/components/waiting";
import { pageHref } from "@/lib/routes/event-links";
import { LiveEvents } from "./event-feed";
import { IncidentsLink, OverviewIncidents } from "./overview-incidents";
import { ServiceTargetBar } from "./service-target-bar";
import { StatusCards } from "./status-cards";
import { words } from "./words";

/** What is going on right now: how today goes, where notes are, and what has just happened to them. */
export function OverviewPage() {
  return (
    <div className="flex flex-col gap-4">
      <h1 className="sr-only">{words.page.title}</h1>
      <PanelBoundary title={words.page.nowAndToday}>
        <StatusCards />
        <ServiceTargetBar />
      </PanelBoundary>
      <Panel title={words.page.incidents} note={words.page.incidentsNote} actions={<IncidentsLink />}>
        <OverviewIncidents />
      </Panel>
      <Panel title={words.page.flow} note={words.page.flowNote}>
        <FlowPanel />
      </Panel>
      <Panel
        title={words.page.events}
        note={words.page.newestFirst}
        bodyClassName="h-[max(26rem,calc(100dvh-22.5rem))] flex-none overflow-hidden rounded-b-xl"
      >
        <LiveEvents />
      </Panel>
    </div>
  );
}

const pipeline = pageHref("pipeline");
const stageHref = (stage: PipelineStage) => pipeline && `${pipeline}?stage=${stage}`;

/** The flow graph of the overview, live. */
function FlowPanel() {
  const flow = useFlow();
  const graph = <FlowGraph flow={flow} hrefOf={stageHref} />;
  return (
    <div className="flex flex-col gap-3 p-4">
      <BreakerNotice nodes={flow.nodes} />
      {isLoading(flow) ? <Waiting what={words.page.flowWaiting}>{graph}</Waiting> : graph}
    </div>
  );
}
