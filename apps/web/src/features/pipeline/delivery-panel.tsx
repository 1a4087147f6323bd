"use client";

import type { Action } from "@/components/actions/action-registry";
import { Panel } from "@/components/panel";
import { eventsHref } from "@/lib/routes/event-links";
import { StageFrame } from "./stage-frame";
import { StageLatency } from "./stage-latency";

const STAGE = "delivery";

/** How messages about notes reach the coaches' phones. */
export function DeliveryPanel({ close }: { close: Action }) {
  const links = [{ words: "Events of this stage", href: eventsHref({ stage: STAGE }) }];
  return (
    <StageFrame stage={STAGE} close={close} links={links}>
      <Panel title="Latency" note="of messages, last 24 hours">
        <StageLatency stage={STAGE} />
      </Panel>
    </StageFrame>
  );
}
