"use client";

import { formatDuration } from "@voice-flow/domain/format/duration";
import { formatMicroDollars } from "@voice-flow/domain/format/money";
import { MEASURED_STAGES, type MeasuredStage } from "@voice-flow/domain/vocabulary/pipeline";
import { PIPELINE_STAGE_LABELS } from "@/features/vocabulary/pipeline-stages";
import { useNow } from "@/lib/clock";
import { cn } from "@/lib/cn";
import type { Tone } from "@/lib/tone";
import { TONE_CLASSES } from "@/lib/tone";
import type { RunOutcome, StageRun } from "./stage-run";
import { type Attempt, axisLength, costOf } from "./stage-runs";

const OUTCOMES = {
  running: { word: "running", tone: "info" },
  completed: { word: "completed", tone: "success" },
  failed: { word: "failed", tone: "danger" },
  abandoned: { word: "stopped", tone: "neutral" },
  unreported: { word: "sent, no report", tone: "neutral" },
  waiting: { word: "waiting for the coach to write", tone: "warning" },
} as const satisfies Record<RunOutcome, { word: string; tone: Tone }>;

/** Stage, bars, how long the newest attempt took and, where there is room, what all of them cost. */
const COLUMNS =
  "grid grid-cols-[8.5rem_minmax(0,1fr)_4.5rem] gap-3 sm:grid-cols-[8.5rem_minmax(0,1fr)_4.5rem_4.5rem]";

/** One row per stage and, within it, one bar per attempt; all attempts start at the left edge, so that they compare. */
export function StageBars({ attempts }: { attempts: readonly Attempt[] }) {
  const isRunning = attempts.some((attempt) => attempt.endedAt === undefined);
  const now = useNow(isRunning ? 250 : 60_000);
  const length = axisLength(attempts, now);
  return (
    <div className="px-4 pt-3 pb-4">
      <ul aria-label="Stages" className="space-y-2">
        {MEASURED_STAGES.map((stage) => (
          <StageRow key={stage} stage={stage} attempts={attempts} length={length} now={now} />
        ))}
      </ul>
      <div className={cn(COLUMNS, "mt-2 items-start text-2xs text-muted-foreground")}>
        <Legend />
        <div className="flex justify-between tabular">
          <span>0</span>
          <span>{formatDuration(length / 2)}</span>
          <span>{formatDuration(length)}</span>
        </div>
        <span className="text-right">time</span>
        <span className="hidden text-right sm:block">cost</span>
      </div>
    </div>
  );
}

function Legend() {
  return (
    <div className="flex items-center gap-3">
      <span className="flex items-center gap-1">
        <span
          aria-hidden="true"
          className="texture-waiting h-2 w-3 rounded-xs border text-muted-foreground"
        />
        waiting
      </span>
      <span className="flex items-center gap-1">
        <span aria-hidden="true" className="h-2 w-3 rounded-xs bg-tone-success-solid" />
        running
      </span>
    </div>
  );
}

type StageRowProps = { stage: MeasuredStage; attempts: readonly Attempt[]; length: number; now: number };

function StageRow({ stage, attempts, length, now }: StageRowProps) {
  const { label, icon: Icon } = PIPELINE_STAGE_LABELS[stage];
  const runs = attempts.flatMap((attempt) =>
    attempt.runs.filter((run) => run.stage === stage).map((run) => ({ run, attempt })),
  );
  const newest = runs.at(-1)?.run;
  const cost = costOf(runs.map(({ run }) => run));
  return (
    <li className={cn(COLUMNS, "items-center")}>
      <span className="flex items-center gap-1.5 truncate text-xs">
        <Icon aria-hidden="true" className="size-3.5 shrink-0 text-muted-foreground" />
        <span className="truncate">{label}</span>
      </span>
      <div className="space-y-0.5 rounded-sm bg-muted py-0.5">
        {runs.length === 0 ? <div className="h-3" /> : null}
        {runs.map(({ run, attempt }, index) => (
          <RunBar
            key={run.attempt}
            run={run}
            origin={attempt.startedAt}
            length={length}
            now={now}
            isNewest={index === runs.length - 1}
            showsAttempt={attempts.length > 1}
          />
        ))}
      </div>
      <span className={cn("text-right text-xs tabular", newest === undefined && "text-muted-foreground")}>
        {newest === undefined ? "—" : formatDuration((newest.endedAt ?? now) - newest.startedAt)}
      </span>
      <span
        data-stage-cost={stage}
        title={runs.length > 1 ? "AI cost of the stage, every attempt" : "AI cost of the stage"}
        className="hidden text-right text-xs text-muted-foreground tabular sm:block"
      >
        {cost === undefined ? "—" : formatMicroDollars(cost)}
      </span>
    </li>
  );
}

type RunBarProps = {
  run: StageRun;
  /** ms; where the axis begins for this attempt. */
  origin: number;
  length: number;
  now: number;
  isNewest: boolean;
  showsAttempt: boolean;
};

function RunBar({ run, origin, length, now, isNewest, showsAttempt }: RunBarProps) {
  const { word, tone } = OUTCOMES[run.outcome];
  const end = run.endedAt ?? Math.max(now, run.startedAt);
  const percent = (ms: number) => `${Math.min(100, Math.max(0, (ms / length) * 100))}%`;
  const waited = run.startedAt - run.queuedAt;
  const sentence = `${PIPELINE_STAGE_LABELS[run.stage].label}, attempt ${run.attempt}: ${word}, ran ${formatDuration(end - run.startedAt)}${waited > 0 ? `, waited ${formatDuration(waited)}` : ""}`;
  return (
    <div title={sentence} className="relative h-3">
      <span className="sr-only">{sentence}</span>
      {waited > 0 ? (
        <div
          aria-hidden="true"
          className="texture-waiting absolute inset-y-0.5 text-muted-foreground"
          style={{ left: percent(run.queuedAt - origin), width: percent(waited) }}
        />
      ) : null}
      <div
        aria-hidden="true"
        className={cn(
          "absolute inset-y-0 min-w-1 rounded-xs",
          TONE_CLASSES[tone].solid,
          // The bar alone: its label must stay readable.
          !isNewest && "opacity-60",
          run.outcome === "running" && "motion-safe:animate-pulse",
        )}
        style={{ left: percent(run.startedAt - origin), width: percent(end - run.startedAt) }}
      />
      {showsAttempt ? (
        <span
          aria-hidden="true"
          className="absolute top-0 text-[0.5625rem] leading-3 text-muted-foreground"
          style={{ left: `calc(${percent(end - origin)} + 4px)` }}
        >
          #{run.attempt}
        </span>
      ) : null}
    </div>
  );
}
