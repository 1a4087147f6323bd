"use client";

import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatCount, formatShare, pluralise } from "@voice-flow/domain/format/number";
import { Elapsed } from "@/components/elapsed";
import { confidenceIn, FEW_SAMPLES } from "@/lib/samples";
import { NodeFrame, type NodePlace, NodeRow, NodeRows } from "./node-frame";
import type { StageNode } from "./stage-nodes";

/** One stage of the flow graph that a machine works through. */
export function FlowNode({ node, ...place }: NodePlace & { node: StageNode }) {
  const { stage, depth, health } = node;
  const count = depth && `${formatCount(depth.count)}${depth.isLeast ? "+" : ""}`;
  return (
    <NodeFrame stage={stage} count={count} unit="in stage" health={health} {...place}>
      <StageFigures node={node} isLarge={place.isLarge} />
    </NodeFrame>
  );
}

function StageFigures({ node: { depth, lastHour }, isLarge }: { node: StageNode; isLarge: boolean }) {
  const latency = (ms: number) => {
    if (!lastHour || lastHour.samples === 0) return "—";
    return formatDuration(ms);
  };
  const isFew = lastHour !== undefined && confidenceIn(lastHour.samples) !== "enough";
  const sampled =
    lastHour && isFew ? `Of ${pluralise(lastHour.samples, "attempt")}, fewer than ${FEW_SAMPLES}` : undefined;
  return (
    <NodeRows>
      <NodeRow name="Oldest wait" isKnown={depth !== undefined}>
        {depth?.oldestSince === undefined ? "—" : <Elapsed since={depth.oldestSince} />}
      </NodeRow>
      <NodeRow name="p50" isKnown={lastHour !== undefined} isFaded={isFew} title={sampled}>
        {latency(lastHour?.p50 ?? 0)}
      </NodeRow>
      <NodeRow name="p95" isKnown={lastHour !== undefined} isFaded={isFew} title={sampled}>
        {latency(lastHour?.p95 ?? 0)}
      </NodeRow>
      <NodeRow name="Throughput" isKnown={lastHour !== undefined}>
        {formatCount(lastHour?.completed)} / h
      </NodeRow>
      {isLarge ? (
        <NodeRow name="Failed" isKnown={lastHour !== undefined}>
          {formatCount(lastHour?.failed)}
          {lastHour && lastHour.failed > 0 ? ` (${formatShare(lastHour.failureRate)})` : null}
        </NodeRow>
      ) : null}
    </NodeRows>
  );
}
