"use client";

import { XIcon } from "lucide-react";
import { Panel, PanelBoundary } from "@/components/panel";
import { RelativeTime } from "@/components/relative-time";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { Waiting } from "@/components/waiting";
import { cn } from "@/lib/cn";
import { hourInWindow } from "./figures";
import { MetricCards } from "./metric-cards";
import { runLinks } from "./metric-links";
import { type MetricsRange, RANGE_WORDS, useMetricsView } from "./metrics-range";
import { ModelCosts } from "./model-costs";
import { OrganizationTable } from "./organization-table";
import { ConfidenceHistogram, YieldList } from "./quality-panel";
import { RangePicker } from "./range-picker";
import { StageLatencyTable } from "./stage-latency-table";
import { TrendCharts } from "./trend-charts";
import { type Historical, useHistorical } from "./use-historical";
import { WeekHeatmap } from "./week-heatmap";
import { words } from "./words";

/** How the pipeline did over a range: volume, latency, failures, quality, cost, and each organisation's part. */
export function MetricsPage() {
  const [{ range, club }, setView] = useMetricsView();
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="text-base font-semibold">{words.page.title}</h1>
        {club === null ? null : (
          <Button size="sm" onClick={() => void setView({ club: null })} aria-label={words.page.clearClub}>
            {words.page.oneClub}
            <XIcon aria-hidden="true" />
          </Button>
        )}
        <div className="ml-auto">
          <RangePicker range={range} onChoose={(next) => void setView({ range: next })} />
        </div>
      </div>
      <PanelBoundary title={words.page.title}>
        <MetricsOfRange range={range} club={club} />
      </PanelBoundary>
      <Panel title={words.page.clubs} note={words.page.clubsNote(RANGE_WORDS[range])}>
        <OrganizationTable range={range} club={club} onChoose={(next) => void setView({ club: next })} />
      </Panel>
    </div>
  );
}

function MetricsOfRange({ range, club }: { range: MetricsRange; club: string | null }) {
  const { metrics, isOld } = useHistorical(range, club);
  return (
    <div
      data-answered={isOld ? undefined : metrics?.range}
      aria-busy={isOld || metrics === undefined}
      className={cn("flex flex-col gap-4 transition-opacity", isOld && "opacity-50")}
    >
      <MetricCards metrics={metrics} club={club} />
      {metrics === undefined ? (
        <Waiting what="metrics">
          <ChartSkeletons />
        </Waiting>
      ) : (
        <MetricPanels metrics={metrics} club={club} />
      )}
    </div>
  );
}

function MetricPanels({ metrics, club }: { metrics: Historical; club: string | null }) {
  return (
    <>
      <p className="text-xs text-muted-foreground">
        {words.page.compared}{" "}
        {metrics.aggregatedAt === null ? (
          words.page.notCounted
        ) : (
          <>
            {words.page.counted} <RelativeTime at={metrics.aggregatedAt} />.
          </>
        )}
      </p>
      <div className="grid gap-4 lg:grid-cols-2">
        <TrendCharts metrics={metrics} club={club} />
      </div>
      <Panel title={words.page.latency} note={words.page.latencyNote}>
        <StageLatencyTable metrics={metrics} club={club} />
      </Panel>
      <div className="grid gap-4 lg:grid-cols-3">
        <Panel title={words.page.confidence} note={words.page.confidenceNote}>
          <ConfidenceHistogram metrics={metrics} club={club} />
        </Panel>
        <Panel title={words.page.yields}>
          <YieldList metrics={metrics} club={club} />
        </Panel>
        <Panel title={words.page.models}>
          <ModelCosts metrics={metrics} club={club} />
        </Panel>
      </div>
      {metrics.heatmap === null ? null : (
        <Panel title={words.page.week} note={HEATMAP_NOTES[metrics.range === "7d" ? "week" : "month"]}>
          <WeekHeatmap
            cells={metrics.heatmap}
            hrefOf={(cell) => {
              const hour = metrics.range === "7d" ? hourInWindow(cell, metrics) : undefined;
              return hour && runLinks(hour, club).notes();
            }}
          />
        </Panel>
      )}
    </>
  );
}

const HEATMAP_NOTES = {
  week: words.page.weekOf7,
  month: words.page.weekOf28,
} as const;

/** As high as what comes, so that nothing moves. */
function ChartSkeletons() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-4 w-72" />
      <div className="grid gap-4 lg:grid-cols-2">
        {Array.from({ length: 6 }, (_, index) => (
          // Place-holders have no identity.
          <Skeleton key={`chart-${index}`} className="h-58 rounded-xl" />
        ))}
      </div>
      <Skeleton className="h-72 rounded-xl" />
    </div>
  );
}
