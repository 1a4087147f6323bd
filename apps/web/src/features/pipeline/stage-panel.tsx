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

/** One stage in full: what is in it, how long it took, what failed in it and what can be done about that. */
export function StagePanel({ stage, close }: { stage: MachineStage; close: Action }) {
  const links = [
    { words: "Events of this stage", href: eventsHref({ stage }) },
    { words: "Open failures of this stage", href: artifactsHref({ stage, handled: "no" }) },
  ];
  return (
    <StageFrame stage={stage} close={close} links={links}>
      <Panel title="In this stage" note="longest first">
        <ActiveArtifacts key={stage} stage={stage} />
      </Panel>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Panel title="Latency" note="last 24 hours">
          <StageLatency stage={stage} />
        </Panel>
        <Panel title="Failures to deal with" note="by fingerprint">
          <StageFailures stage={stage} />
        </Panel>
      </div>
      <Panel title="What can be retried" note="newest notes first">
        <StageRetries key={stage} stage={stage} />
      </Panel>
    </StageFrame>
  );
}
