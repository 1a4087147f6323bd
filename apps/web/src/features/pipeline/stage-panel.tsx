"use client";

import type { MachineStage } from "@voice-flow/domain/vocabulary/pipeline";
import type { Action } from "@/components/actions/action-registry";
import { Panel } from "@/components/panel";
import { artifactsHref, eventsHref } from "@/lib/routes/event-links";
import { ActiveArtifacts } from "./active-artifacts";
import { StageFailures } from "./stage-failures";
import { StageFrame } from "./stage-frame";
import { StageLatency } from "./stage-latency";
import { StageRetries } from "./stage-retries";
import { words } from "./words";

/** One stage in full: what is in it, how long it took, what failed in it and what can be done about that. */
export function StagePanel({ stage, close }: { stage: MachineStage; close: Action }) {
  const links = [
    { words: words.panel.events, href: eventsHref({ stage }) },
    { words: words.panel.failures, href: artifactsHref({ stage, handled: "no" }) },
  ];
  return (
    <StageFrame stage={stage} close={close} links={links}>
      <Panel title={words.panel.active} note={words.panel.activeNote}>
        <ActiveArtifacts key={stage} stage={stage} />
      </Panel>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Panel title={words.panel.latency} note={words.panel.latencyNote}>
          <StageLatency stage={stage} />
        </Panel>
        <Panel title={words.panel.unresolved} note={words.panel.unresolvedNote}>
          <StageFailures stage={stage} />
        </Panel>
      </div>
      <Panel title={words.panel.retries} note={words.panel.retriesNote}>
        <StageRetries key={stage} stage={stage} />
      </Panel>
    </StageFrame>
  );
}
