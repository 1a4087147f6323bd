"use client";

import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { formatCount, formatShare } from "@voice-flow/domain/format/number";
import { AI_PROVIDER_LABELS } from "@voice-flow/domain/vocabulary/operations";
import { MACHINE_STAGES } from "@voice-flow/domain/vocabulary/pipeline";
import { ActivityIcon, BotIcon, CircleCheckIcon, CircleXIcon, CoinsIcon, TimerIcon } from "lucide-react";
import { FigureCard } from "@/components/figure-card";
import type { RealTime } from "@/components/flow/stage-nodes";
import { useRealTime } from "@/components/flow/use-flow";
import { useIsCurrent } from "@/components/live/live-provider";
import { RelativeTime } from "@/components/relative-time";
import { BREAKER_UNKNOWN, CIRCUIT_BREAKER_LABELS } from "@/features/vocabulary/circuit-breaker";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { startOfDay, useRoundedNow } from "@/lib/rounded-now";
import { confidenceIn, samplesInWords } from "@/lib/samples";
import { type CardLinks, cardLinks, NO_LINKS } from "./card-links";
import { changeInWords } from "./figures";
import { words } from "./words";

/** The six figures of this moment and of today, in the reader's zone. */
export function StatusCards() {
  const realTime = useRealTime();
  const now = useRoundedNow();
  // The server knows neither the moment nor the reader's midnight.
  const links = now === undefined ? NO_LINKS : cardLinks(now, startOfDay(now));
  return (
    <section aria-labelledby="status-cards">
      <h2 id="status-cards" className="sr-only">
        {words.cards.title}
      </h2>
      <ul className="grid grid-cols-2 gap-3 md:grid-cols-3 xl:grid-cols-6">
        <ActiveCard now={realTime} href={links.active} />
        <CompletedCard now={realTime} href={links.completed} />
        <FailedCard now={realTime} href={links.failed} />
        <LatencyCard now={realTime} href={links.latency} />
        <ServiceCard now={realTime} href={links.service} />
        <CostCard now={realTime} href={links.cost} />
      </ul>
    </section>
  );
}

type LinkedCardProps = { now: RealTime | undefined; href: CardLinks[keyof CardLinks] };

/** "Transcription 2 · Claims 1". */
function inFlightInWords({ inFlight }: RealTime): string {
  const stages = MACHINE_STAGES.filter((stage) => inFlight[stage] > 0);
  return stages.length === 0
    ? words.cards.noneInFlight
    : stages
        .map((stage) => `${PIPELINE_STAGE_LABELS[stage].short} ${formatCount(inFlight[stage])}`)
        .join(" · ");
}

function ActiveCard({ now, href }: LinkedCardProps) {
  return (
    <FigureCard
      title={words.cards.active}
      icon={ActivityIcon}
      value={now && formatCount(now.activeArtifacts)}
      href={href}
    >
      {now ? inFlightInWords(now) : null}
    </FigureCard>
  );
}

function CompletedCard({ now, href }: LinkedCardProps) {
  return (
    <FigureCard
      title={words.cards.completed}
      icon={CircleCheckIcon}
      value={now && formatCount(now.today.completed)}
      href={href}
    >
      {now ? changeInWords(now.completedChange, now.yesterday.completed) : null}
    </FigureCard>
  );
}

function FailedCard({ now, href }: LinkedCardProps) {
  const ended = now ? now.today.completed + now.today.failed : 0;
  return (
    <FigureCard
      title={words.cards.failed}
      icon={CircleXIcon}
      value={now && formatCount(now.today.failed)}
      tone={now && now.today.failed > 0 ? "danger" : undefined}
      href={href}
    >
      {now && ended > 0
        ? `${formatShare(now.today.failureRate)} ${samplesInWords(ended, "run")}`
        : words.cards.noneEnded}
    </FigureCard>
  );
}

function LatencyCard({ now, href }: LinkedCardProps) {
  const latency = now?.endToEnd;
  const trust = latency ? confidenceIn(latency.samples) : "none";
  return (
    <FigureCard
      title={words.cards.latency}
      icon={TimerIcon}
      value={latency && (trust === "none" ? "—" : formatDuration(latency.avg))}
      isFaded={trust !== "enough"}
      href={href}
    >
      {latency && trust !== "none" ? (
        <>
          {words.cards.percentiles(formatDuration(latency.p50), formatDuration(latency.p95))}
          <br />
          {words.cards.latencySamples(samplesInWords(latency.samples, "first attempt"))}
        </>
      ) : (
        words.cards.noLatency
      )}
    </FigureCard>
  );
}

function ServiceCard({ now, href }: LinkedCardProps) {
  // One provider today; were there several, the one that is worst off speaks.
  const service =
    now?.aiServices.find(({ circuitBreakerState }) => circuitBreakerState !== "closed") ?? now?.aiServices[0];
  const isCurrent = useIsCurrent();
  const state =
    service && (isCurrent ? CIRCUIT_BREAKER_LABELS[service.circuitBreakerState] : BREAKER_UNKNOWN);
  const Icon = state?.icon;
  return (
    <FigureCard
      title={words.cards.service}
      icon={BotIcon}
      tone={state?.tone}
      href={href}
      value={
        state && Icon ? (
          <span className="flex items-center gap-1.5 text-lg">
            <Icon aria-hidden="true" className="size-4.5 shrink-0" />
            {state.label}
          </span>
        ) : undefined
      }
    >
      {service && state ? (
        <span title={state.sentence}>
          {words.cards.breaker(AI_PROVIDER_LABELS[service.provider])} {isCurrent ? null : "was "}
          {service.circuitBreakerState.replace("_", " ")}
          {service.openedAt === undefined || service.circuitBreakerState === "closed" ? null : (
            <>
              <br />
              {words.cards.opened} <RelativeTime at={service.openedAt} />
            </>
          )}
        </span>
      ) : null}
    </FigureCard>
  );
}

function CostCard({ now, href }: LinkedCardProps) {
  const ended = now ? now.today.completed + now.today.failed : 0;
  return (
    <FigureCard
      title={words.cards.cost}
      icon={CoinsIcon}
      value={now && formatMicroDollars(now.today.aiCost)}
      href={href}
    >
      {now ? (
        <>
          {ended === 0
            ? words.cards.noneEnded
            : words.cards.perAttempt(formatMicroDollars(Math.round(now.today.aiCost / ended)))}
          <br />
          {words.cards.yesterday(formatMicroDollars(now.yesterday.aiCost))}
        </>
      ) : null}
    </FigureCard>
  );
}
