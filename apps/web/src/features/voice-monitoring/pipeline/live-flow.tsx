"use client";

import type { PipelineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { Waiting } from "@/components/waiting";
import { BreakerNotice } from "../flow-graph/breaker-notice";
import { FlowGraph } from "../flow-graph/flow-graph";
import { isLoading, useFlow } from "../flow-graph/use-flow";
import { MONITORING_ROOT } from "../shell/monitoring-pages";

const stageHref = (stage: PipelineStage) => `${MONITORING_ROOT}/pipeline?stage=${stage}`;

/** The large graph as it is now; a stage opens its panel. */
export function LiveFlow({ selected }: { selected: PipelineStage | undefined }) {
  const flow = useFlow();
  const graph = <FlowGraph flow={flow} size="large" selected={selected} hrefOf={stageHref} />;
  return (
    <div className="flex flex-col gap-3 p-4">
      <BreakerNotice nodes={flow.nodes} />
      {isLoading(flow) ? <Waiting what="the flow graph">{graph}</Waiting> : graph}
    </div>
  );
}
