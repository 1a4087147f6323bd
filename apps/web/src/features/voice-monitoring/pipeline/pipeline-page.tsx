"use client";

import { MACHINE_STAGES, type MachineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useMemo } from "react";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/actions-provider";
import { Panel } from "@/components/panel";
import { Waiting } from "@/components/waiting";
import { BreakerNotice } from "../flow-graph/breaker-notice";
import { FlowGraph } from "../flow-graph/flow-graph";
import { useStageNodes } from "../flow-graph/use-flow";
import { MONITORING_ROOT } from "../shell/monitoring-pages";
import { PIPELINE_STAGE_LABELS } from "../vocabulary/pipeline-stages";
import { ActiveArtifacts } from "./active-artifacts";
import { StagePanel } from "./stage-panel";

const parser = parseAsStringLiteral(MACHINE_STAGES).withOptions({ history: "push" });

/** The pipeline at large: the graph, the stage that was chosen in it, and everything that is in flight. */
export function PipelinePage() {
  const [stage, setStage] = useQueryState("stage", parser);
  const close = useMemo<Action>(
    () => ({
      id: "close-stage",
      label: "Close the stage",
      group: "View",
      keys: "esc",
      run: () => void setStage(null),
    }),
    [setStage],
  );
  const actions = useMemo<readonly Action[]>(
    () => [
      ...MACHINE_STAGES.map(
        (each, index): Action => ({
          id: `stage:${each}`,
          label: `Open ${PIPELINE_STAGE_LABELS[each].label}`,
          group: "View",
          icon: PIPELINE_STAGE_LABELS[each].icon,
          keys: String(index + 1),
          run: () => void setStage(each),
        }),
      ),
      ...(stage === null ? [] : [close]),
    ],
    [setStage, stage, close],
  );
  useRegisterActions(actions);
  return (
    <div className="flex flex-col gap-4">
      <h1 className="sr-only">Pipeline</h1>
      <Panel title="Flow" note="latency and throughput of the last hour; choose a stage">
        <LargeGraph selected={stage ?? undefined} />
      </Panel>
      {stage === null ? null : <StagePanel stage={stage} close={close} />}
      <Panel title="Active artifacts" note="all stages, longest in their stage first">
        <ActiveArtifacts />
      </Panel>
    </div>
  );
}

const stageHref = (stage: MachineStage) => `${MONITORING_ROOT}/pipeline?stage=${stage}`;

function LargeGraph({ selected }: { selected: MachineStage | undefined }) {
  const nodes = useStageNodes();
  const graph = <FlowGraph nodes={nodes} size="large" selected={selected} hrefOf={stageHref} />;
  return (
    <div className="flex flex-col gap-3 p-4">
      <BreakerNotice nodes={nodes} />
      {nodes.every(({ depth }) => depth === undefined) ? (
        <Waiting what="the flow graph">{graph}</Waiting>
      ) : (
        graph
      )}
    </div>
  );
}
