/** The hours of a breakdown as a chart takes them; hours without events are gaps. */

import type { api } from "@voice-flow/backend/api";
import { HOUR_MS } from "@voice-flow/domain/time";
import type { MeasuredStage } from "@voice-flow/domain/vocabulary/pipeline";
import type { FunctionReturnType } from "convex/server";

export type Breakdown = FunctionReturnType<typeof api.models.voicePipelineMetrics.getStageBreakdown>;

export function hourlySeries({ from, to, points }: Breakdown, stage: MeasuredStage) {
  const periods = Array.from({ length: Math.round((to - from) / HOUR_MS) }, (_, index) => ({
    start: from + index * HOUR_MS,
    end: from + (index + 1) * HOUR_MS,
  }));
  const known = new Map(
    points.map(({ periodStart, stages }) => [periodStart, stages.find((figures) => figures.stage === stage)]),
  );
  const of = (key: "p50" | "p95") =>
    periods.map(({ start }) => {
      const figures = known.get(start);
      return figures && figures.samples > 0 ? figures[key] : null;
    });
  return { periods, p50: of("p50"), p95: of("p95") };
}
