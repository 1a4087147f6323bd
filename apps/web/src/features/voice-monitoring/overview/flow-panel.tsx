"use client";

import type { MachineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { Waiting } from "@/components/waiting";
import { BreakerNotice } from "../flow-graph/breaker-notice";
import { FlowGraph } from "../flow-graph/flow-graph";
import { useStageNodes } from "../flow-graph/use-flow";
import { pageHref } from "../shell/event-links";

const pipeline = pageHref("pipeline");
const stageHref = (stage: MachineStage) => pipeline && `${pipeline}?stage=${stage}`;

/** The flow graph of the overview, live. */
export function FlowPanel() {
  const nodes = useStageNodes();
  const graph = <FlowGraph nodes={nodes} hrefOf={stageHref} />;
  const isLoading = nodes.every(({ depth }) => depth === undefined);
  return (
    <div className="flex flex-col gap-3 p-4">
      <BreakerNotice nodes={nodes} />
      {isLoading ? <Waiting what="the flow graph">{graph}</Waiting> : graph}
    </div>
  );
}
