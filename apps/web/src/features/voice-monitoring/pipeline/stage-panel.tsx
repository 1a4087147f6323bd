"use client";

import type { MachineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { XIcon } from "lucide-react";
import Link from "next/link";
import { ActionButton } from "@/components/actions/action-button";
import type { Action } from "@/components/actions/action-registry";
import { Panel } from "@/components/panel";
import { eventsHref } from "../shell/event-links";
import { PIPELINE_STAGE_LABELS } from "../vocabulary/pipeline-stages";
import { ActiveArtifacts } from "./active-artifacts";
import { StageFailures } from "./stage-failures";
import { StageLatency } from "./stage-latency";

/** One stage in full: what is in it, how long it took, what failed in it and what can be done about that. */
export function StagePanel({ stage, close }: { stage: MachineStage; close: Action }) {
  const { label, sentence } = PIPELINE_STAGE_LABELS[stage];
  const events = eventsHref({ stage });
  return (
    <section aria-label={`Stage: ${label}`} data-stage-panel={stage} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-base font-semibold">{label}</h2>
        <p className="text-muted-foreground">{sentence}</p>
        <div className="ml-auto flex items-center gap-3">
          {events ? (
            <Link
              href={events}
              className="rounded-sm underline decoration-border-strong underline-offset-4 hover:decoration-current"
            >
              Events of this stage
            </Link>
          ) : null}
          <ActionButton action={{ ...close, icon: XIcon }} variant="ghost" size="icon-sm" iconOnly />
        </div>
      </div>
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
    </section>
  );
}
