"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Elapsed } from "@/components/elapsed";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { formatDuration } from "@/lib/format-duration";
import { formatCount, formatShare, pluralise } from "@/lib/format-number";
import { TONE_CLASSES } from "@/lib/tone";
import { confidenceIn, FEW_SAMPLES } from "../metrics/samples";
import { PIPELINE_STAGE_LABELS } from "../vocabulary/pipeline-stages";
import { HEALTH_LABELS } from "./stage-health";
import type { StageNode } from "./stage-nodes";

type FlowNodeProps = { node: StageNode; href?: string | undefined; isSelected: boolean; isLarge: boolean };

/** One stage of the flow graph. */
export function FlowNode({ node, href, isSelected, isLarge }: FlowNodeProps) {
  const { stage, depth, health } = node;
  const { label, icon: Icon } = PIPELINE_STAGE_LABELS[stage];
  const { label: word, icon, tone } = HEALTH_LABELS[health.level];
  return (
    <div
      data-stage={stage}
      data-health={health.level}
      className={cn(
        "relative flex h-full flex-col rounded-lg border bg-surface-raised px-3 py-2.5",
        tone === "danger" || tone === "warning" ? TONE_CLASSES[tone].border : "border-border-strong",
        href && "focus-within:border-ring hover:border-ring",
        isSelected && "outline-2 -outline-offset-1 outline-ring",
      )}
    >
      <h3 className="flex min-w-0 items-center gap-1.5 text-xs font-medium">
        <Icon aria-hidden="true" className="size-3.5 shrink-0 text-muted-foreground" />
        {href ? (
          <Link
            href={href}
            scroll={false}
            aria-current={isSelected ? "true" : undefined}
            className="truncate rounded-sm after:absolute after:inset-0 after:rounded-lg"
          >
            {label}
          </Link>
        ) : (
          <span className="truncate">{label}</span>
        )}
      </h3>
      <div className="mt-1 flex h-8 items-center gap-2">
        {depth === undefined ? (
          <Skeleton className="h-7 w-10" />
        ) : (
          <span className={cn("font-semibold tracking-tight tabular", isLarge ? "text-3xl" : "text-2xl")}>
            {formatCount(depth.count)}
            {depth.isLeast ? "+" : ""}
          </span>
        )}
        <span className="text-xs text-muted-foreground">in stage</span>
        <Badge tone={tone} icon={icon} title={health.sentence} className="ml-auto">
          {word}
        </Badge>
      </div>
      <StageFigures node={node} isLarge={isLarge} />
    </div>
  );
}

function StageFigures({ node: { depth, lastHour }, isLarge }: { node: StageNode; isLarge: boolean }) {
  const latency = (ms: number) => {
    if (!lastHour || lastHour.samples === 0) return "—";
    return formatDuration(ms);
  };
  const isFew = lastHour !== undefined && confidenceIn(lastHour.samples) !== "enough";
  const sampled =
    lastHour && isFew ? `Of ${pluralise(lastHour.samples, "run")}, fewer than ${FEW_SAMPLES}` : undefined;
  return (
    <dl className="mt-auto grid grid-cols-2 gap-x-4 gap-y-0.5 pt-1.5 text-xs tabular lg:grid-cols-1">
      <Row name="Oldest wait" isKnown={depth !== undefined}>
        {depth?.oldestSince === undefined ? "—" : <Elapsed since={depth.oldestSince} />}
      </Row>
      <Row name="p50" isKnown={lastHour !== undefined} isFaded={isFew} title={sampled}>
        {latency(lastHour?.p50 ?? 0)}
      </Row>
      <Row name="p95" isKnown={lastHour !== undefined} isFaded={isFew} title={sampled}>
        {latency(lastHour?.p95 ?? 0)}
      </Row>
      <Row name="Throughput" isKnown={lastHour !== undefined}>
        {formatCount(lastHour?.completed)} / h
      </Row>
      {isLarge ? (
        <Row name="Failed" isKnown={lastHour !== undefined}>
          {formatCount(lastHour?.failed)}
          {lastHour && lastHour.failed > 0 ? ` (${formatShare(lastHour.failureRate)})` : null}
        </Row>
      ) : null}
    </dl>
  );
}

type RowProps = {
  name: string;
  isKnown: boolean;
  isFaded?: boolean;
  title?: string | undefined;
  children: ReactNode;
};

function Row({ name, isKnown, isFaded = false, title, children }: RowProps) {
  return (
    <div className="flex h-4.5 items-center justify-between gap-2" title={title}>
      <dt className="truncate text-muted-foreground">{name}</dt>
      <dd className={cn("whitespace-nowrap", isFaded && "text-muted-foreground")}>
        {isKnown ? children : <Skeleton className="h-3 w-12" />}
      </dd>
    </div>
  );
}
