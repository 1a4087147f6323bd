"use client";

import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatCount, formatShare } from "@voice-flow/domain/format/number";
import type { PipelineEventType } from "@voice-flow/domain/vocabulary/pipeline";
import {
  BotMessageSquareIcon,
  CircleCheckIcon,
  CoinsIcon,
  LayersIcon,
  TimerIcon,
  UserSearchIcon,
} from "lucide-react";
import { FigureCard } from "@/components/figure-card";
import { useWaiting } from "@/components/flow/use-flow";
import { RelativeTime } from "@/components/relative-time";
import { confidenceIn, samplesInWords } from "@/lib/samples";
import { changeOn, pointsOn } from "./figures";
import { runLinks } from "./metric-links";
import type { Historical } from "./use-historical";
import { words } from "./words";

type Totals = Historical["totals"];
/** A range without names has a rate of nothing, which is no rate to compare with. */
const hadNames = (totals: Totals) => totals.totalEntitiesResolved > 0 || totals.disambiguationRate > 0;
const processed = (totals: Totals) => totals.artifactsCompleted + totals.artifactsFailed;

/** The six figures of a range, each with what it rests on and the same of the range before. */
export function MetricCards({ metrics, club }: { metrics: Historical | undefined; club: string | null }) {
  return (
    <>
      <h2 className="sr-only">{words.cards.title}</h2>
      <ul aria-label={words.cards.title} className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        <VolumeCards metrics={metrics} club={club} />
        <LatencyCard metrics={metrics} club={club} />
        <CostCard metrics={metrics} club={club} />
        <ResolutionCard metrics={metrics} club={club} />
        <BacklogCard metrics={metrics} club={club} />
      </ul>
    </>
  );
}

type CardProps = { metrics: Historical | undefined; club: string | null };

const linkTo = (metrics: Historical | undefined, club: string | null, types: readonly PipelineEventType[]) =>
  metrics && runLinks(metrics, club).events(types);

function VolumeCards({ metrics, club }: CardProps) {
  const totals = metrics?.totals;
  const before = metrics?.previous.totals;
  const ended = totals ? processed(totals) : 0;
  return (
    <>
      <FigureCard
        title={words.cards.processed}
        icon={LayersIcon}
        value={totals && formatCount(ended)}
        href={linkTo(metrics, club, ["artifact_completed", "artifact_failed"])}
      >
        {totals && before ? (
          <>
            {words.cards.received(formatCount(totals.artifactsReceived))}
            <br />
            {changeOn(ended, processed(before), formatCount)}
          </>
        ) : null}
      </FigureCard>
      <FigureCard
        title={words.cards.completion}
        icon={CircleCheckIcon}
        value={totals && (ended === 0 ? "—" : formatShare(1 - totals.overallFailureRate))}
        isFaded={confidenceIn(ended) !== "enough"}
        href={linkTo(metrics, club, ["artifact_completed"])}
      >
        {totals && before ? (
          <>
            {samplesInWords(ended, "note")}
            <br />
            {processed(before) === 0
              ? words.cards.noneBefore
              : pointsOn(1 - totals.overallFailureRate, 1 - before.overallFailureRate)}
          </>
        ) : null}
      </FigureCard>
    </>
  );
}

function LatencyCard({ metrics, club }: CardProps) {
  const latency = metrics?.endToEnd;
  const hasSome = latency !== undefined && latency.samples > 0;
  return (
    <FigureCard
      title={words.cards.latency}
      icon={TimerIcon}
      value={latency && (hasSome ? formatDuration(latency.avg) : "—")}
      isFaded={latency !== undefined && confidenceIn(latency.samples) !== "enough"}
      href={linkTo(metrics, club, ["artifact_completed"])}
    >
      {hasSome && metrics ? (
        <>
          {words.cards.percentiles(
            formatDuration(latency.p50),
            formatDuration(latency.p95),
            formatDuration(latency.p99),
          )}
          <br />
          {samplesInWords(latency.samples, "first attempt")};{" "}
          {changeOn(latency.avg, metrics.previous.totals.avgEndToEndLatency, formatDuration)}
        </>
      ) : (
        words.cards.noLatency
      )}
    </FigureCard>
  );
}

function CostCard({ metrics, club }: CardProps) {
  return (
    <FigureCard
      title={words.cards.cost}
      icon={CoinsIcon}
      value={metrics && formatMicroDollars(metrics.totals.totalAICost)}
      // The grid says what each note cost.
      href={metrics && runLinks(metrics, club).notes()}
    >
      {metrics ? (
        <>
          {words.cards.perNote(formatMicroDollars(metrics.totals.avgCostPerArtifact))}
          <br />
          {changeOn(metrics.totals.totalAICost, metrics.previous.totals.totalAICost, formatMicroDollars)}
        </>
      ) : null}
    </FigureCard>
  );
}

function ResolutionCard({ metrics, club }: CardProps) {
  const matched = metrics?.quality.autoResolution;
  const before = metrics?.previous.totals;
  return (
    <FigureCard
      title={words.cards.resolution}
      icon={UserSearchIcon}
      value={matched && (matched.whole === 0 ? "—" : formatShare(matched.value))}
      isFaded={matched !== undefined && confidenceIn(matched.whole) !== "enough"}
      href={linkTo(metrics, club, ["entity_resolution_completed"])}
    >
      {matched && before ? (
        <>
          {words.cards.matched(samplesInWords(matched.whole, "name"))}
          <br />
          {hadNames(before) ? pointsOn(matched.value, before.autoResolutionRate) : words.cards.noneBefore}
        </>
      ) : null}
    </FigureCard>
  );
}

/** Names that wait now, of the whole platform; and how many were asked in the range, of what is shown. */
function BacklogCard({ metrics, club }: CardProps) {
  const waiting = useWaiting();
  const asked = metrics?.quality.disambiguation;
  const before = metrics?.previous.totals;
  return (
    <FigureCard
      title={words.cards.backlog}
      icon={BotMessageSquareIcon}
      value={waiting && formatCount(waiting.countedAt === null ? undefined : waiting.openNames)}
      href={linkTo(metrics, club, ["entity_needs_disambiguation"])}
    >
      {waiting && asked && before ? (
        <>
          {waiting.oldestNameSince === undefined ? (
            words.cards.noBacklog
          ) : (
            <>
              {words.cards.toChoose(club === null ? "" : words.cards.wholePlatform)}{" "}
              <RelativeTime at={waiting.oldestNameSince} />
            </>
          )}
          <br />
          {asked.whole === 0
            ? words.cards.noNames
            : words.cards.asked(
                formatCount(asked.part),
                formatShare(asked.value),
                hadNames(before) ? pointsOn(asked.value, before.disambiguationRate) : words.cards.noneBefore,
              )}
        </>
      ) : null}
    </FigureCard>
  );
}
