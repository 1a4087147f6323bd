import {
  BotMessageSquareIcon,
  CircleCheckIcon,
  CoinsIcon,
  LayersIcon,
  TimerIcon,
  UserSearchIcon,
} from "lucide-react";
import { FigureCard } from "@/components/figure-card";
import { formatDuration } from "@/lib/format-duration";
import { formatMicroDollars } from "@/lib/format-money";
import { formatCount, formatShare } from "@/lib/format-number";
import { eventsHref } from "../shell/event-links";
import { changeOn, pointsOn } from "./compare";
import { confidenceIn, samplesInWords } from "./samples";
import type { Historical } from "./use-historical";

type Totals = Historical["totals"];
/** A range without names has a rate of nothing, which is no rate to compare with. */
const hadNames = (totals: Totals) => totals.totalEntitiesResolved > 0 || totals.disambiguationRate > 0;
const processed = (totals: Totals) => totals.artifactsCompleted + totals.artifactsFailed;

/** The six figures of a range, each with what it rests on and the same of the range before. */
export function MetricCards({ metrics, club }: { metrics: Historical | undefined; club: string | null }) {
  return (
    <ul aria-label="Totals" className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
      <VolumeCards metrics={metrics} club={club} />
      <LatencyCard metrics={metrics} club={club} />
      <CostCard metrics={metrics} />
      <NameCards metrics={metrics} />
    </ul>
  );
}

type CardProps = { metrics: Historical | undefined };
type LinkedCardProps = CardProps & { club: string | null };

const linkTo = (metrics: Historical | undefined, club: string | null, types: "all" | "completed") =>
  metrics &&
  eventsHref({
    types: types === "all" ? ["artifact_completed", "artifact_failed"] : ["artifact_completed"],
    from: metrics.from,
    to: metrics.to,
    ...(club !== null && { club }),
  });

function VolumeCards({ metrics, club }: LinkedCardProps) {
  const totals = metrics?.totals;
  const before = metrics?.previous.totals;
  const ended = totals ? processed(totals) : 0;
  return (
    <>
      <FigureCard
        title="Notes processed"
        icon={LayersIcon}
        value={totals && formatCount(ended)}
        href={linkTo(metrics, club, "all")}
      >
        {totals && before ? (
          <>
            {formatCount(totals.artifactsReceived)} received
            <br />
            {changeOn(ended, processed(before), formatCount)}
          </>
        ) : null}
      </FigureCard>
      <FigureCard
        title="Completion rate"
        icon={CircleCheckIcon}
        value={totals && (ended === 0 ? "—" : formatShare(1 - totals.overallFailureRate))}
        isFaded={confidenceIn(ended) !== "enough"}
        href={linkTo(metrics, club, "completed")}
      >
        {totals && before ? (
          <>
            {samplesInWords(ended, "note")}
            <br />
            {processed(before) === 0
              ? "none before"
              : pointsOn(1 - totals.overallFailureRate, 1 - before.overallFailureRate)}
          </>
        ) : null}
      </FigureCard>
    </>
  );
}

function LatencyCard({ metrics, club }: LinkedCardProps) {
  const latency = metrics?.endToEnd;
  const hasSome = latency !== undefined && latency.samples > 0;
  return (
    <FigureCard
      title="End to end, average"
      icon={TimerIcon}
      value={latency && (hasSome ? formatDuration(latency.avg) : "—")}
      isFaded={latency !== undefined && confidenceIn(latency.samples) !== "enough"}
      href={linkTo(metrics, club, "completed")}
    >
      {hasSome && metrics ? (
        <>
          p50 {formatDuration(latency.p50)} · p95 {formatDuration(latency.p95)} · p99{" "}
          {formatDuration(latency.p99)}
          <br />
          {samplesInWords(latency.samples, "note")};{" "}
          {changeOn(latency.avg, metrics.previous.totals.avgEndToEndLatency, formatDuration)}
        </>
      ) : (
        "no note was finished"
      )}
    </FigureCard>
  );
}

function CostCard({ metrics }: CardProps) {
  return (
    <FigureCard
      title="AI cost"
      icon={CoinsIcon}
      value={metrics && formatMicroDollars(metrics.totals.totalAICost)}
    >
      {metrics ? (
        <>
          {formatMicroDollars(metrics.totals.avgCostPerArtifact)} per note
          <br />
          {changeOn(metrics.totals.totalAICost, metrics.previous.totals.totalAICost, formatMicroDollars)}
        </>
      ) : null}
    </FigureCard>
  );
}

function NameCards({ metrics }: CardProps) {
  const matched = metrics?.quality.autoResolution;
  const asked = metrics?.quality.disambiguation;
  const before = metrics?.previous.totals;
  return (
    <>
      <FigureCard
        title="Names matched alone"
        icon={UserSearchIcon}
        value={matched && (matched.whole === 0 ? "—" : formatShare(matched.value))}
        isFaded={matched !== undefined && confidenceIn(matched.whole) !== "enough"}
      >
        {matched && before ? (
          <>
            auto-resolution, {samplesInWords(matched.whole, "name")}
            <br />
            {hadNames(before) ? pointsOn(matched.value, before.autoResolutionRate) : "none before"}
          </>
        ) : null}
      </FigureCard>
      <FigureCard
        title="Names to disambiguate"
        icon={BotMessageSquareIcon}
        value={asked && formatCount(asked.part)}
      >
        {asked && before ? (
          <>
            {asked.whole === 0 ? "no names" : `${formatShare(asked.value)} of names, asked of coaches`}
            <br />
            {hadNames(before) ? pointsOn(asked.value, before.disambiguationRate) : "none before"}
          </>
        ) : null}
      </FigureCard>
    </>
  );
}
