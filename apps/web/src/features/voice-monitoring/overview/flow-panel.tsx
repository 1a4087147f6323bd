"use client";

import type { PipelineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { Waiting } from "@/components/waiting";
import { BreakerNotice } from "../flow-graph/breaker-notice";
import { FlowGraph } from "../flow-graph/flow-graph";
import { isLoading, useFlow } from "../flow-graph/use-flow";
import { pageHref } from "../shell/event-links";

const pipeline = pageHref("pipeline");
const stageHref = (stage: PipelineStage) => pipeline && `${pipeline}?stage=${stage}`;

/** The flow graph of the overview, live. */
export function FlowPanel() {
  const flow = useFlow();
  const graph = <FlowGraph flow={flow} hrefOf={stageHref} />;
  return (
    <div className="flex flex-col gap-3 p-4">
      <BreakerNotice nodes={flow.nodes} />
      {isLoading(flow) ? <Waiting what="the flow graph">{graph}</Waiting> : graph}
    </div>
  );
}
