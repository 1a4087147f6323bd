"use client";

import type { MachineStage } from "@voice-flow/domain/vocabulary/pipeline";
import { ChevronRightIcon } from "lucide-react";
import { cn } from "@/lib/cn";
import type { Tone } from "@/lib/tone";
import { FlowNode } from "./flow-node";
import { HEALTH_LABELS } from "./stage-health";
import type { StageNode } from "./stage-nodes";

type FlowGraphProps = {
  nodes: readonly StageNode[];
  /** Where a click on a stage leads. */
  hrefOf?: (stage: MachineStage) => string | undefined;
  selected?: MachineStage | undefined;
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
 * Five fixed places. On a wide page the stages stand side by side, on a narrow one below each other; both are positions in
 * the same drawing, so that nothing has to be measured and nothing moves.
 */
/** A drawing that holds links is a group; an HTML element for that cannot be the drawing. */
const GROUP = "group";
const INDEX = ["[--i:0]", "[--i:1]", "[--i:2]", "[--i:3]", "[--i:4]"] as const;
const NODE_PLACE =
  "[x:0] [y:calc(var(--i)*(var(--h)+24px))] [width:100%] [height:var(--h)] lg:[x:calc(var(--i)*20.75%)] lg:[y:0] lg:[width:17%]";
const EDGE_PLACE =
  "[x:50%] [y:calc(var(--i)*(var(--h)+24px)+var(--h))] [width:2px] [height:24px] lg:[x:calc(var(--i)*20.75%+17%)] lg:[y:calc(var(--h)/2)] lg:[width:3.75%] lg:[height:2px]";
const ARROW_PLACE =
  "[width:16px] [height:16px] [x:calc(50%-7px)] [y:calc(var(--i)*(var(--h)+24px)+var(--h)+11px)] lg:[x:calc(var(--i)*20.75%+20.75%-13px)] lg:[y:calc(var(--h)/2-7px)]";
const HEIGHTS = {
  compact: "[--h:132px] lg:[--h:176px]",
  large: "[--h:150px] lg:[--h:208px]",
} as const;

/** The pipeline as a drawing: what waits at each stage, how it is doing, how long it takes, how much gets through. */
export function FlowGraph({ nodes, hrefOf, selected, size = "compact" }: FlowGraphProps) {
  return (
    <svg
      role={GROUP}
      aria-label="Flow graph of the pipeline"
      className={cn("block h-[calc(5*var(--h)+4*24px)] w-full overflow-visible lg:h-(--h)", HEIGHTS[size])}
    >
      {nodes.map((node, index) => (
        <g key={node.stage} className={INDEX[index]}>
          {index < nodes.length - 1 ? <FlowEdge node={node} /> : null}
          <foreignObject className={cn("overflow-visible", NODE_PLACE)}>
            <FlowNode
              node={node}
              href={hrefOf?.(node.stage)}
              isSelected={selected === node.stage}
              isLarge={size === "large"}
            />
          </foreignObject>
        </g>
      ))}
    </svg>
  );
}

/** The way to the next stage, in the tone of the stage that feeds it where that is not well. */
function FlowEdge({ node }: { node: StageNode }) {
  const { tone } = HEALTH_LABELS[node.health.level];
  const fill = tone === "danger" || tone === "warning" ? FILLS[tone] : FILLS.neutral;
  const isFlowing = (node.lastHour?.completed ?? 0) > 0;
  return (
    <g className={cn(fill, !isFlowing && "opacity-50")}>
      <rect className={EDGE_PLACE} />
      <foreignObject className={ARROW_PLACE}>
        <ChevronRightIcon aria-hidden="true" className="size-4 rotate-90 text-muted-foreground lg:rotate-0" />
      </foreignObject>
    </g>
  );
}
