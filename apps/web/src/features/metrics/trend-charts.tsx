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
import { words } from "./words";

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
      <Panel title={words.trends.throughput} note={words.trends.notesPer(PERIOD_WORDS[metrics.period])}>
        <TimeChart
          {...base}
          title={words.trends.throughput}
          kind="bars"
          format={formatCount}
          hrefOf={runs(["artifact_completed", "artifact_failed"])}
          series={[
            {
              name: words.trends.completed,
              color: "success",
              values: of((point) => point.artifactsCompleted),
            },
            { name: words.trends.failed, color: "danger", values: of((point) => point.artifactsFailed) },
          ]}
        />
      </Panel>
      <Panel title={words.trends.latency} note={words.trends.latencyNote}>
        <TimeChart
          {...base}
          title={words.trends.latency}
          kind="bars"
          format={formatDuration}
          hrefOf={runs(["artifact_completed"])}
          series={[
            {
              name: words.trends.transcription,
              color: "info",
              values: of((point) => point.avgTranscriptionLatency),
            },
            {
              name: words.trends.claims,
              color: "attention",
              values: of((point) => point.avgClaimsExtractionLatency),
            },
            {
              name: words.trends.resolution,
              color: "teal",
              values: of((point) => point.avgEntityResolutionLatency),
            },
            {
              name: words.trends.drafts,
              color: "warning",
              values: of((point) => point.avgDraftGenerationLatency),
            },
          ]}
        />
      </Panel>
      <Panel title={words.trends.endToEnd} note={words.trends.endToEndNote}>
        <TimeChart
          {...base}
          title={words.trends.endToEnd}
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
      <Panel title={words.trends.failureRate} note={words.trends.failureRateNote}>
        <TimeChart
          {...base}
          title={words.trends.failureRate}
          kind="lines"
          format={formatShare}
          atLeast={0.05}
          hrefOf={runs(["artifact_failed"])}
          series={[
            {
              name: words.trends.failed,
              color: "danger",
              values: of((point) => (ended(point) === 0 ? null : point.overallFailureRate)),
            },
          ]}
        />
      </Panel>
      <Panel title={words.trends.cost} note={words.trends.per(PERIOD_WORDS[metrics.period])}>
        <TimeChart
          {...base}
          title={words.trends.cost}
          kind="area"
          format={formatMicroDollars}
          hrefOf={({ start, end }) => artifactsHref({ from: start, to: end, ...ofClub })}
          series={[
            { name: words.trends.costSeries, color: "info", values: of((point) => point.totalAICost) },
          ]}
        />
      </Panel>
      <Panel title={words.trends.quality} note={words.trends.qualityNote}>
        <TimeChart
          {...base}
          title={words.trends.qualityTitle}
          kind="lines"
          format={formatShare}
          atLeast={1}
          hrefOf={runs(["transcription_completed", "claims_extracted", "entity_resolution_completed"])}
          series={[
            {
              name: words.trends.transcripts,
              color: "info",
              values: of((point) =>
                point.avgTranscriptConfidence === 0 ? null : point.avgTranscriptConfidence,
              ),
            },
            {
              name: words.trends.claims,
              color: "attention",
              values: of((point) => (point.totalClaimsExtracted === 0 ? null : point.avgClaimConfidence)),
            },
            {
              name: words.trends.names,
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
  fiveMinutes: words.trends.fiveMinutes,
  hourly: words.trends.hour,
  daily: words.trends.day,
} as const satisfies Record<Historical["period"], string>;
