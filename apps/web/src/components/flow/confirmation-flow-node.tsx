"use client";

import { formatCount } from "@voice-flow/domain/format/number";
import { formatAbsoluteTime } from "@voice-flow/domain/format/time";
import { Elapsed } from "@/components/elapsed";
import { NodeFrame, type NodePlace, NodeRow, NodeRows } from "./node-frame";
import type { ConfirmationNode } from "./stage-nodes";

/** The last stage: what waits for coaches, and what they decided. */
export function ConfirmationFlowNode({ node, ...place }: NodePlace & { node: ConfirmationNode }) {
  const { waiting, decided, health } = node;
  const isKnown = waiting !== undefined;
  const counted =
    waiting?.countedAt === undefined ? undefined : `Counted ${formatAbsoluteTime(waiting.countedAt)}`;
  return (
    <NodeFrame
      stage="confirmation"
      count={waiting && formatCount(waiting.notes)}
      unit={waiting?.notes === 1 ? "note waits" : "notes wait"}
      title={counted}
      health={health}
      {...place}
    >
      <NodeRows>
        <NodeRow name="Oldest wait" isKnown={isKnown}>
          {waiting?.oldestSince === undefined ? "—" : <Elapsed since={waiting.oldestSince} />}
        </NodeRow>
        <NodeRow name="Drafts" isKnown={isKnown} title={counted}>
          {formatCount(waiting?.drafts)}
        </NodeRow>
        <NodeRow name="Questions" isKnown={isKnown} title={counted}>
          {formatCount(waiting?.questions)}
        </NodeRow>
        <NodeRow name="Confirmed" isKnown={decided !== undefined}>
          {formatCount(decided?.confirmed)} / h
        </NodeRow>
        {place.isLarge ? (
          <NodeRow name="Rejected" isKnown={decided !== undefined}>
            {formatCount(decided?.rejected)} / h
          </NodeRow>
        ) : null}
      </NodeRows>
    </NodeFrame>
  );
}
