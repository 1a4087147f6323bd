"use client";

import { PIPELINE_STAGES, type PipelineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { HistoryIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useMemo } from "react";
import { ActionButton } from "@/components/actions/action-button";
import type { Action } from "@/components/actions/action-registry";
import { useRegisterActions } from "@/components/actions/use-actions";
import { BreakerNotice } from "@/components/flow/breaker-notice";
import { FlowGraph } from "@/components/flow/flow-graph";
import { isLoading, useFlow } from "@/components/flow/use-flow";
import { Panel, PanelBoundary } from "@/components/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { MONITORING_ROOT } from "@/lib/routes/monitoring-pages";
import { ActiveArtifacts } from "./active-artifacts";
import { type Playback, usePlayback } from "./use-playback";
import { words } from "./words";

// Neither a chosen stage nor an earlier moment is what the page opens with.
const loading = () => <Skeleton className="h-72 rounded-xl" />;
const ConfirmationPanel = dynamic(
  () => import("./confirmation-panel").then((module) => module.ConfirmationPanel),
  { loading },
);
const DeliveryPanel = dynamic(() => import("./delivery-panel").then((module) => module.DeliveryPanel), {
  loading,
});
// The server has nothing to draw in it, and would name a part of it that the development server does not have.
const StagePanel = dynamic(() => import("./stage-panel").then((module) => module.StagePanel), {
  loading,
  ssr: false,
});
const PastFlow = dynamic(() => import("./past-flow").then((module) => module.PastFlow), { loading });
const NoSuchMoment = dynamic(() => import("./past-flow").then((module) => module.NoSuchMoment), { loading });

const parser = parseAsStringLiteral(PIPELINE_STAGES).withOptions({ history: "push" });

/** The pipeline at large: the graph, now or as it was, the stage that was chosen in it, and everything in flight. */
export function PipelinePage() {
  const playback = usePlayback();
  return (
    <div className="flex flex-col gap-4">
      <h1 className="sr-only">{words.page.title}</h1>
      {playback.isLive ? <LivePipeline begin={playback.begin} /> : <Past playback={playback} />}
    </div>
  );
}

/** Leaves out the lists of notes, which show the present and would seem to show the past. */
function Past({ playback }: { playback: Playback }) {
  const { at, backToLive } = playback;
  return (
    <Panel title={words.page.past}>
      {at === undefined ? <Waiting what={words.page.pastWaiting}>{loading()}</Waiting> : null}
      {at === null ? <NoSuchMoment backToLive={backToLive} /> : null}
      {typeof at === "number" ? <PastFlow playback={playback} at={at} /> : null}
    </Panel>
  );
}

function LivePipeline({ begin }: Pick<Playback, "begin">) {
  const [stage, setStage] = useQueryState("stage", parser);
  const close = useMemo<Action>(
    () => ({
      id: "close-stage",
      label: words.page.closeStage,
      group: "View",
      keys: "esc",
      run: () => void setStage(null),
    }),
    [setStage],
  );
  const actions = useMemo<readonly Action[]>(
    () => [
      ...PIPELINE_STAGES.map(
        (each, index): Action => ({
          id: `stage:${each}`,
          label: words.page.openStage(PIPELINE_STAGE_LABELS[each].label),
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
    <>
      <Panel title={words.page.flow} note={words.page.flowNote} actions={<BeginPlayback begin={begin} />}>
        <LiveFlow selected={stage ?? undefined} />
      </Panel>
      {stage === null ? null : (
        <PanelBoundary key={stage} title={PIPELINE_STAGE_LABELS[stage].label}>
          {stage === "confirmation" ? (
            <ConfirmationPanel close={close} />
          ) : stage === "delivery" ? (
            <DeliveryPanel close={close} />
          ) : (
            <StagePanel stage={stage} close={close} />
          )}
        </PanelBoundary>
      )}
      <Panel title={words.page.active} note={words.page.activeNote}>
        <ActiveArtifacts />
      </Panel>
    </>
  );
}

function BeginPlayback({ begin }: Pick<Playback, "begin">) {
  const action = useMemo<Action>(
    () => ({
      id: "playback:begin",
      label: words.page.playBack,
      group: "View",
      icon: HistoryIcon,
      keys: "p",
      run: begin,
    }),
    [begin],
  );
  useRegisterActions(useMemo(() => [action], [action]));
  return <ActionButton action={action} size="sm" />;
}

const stageHref = (stage: PipelineStage) => `${MONITORING_ROOT}/pipeline?stage=${stage}`;

/** The large graph as it is now; a stage opens its panel. */
function LiveFlow({ selected }: { selected: PipelineStage | undefined }) {
  const flow = useFlow();
  const graph = <FlowGraph flow={flow} size="large" selected={selected} hrefOf={stageHref} />;
  return (
    <div className="flex flex-col gap-3 p-4">
      <BreakerNotice nodes={flow.nodes} />
      {isLoading(flow) ? <Waiting what={words.page.flowWaiting}>{graph}</Waiting> : graph}
    </div>
  );
}
