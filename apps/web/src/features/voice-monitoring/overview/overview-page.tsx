import { Panel } from "@/components/panel";
import { InFlight } from "./in-flight";
import { LiveEvents } from "./live-events";

/** What is going on right now: where notes are, and what has just happened to them. */
export function OverviewPage() {
  return (
    <div className="flex flex-col gap-4">
      <h1 className="sr-only">Voice Monitoring dashboard</h1>
      <Panel
        title="In flight"
        note="notes that a machine works on, by stage"
        bodyClassName="overflow-hidden rounded-b-xl"
      >
        <InFlight />
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
