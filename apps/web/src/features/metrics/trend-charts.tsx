"use client";

import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatCount, formatShare } from "@voice-flow/domain/format/number";
import { MINUTE_MS } from "@voice-flow/domain/time";
import { type Period, TimeChart } from "@/components/charts/time-chart";
import { Panel } from "@/components/panel";
import { useNow } from "@/lib/clock";
import { artifactsHref, eventsHref } from "@/lib/routes/event-links";
import type { Historical, MetricsPoint } from "./use-historical";

type TrendProps = { metrics: Historical; club: string | null };

const ended = (point: MetricsPoint) => point.artifactsCompleted + point.artifactsFailed;

/** How the figures of a range went over its time. */
export function TrendCharts({ metrics, club }: TrendProps) {
  const now = useNow(MINUTE_MS);
  const { points } = metrics;
  const periods = points.map(({ periodStart, periodEnd }) => ({ start: periodStart, end: periodEnd }));
  const base = { periods, now };
  const ofClub = club === null ? {} : { club };
  const runs =
    (types: NonNullable<Parameters<typeof eventsHref>[0]["types"]>) =>
    ({ start, end }: Period) =>
      eventsHref({ types, from: start, to: end, ...ofClub });
  const of = (read: (point: MetricsPoint) => number | null) => points.map(read);
  const whereDone = (read: (point: MetricsPoint) => number) =>
    of((point) => (point.artifactsCompleted === 0 ? null : read(point)));
  return (
    <>
      <Panel title="Throughput" note={`notes per ${PERIOD_WORDS[metrics.period]}`}>
        <TimeChart
          {...base}
          title="Throughput"
          kind="bars"
          format={formatCount}
          hrefOf={runs(["artifact_completed", "artifact_failed"])}
          series={[
            { name: "Completed", color: "success", values: of((point) => point.artifactsCompleted) },
            { name: "Failed", color: "danger", values: of((point) => point.artifactsFailed) },
          ]}
        />
      </Panel>
      <Panel title="Latency by stage" note="average, stacked">
        <TimeChart
          {...base}
          title="Latency by stage"
          kind="bars"
          format={formatDuration}
          hrefOf={runs(["artifact_completed"])}
          series={[
            { name: "Transcription", color: "info", values: of((point) => point.avgTranscriptionLatency) },
            { name: "Claims", color: "attention", values: of((point) => point.avgClaimsExtractionLatency) },
            { name: "Resolution", color: "teal", values: of((point) => point.avgEntityResolutionLatency) },
            { name: "Drafts", color: "warning", values: of((point) => point.avgDraftGenerationLatency) },
          ]}
        />
      </Panel>
      <Panel title="End to end" note="from receipt to drafts">
        <TimeChart
          {...base}
          title="End to end"
          kind="lines"
          format={formatDuration}
          hrefOf={runs(["artifact_completed"])}
          series={[
            { name: "p50", color: "info", values: whereDone((point) => point.p50EndToEndLatency) },
            { name: "p95", color: "attention", values: whereDone((point) => point.p95EndToEndLatency) },
            { name: "p99", color: "teal", values: whereDone((point) => point.p99EndToEndLatency) },
          ]}
        />
      </Panel>
      <Panel title="Failure rate" note="failed of those that ended">
        <TimeChart
          {...base}
          title="Failure rate"
          kind="lines"
          format={formatShare}
          atLeast={0.05}
          hrefOf={runs(["artifact_failed"])}
          series={[
            {
              name: "Failed",
              color: "danger",
              values: of((point) => (ended(point) === 0 ? null : point.overallFailureRate)),
            },
          ]}
        />
      </Panel>
      <Panel title="AI cost" note={`per ${PERIOD_WORDS[metrics.period]}`}>
        <TimeChart
          {...base}
          title="AI cost"
          kind="area"
          format={formatMicroDollars}
          hrefOf={({ start, end }) => artifactsHref({ from: start, to: end, ...ofClub })}
          series={[{ name: "Cost", color: "info", values: of((point) => point.totalAICost) }]}
        />
      </Panel>
      <Panel title="Quality over time" note="shares, on one axis">
        <TimeChart
          {...base}
          title="Quality"
          kind="lines"
          format={formatShare}
          atLeast={1}
          hrefOf={runs(["transcription_completed", "claims_extracted", "entity_resolution_completed"])}
          series={[
            {
              name: "Transcripts",
              color: "info",
              values: of((point) =>
                point.avgTranscriptConfidence === 0 ? null : point.avgTranscriptConfidence,
              ),
            },
            {
              name: "Claims",
              color: "attention",
              values: of((point) => (point.totalClaimsExtracted === 0 ? null : point.avgClaimConfidence)),
            },
            {
              name: "Names matched",
              color: "teal",
              values: of((point) => (point.totalClaimsExtracted === 0 ? null : point.autoResolutionRate)),
            },
          ]}
        />
      </Panel>
    </>
  );
}

const PERIOD_WORDS = {
  fiveMinutes: "five minutes",
  hourly: "hour",
  daily: "day (UTC)",
} as const satisfies Record<Historical["period"], string>;
