import { cn } from "@/lib/cn";
import { type LinePoint, lineRuns } from "./chart-scale";

export type Series = {
  name: string;
  color: SeriesColor;
  /** One for each period; null where nothing is known. */
  values: readonly (number | null)[];
};

type MarksProps = {
  series: readonly Series[];
  max: number;
  count: number;
  /** From this period on nothing is finished. */
  unfinishedFrom: number;
  chosen: number | undefined;
};

/** Stacked bars, the first series at the bottom. An unfinished one is hatched. */
export function ChartBars({ series, max, count, unfinishedFrom, chosen }: MarksProps) {
  return (
    <div aria-hidden="true" className="absolute inset-0 flex items-end">
      {Array.from({ length: count }, (_, index) => (
        <div
          // The periods of a range keep their places.
          key={`bar-${index}`}
          data-unfinished={index >= unfinishedFrom ? "" : undefined}
          className={cn(
            "flex h-full min-w-0 flex-1 flex-col-reverse items-center",
            chosen === index && "bg-muted",
          )}
        >
          {series.map(({ name, color, values }) => (
            <div
              key={name}
              style={{ height: `${((values[index] ?? 0) / max) * 100}%` }}
              className={cn(
                "w-[84%]",
                SERIES_COLORS[color].bar,
                index >= unfinishedFrom && "texture-waiting text-surface opacity-70",
              )}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

/** Lines with gaps where nothing is known; the way to an unfinished period is dashed. */
export function ChartLines({
  series,
  max,
  count,
  unfinishedFrom,
  chosen,
  isFilled,
}: MarksProps & { isFilled: boolean }) {
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${Math.max(1, count)} 100`}
      preserveAspectRatio="none"
      className="absolute inset-0 size-full overflow-visible"
    >
      {chosen === undefined ? null : <rect x={chosen} y={0} width={1} height={100} className="fill-muted" />}
      {series.map(({ name, color, values }) => (
        <g key={name} className={SERIES_COLORS[color].stroke} fill="none">
          {lineRuns(values, max).map((run) => {
            const finished = run.filter(({ x }) => x < unfinishedFrom);
            const tail = run.slice(Math.max(0, finished.length - 1));
            return (
              <g key={run[0]?.x}>
                {isFilled ? (
                  <path
                    d={areaOf(run)}
                    stroke="none"
                    className={cn(SERIES_COLORS[color].fill, "opacity-20")}
                  />
                ) : null}
                <Stroke points={finished} />
                {tail.length > 1 || finished.length === 0 ? <Stroke points={tail} isDashed /> : null}
              </g>
            );
          })}
        </g>
      ))}
    </svg>
  );
}

function Stroke({ points, isDashed = false }: { points: readonly LinePoint[]; isDashed?: boolean }) {
  // A point alone is a line of no length, which round ends make a dot.
  const [first] = points;
  const single = points.length === 1 && first ? ` L${first.x + 0.001} ${first.y}` : "";
  return (
    <path
      d={`${pathOf(points)}${single}`}
      vectorEffect="non-scaling-stroke"
      strokeWidth={points.length === 1 ? 4 : 1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeDasharray={isDashed ? "2 4" : undefined}
    />
  );
}

const pathOf = (points: readonly LinePoint[]): string =>
  points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join(" ");

function areaOf(points: readonly LinePoint[]): string {
  const [first] = points;
  const last = points.at(-1);
  return first && last ? `${pathOf(points)} L${last.x} 100 L${first.x} 100 Z` : "";
}

/** Colours of series. The legend and the line above a chart name them: a colour is never the only name. */
export const SERIES_COLORS = {
  success: {
    bar: "bg-tone-success-solid",
    stroke: "stroke-tone-success-solid",
    fill: "fill-tone-success-solid",
  },
  danger: { bar: "bg-tone-danger-solid", stroke: "stroke-tone-danger-solid", fill: "fill-tone-danger-solid" },
  info: { bar: "bg-tone-info-solid", stroke: "stroke-tone-info-solid", fill: "fill-tone-info-solid" },
  attention: {
    bar: "bg-tone-attention-solid",
    stroke: "stroke-tone-attention-solid",
    fill: "fill-tone-attention-solid",
  },
  warning: {
    bar: "bg-tone-warning-solid",
    stroke: "stroke-tone-warning-solid",
    fill: "fill-tone-warning-solid",
  },
  teal: { bar: "bg-teal-500", stroke: "stroke-teal-500", fill: "fill-teal-500" },
} as const;
export type SeriesColor = keyof typeof SERIES_COLORS;
