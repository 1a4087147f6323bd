"use client";

import { api } from "@voice-flow/backend/api";
import { formatDuration } from "@voice-flow/domain/format/duration";
import { MINUTE_MS } from "@voice-flow/domain/time";
import type { MeasuredStage } from "@voice-flow/domain/vocabulary/pipeline";
import { useQuery } from "convex/react";
import { TimeChart } from "@/components/charts/time-chart";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { useNow } from "@/lib/clock";
import { useRoundedNow } from "@/lib/rounded-now";
import { eventsHref } from "@/lib/routes/event-links";
import { samplesInWords } from "@/lib/samples";
import { useStaffArgs } from "@/lib/session/query-args";
import { useKept } from "@/lib/use-kept";
import { hourlySeries } from "./hourly-series";
import { words } from "./words";

/** How long a stage took in the last 24 hours, by the hour. */
export function StageLatency({ stage }: { stage: MeasuredStage }) {
  const roundedNow = useRoundedNow();
  const now = useNow(MINUTE_MS);
  const args = useStaffArgs({ range: "24h" as const, now: roundedNow ?? 0, withPoints: true });
  const { value: breakdown } = useKept(
    useQuery(api.models.voicePipelineMetrics.getStageBreakdown, roundedNow === undefined ? "skip" : args),
  );
  if (breakdown === undefined) {
    return (
      <Waiting what="latency">
        <Skeleton className="m-4 h-44" />
      </Waiting>
    );
  }
  const total = breakdown.stages.find((figures) => figures.stage === stage);
  const { periods, p50, p95 } = hourlySeries(breakdown, stage);
  return (
    <div className="flex flex-col">
      <TimeChart
        title={words.latency.title}
        kind="lines"
        periods={periods}
        now={now}
        format={formatDuration}
        hrefOf={({ start, end }) => eventsHref({ stage, from: start, to: end })}
        series={[
          { name: "p50", color: "info", values: p50 },
          { name: "p95", color: "attention", values: p95 },
        ]}
      />
      <p className="px-4 pb-3 text-xs text-muted-foreground tabular">
        {total && total.samples > 0
          ? words.latency.percentiles(
              formatDuration(total.p50),
              formatDuration(total.p95),
              formatDuration(total.p99),
              samplesInWords(total.samples, "run"),
            )
          : words.latency.none}
      </p>
    </div>
  );
}
