"use client";

import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatCount, formatShare } from "@voice-flow/domain/format/number";
import { confidenceIn } from "@/lib/samples";
import { NodeFrame, type NodePlace, NodeRow, NodeRows } from "./node-frame";
import type { DeliveryNode } from "./stage-nodes";

/** The stage in which messages go to the coaches' phones. It counts messages, not notes. */
export function DeliveryFlowNode({ node, ...place }: NodePlace & { node: DeliveryNode }) {
  const { lastHour, toCoach, health } = node;
  const isKnown = lastHour !== undefined;
  return (
    <NodeFrame
      stage="delivery"
      count={lastHour && formatCount(lastHour.completed)}
      unit={lastHour?.completed === 1 ? "message delivered / h" : "messages delivered / h"}
      health={health}
      {...place}
    >
      <NodeRows>
        <NodeRow name="p50" isKnown={isKnown} isFaded={isFew(lastHour)}>
          {latency(lastHour, "p50")}
        </NodeRow>
        <NodeRow name="p95" isKnown={isKnown} isFaded={isFew(lastHour)}>
          {latency(lastHour, "p95")}
        </NodeRow>
        {place.isLarge ? (
          <NodeRow
            name="To phone"
            title="From the note to the coach's phone, p95"
            isKnown={isKnown}
            isFaded={isFew(toCoach ?? undefined)}
          >
            {toCoach === null ? "—" : latency(toCoach, "p95")}
          </NodeRow>
        ) : null}
        <NodeRow name="Failed" isKnown={isKnown}>
          {formatCount(lastHour?.failed)}
          {lastHour && lastHour.failed > 0 ? ` (${formatShare(lastHour.failureRate)})` : null}
        </NodeRow>
      </NodeRows>
    </NodeFrame>
  );
}

type Latency = Pick<NonNullable<DeliveryNode["lastHour"]>, "samples" | "p50" | "p95"> | undefined;

const latency = (figures: Latency, key: "p50" | "p95"): string =>
  figures && figures.samples > 0 ? formatDuration(figures[key]) : "—";

const isFew = (figures: Latency): boolean =>
  figures !== undefined && confidenceIn(figures.samples) !== "enough";
