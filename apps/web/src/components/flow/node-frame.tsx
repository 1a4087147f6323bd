"use client";

import type { PipelineStage } from "@voice-flow/domain/vocabulary/pipeline";
import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Skeleton } from "@/components/ui/skeleton";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { cn } from "@/lib/cn";
import { TONE_CLASSES } from "@/lib/tone";
import { HEALTH_LABELS, type StageHealth } from "./stage-health";

/** How a node stands in its graph. */
export type NodePlace = { href?: string | undefined; isSelected: boolean; isLarge: boolean };

type NodeFrameProps = NodePlace & {
  stage: PipelineStage;
  /** Undefined while it is not known, null where it was not recorded. */
  count: string | undefined | null;
  unit: string;
  title?: string | undefined;
  health: StageHealth;
  children: ReactNode;
};

/** A box of the flow graph: the stage, how much is in it, and how it is doing in an icon and a word. */
export function NodeFrame(props: NodeFrameProps) {
  const { stage, count, unit, title, health, href, isSelected, isLarge, children } = props;
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
      <div className="mt-1 flex h-8 items-center gap-2" title={title}>
        {count === undefined ? (
          <Skeleton className="h-7 w-10" />
        ) : (
          <span
            data-depth
            className={cn("font-semibold tracking-tight tabular", isLarge ? "text-3xl" : "text-2xl")}
          >
            {count ?? "—"}
          </span>
        )}
        <Badge tone={tone} icon={icon} title={health.sentence} className="ml-auto">
          {word}
        </Badge>
      </div>
      <p className="text-xs text-muted-foreground">{unit}</p>
      {children}
    </div>
  );
}

export const NodeRows = ({ children }: { children: ReactNode }) => (
  <dl className="mt-auto grid grid-cols-2 gap-x-4 gap-y-0.5 pt-1.5 text-xs tabular xl:grid-cols-1">
    {children}
  </dl>
);

type NodeRowProps = {
  name: string;
  isKnown: boolean;
  isFaded?: boolean;
  title?: string | undefined;
  children: ReactNode;
};

export function NodeRow({ name, isKnown, isFaded = false, title, children }: NodeRowProps) {
  return (
    <div className="flex h-4.5 items-center justify-between gap-2" title={title}>
      <dt className="truncate text-muted-foreground">{name}</dt>
      <dd className={cn("whitespace-nowrap", isFaded && "text-muted-foreground")}>
        {isKnown ? children : <Skeleton className="h-3 w-12" />}
      </dd>
    </div>
  );
}
