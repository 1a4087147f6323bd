"use client";

import type { PipelineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { ChevronRightIcon } from "lucide-react";
import { cn } from "@/lib/cn";
import type { Tone } from "@/lib/tone";
import { ConfirmationFlowNode } from "./confirmation-flow-node";
import { DeliveryFlowNode } from "./delivery-flow-node";
import { FlowNode } from "./flow-node";
import { HEALTH_LABELS } from "./stage-health";
import type { StageNode } from "./stage-nodes";
import type { Flow } from "./use-flow";

type FlowGraphProps = {
  flow: Flow;
  /** Where a click on a stage leads. */
  hrefOf?: (stage: PipelineStage) => string | undefined;
  selected?: PipelineStage | undefined;
  size?: "compact" | "large";
};

const FILLS = {
  neutral: "fill-border-strong",
  info: "fill-tone-info-solid",
  success: "fill-tone-success-solid",
  warning: "fill-tone-warning-solid",
  danger: "fill-tone-danger-solid",
  attention: "fill-tone-attention-solid",
} as const satisfies Record<Tone, string>;

/*
 * Seven fixed places. On a wide page the stages stand side by side, on a narrow one below each other; both are positions in
 * the same drawing, so that nothing has to be measured and nothing moves.
 */
/** A drawing that holds links is a group; an HTML element for that cannot be the drawing. */
const GROUP = "group";
const INDEX = ["[--i:0]", "[--i:1]", "[--i:2]", "[--i:3]", "[--i:4]", "[--i:5]", "[--i:6]"] as const;
const NODE_PLACE =
  "[x:0] [y:calc(var(--i)*(var(--h)+24px))] [width:100%] [height:var(--h)] xl:[x:calc(var(--i)*14.5%)] xl:[y:0] xl:[width:13%]";
const EDGE_PLACE =
  "[x:50%] [y:calc(var(--i)*(var(--h)+24px)+var(--h))] [width:2px] [height:24px] xl:[x:calc(var(--i)*14.5%+13%)] xl:[y:calc(var(--h)/2)] xl:[width:1.5%] xl:[height:2px]";
const ARROW_PLACE =
  "[width:16px] [height:16px] [x:calc(50%-7px)] [y:calc(var(--i)*(var(--h)+24px)+var(--h)+11px)] xl:[x:calc(var(--i)*14.5%+14.5%-13px)] xl:[y:calc(var(--h)/2-7px)]";
const HEIGHTS = {
  compact: "[--h:132px] xl:[--h:176px]",
  large: "[--h:150px] xl:[--h:208px]",
} as const;

/** The pipeline as a drawing: what waits at each stage, how it is doing, how long it takes, how much gets through. */
export function FlowGraph({ flow, hrefOf, selected, size = "compact" }: FlowGraphProps) {
  const isLarge = size === "large";
  const placeOf = (stage: PipelineStage) => ({
    href: hrefOf?.(stage),
    isSelected: selected === stage,
    isLarge,
  });
  return (
    <svg
      role={GROUP}
      aria-label="Flow graph of the pipeline"
      className={cn("block h-[calc(7*var(--h)+6*24px)] w-full overflow-visible xl:h-(--h)", HEIGHTS[size])}
    >
      {flow.nodes.map((node, index) => (
        <g key={node.stage} className={INDEX[index]}>
          <FlowEdge node={node} />
          <foreignObject className={cn("overflow-visible", NODE_PLACE)}>
            <FlowNode node={node} {...placeOf(node.stage)} />
          </foreignObject>
        </g>
      ))}
      <g className={INDEX[flow.nodes.length]}>
        <FlowEdge node={flow.delivery} />
        <foreignObject className={cn("overflow-visible", NODE_PLACE)}>
          <DeliveryFlowNode node={flow.delivery} {...placeOf("delivery")} />
        </foreignObject>
      </g>
      <g className={INDEX[flow.nodes.length + 1]}>
        <foreignObject className={cn("overflow-visible", NODE_PLACE)}>
          <ConfirmationFlowNode node={flow.confirmation} {...placeOf("confirmation")} />
        </foreignObject>
      </g>
    </svg>
  );
}

/** The way to the next stage, in the tone of the stage that feeds it where that is not well. */
function FlowEdge({ node }: { node: Pick<StageNode, "health" | "lastHour"> }) {
  const { tone } = HEALTH_LABELS[node.health.level];
  const fill = tone === "danger" || tone === "warning" ? FILLS[tone] : FILLS.neutral;
  const isFlowing = (node.lastHour?.completed ?? 0) > 0;
  return (
    <g className={cn(fill, !isFlowing && "opacity-50")}>
      <rect className={EDGE_PLACE} />
      <foreignObject className={ARROW_PLACE}>
        <ChevronRightIcon aria-hidden="true" className="size-4 rotate-90 text-muted-foreground xl:rotate-0" />
      </foreignObject>
    </g>
  );
}
