"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { cn } from "@/lib/cn";
import type { Series } from "./chart-marks";
import { ChartBars, ChartLines, SERIES_COLORS } from "./chart-marks";
import { niceMax, periodInWords, periodTick } from "./chart-scale";

export type Period = { start: number; end: number };

export type TimeChartProps = {
  title: string;
  kind: "bars" | "lines" | "area";
  periods: readonly Period[];
  series: readonly Series[];
  format: (value: number) => string;
  /** ms; the period that it lies in is not finished. */
  now: number;
  /** The least top of the scale, where small numbers should not fill the chart. */
  atLeast?: number;
  /** The runs of a period. */
  hrefOf?: (period: Period) => string | undefined;
};

const isUnfinished = ({ end }: Period, now: number) => end > now;

/** Values over time. A line above tells the period under the pointer or, with the arrow keys, the chosen one. */
export function TimeChart(props: TimeChartProps) {
  const { kind, periods, series, format, now, atLeast = 0 } = props;
  const [chosen, setChosen] = useState<number>();
  const highest = highestOf(series, periods.length, kind === "bars");
  const max = niceMax(Math.max(highest, atLeast));
  const last = periods.at(-1);
  const unfinishedFrom = last && isUnfinished(last, now) ? periods.length - 1 : periods.length;
  const marks = { series, max, unfinishedFrom, chosen };
  return (
    <div className="flex flex-1 flex-col px-4 pt-2 pb-3">
      <ChartReadout {...props} chosen={chosen} />
      <div className="mt-2 grid flex-1 grid-cols-[3.5rem_minmax(0,1fr)] gap-x-2 text-2xs text-muted-foreground tabular">
        <div aria-hidden="true" className="flex h-36 flex-col items-end justify-between leading-none">
          <span>{format(max)}</span>
          <span>{format(max / 2)}</span>
          <span>{format(0)}</span>
        </div>
        <div className="relative h-36 border-b bg-[linear-gradient(to_bottom,var(--color-border)_1px,transparent_1px)] bg-size-[100%_50%]">
          {kind === "bars" ? (
            <ChartBars {...marks} count={periods.length} />
          ) : (
            <ChartLines {...marks} count={periods.length} isFilled={kind === "area"} />
          )}
          <ChartCursor {...props} chosen={chosen} onChoose={setChosen} />
        </div>
        <span />
        <TimeAxis periods={periods} />
      </div>
    </div>
  );
}

function highestOf(series: readonly Series[], count: number, isStacked: boolean): number {
  const highs = Array.from({ length: count }, (_, index) => {
    const values = series.map(({ values }) => values[index] ?? 0);
    return isStacked ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values);
  });
  return Math.max(0, ...highs);
}

function valuesInWords({ periods, series, format, now }: TimeChartProps, index: number): string {
  const period = periods[index];
  if (!period) {
    return "";
  }
  const values = series.map(({ name, values }) => {
    const value = values[index];
    return `${name} ${value === null || value === undefined ? "—" : format(value)}`;
  });
  const unfinished = isUnfinished(period, now) ? " (not finished)" : "";
  return `${periodInWords(period)}${unfinished}: ${values.join(" · ")}`;
}

/** The names of the series with their colours, or the values of the period that is looked at. */
function ChartReadout({ chosen, ...props }: TimeChartProps & { chosen: number | undefined }) {
  return (
    <div className="flex h-5 items-center gap-x-3 overflow-hidden text-xs whitespace-nowrap">
      {chosen === undefined ? (
        props.series.map(({ name, color }) => (
          <span key={name} className="flex items-center gap-1.5 text-muted-foreground">
            <span aria-hidden="true" className={cn("size-2 rounded-xs", SERIES_COLORS[color].bar)} />
            {name}
          </span>
        ))
      ) : (
        <span data-readout className="truncate font-medium tabular">
          {valuesInWords(props, chosen)}
        </span>
      )}
    </div>
  );
}

type CursorProps = TimeChartProps & {
  chosen: number | undefined;
  onChoose: (index: number | undefined) => void;
};

/** A slider over the periods lies on the chart: it brings the keys and what a screen reader says of the value. */
function ChartCursor({ onChoose, chosen, ...props }: CursorProps) {
  const { title, periods, hrefOf } = props;
  const router = useRouter();
  const indexAt = (event: PointerEvent<HTMLInputElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - box.left) / box.width) * periods.length);
    return Math.min(periods.length - 1, Math.max(0, index));
  };
  const open = (index: number) => {
    const period = periods[index];
    const href = period && hrefOf?.(period);
    if (href) router.push(href);
  };
  const index = chosen ?? periods.length - 1;
  return (
    <>
      <input
        type="range"
        aria-label={`${title} by period`}
        aria-valuetext={valuesInWords(props, index)}
        min={0}
        max={Math.max(0, periods.length - 1)}
        value={index}
        onChange={(event) => onChoose(event.currentTarget.valueAsNumber)}
        onPointerMove={(event) => onChoose(indexAt(event))}
        onPointerLeave={() => onChoose(undefined)}
        onFocus={(event) => event.currentTarget.matches(":focus-visible") && onChoose(index)}
        onBlur={() => onChoose(undefined)}
        onClick={(event) => event.detail > 0 && open(index)}
        onKeyDown={(event: KeyboardEvent) => event.key === "Enter" && open(index)}
        className={cn("peer absolute inset-0 size-full opacity-0", hrefOf && "cursor-pointer")}
      />
      <span className="pointer-events-none absolute -inset-1 rounded-md peer-focus-visible:outline-2 peer-focus-visible:outline-ring" />
    </>
  );
}

function TimeAxis({ periods }: { periods: readonly Period[] }) {
  const first = periods[0];
  const middle = periods[Math.floor(periods.length / 2)];
  const last = periods.at(-1);
  return (
    <div aria-hidden="true" className="flex h-4 items-end justify-between leading-none whitespace-nowrap">
      {[first, middle, last].map((period, index) => (
        // Three fixed places.
        <span key={`tick-${index}`} className={cn(index === 1 && "hidden sm:inline")}>
          {period ? periodTick(period) : ""}
        </span>
      ))}
    </div>
  );
}
