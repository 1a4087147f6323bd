"use client";

import { formatCount } from "@voice-flow/domain/format/number";
import { AI_PROVIDER_LABELS } from "@voice-flow/domain/vocabulary/operations";
import { RelativeTime } from "@/components/relative-time";
import { CIRCUIT_BREAKER_LABELS } from "@/features/vocabulary/circuit-breaker";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { cn } from "@/lib/cn";
import { TONE_CLASSES } from "@/lib/tone";
import { heldBack, type StageNode } from "./stage-nodes";
import { useRealTime } from "./use-flow";

/** Says that a provider's breaker is not closed, and what that stops. Nothing while all is well. */
export function BreakerNotice({ nodes }: { nodes: readonly StageNode[] }) {
  const services = useRealTime()?.aiServices.filter(
    ({ circuitBreakerState }) => circuitBreakerState !== "closed",
  );
  return services?.map(({ provider, circuitBreakerState, openedAt }) => {
    const { icon: Icon, tone, sentence } = CIRCUIT_BREAKER_LABELS[circuitBreakerState];
    const { stages, notes } = heldBack(nodes);
    const names = stages.map((stage) => PIPELINE_STAGE_LABELS[stage].label.toLowerCase()).join(" and ");
    return (
      <div
        key={provider}
        role="status"
        className={cn("flex gap-2.5 rounded-lg border px-3 py-2", TONE_CLASSES[tone].badge)}
      >
        <Icon aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
        <p className="text-pretty">
          <span className="font-semibold">{AI_PROVIDER_LABELS[provider]}</span>
          {openedAt === undefined ? null : (
            <>
              {" "}
              since <RelativeTime at={openedAt} />
            </>
          )}
          : {sentence} It holds back {names}
          {notes === undefined
            ? ""
            : `, with ${formatCount(notes.count)}${notes.isLeast ? "+" : ""} notes waiting before it`}
          . Notes that reach it fail. Retry them once the breaker closes.
        </p>
      </div>
    );
  });
}
