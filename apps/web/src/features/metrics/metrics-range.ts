"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { words } from "./words";

/** As the backend spells them, shortest first. */
export const METRICS_RANGES = ["1h", "6h", "24h", "7d", "30d"] as const;
export type MetricsRange = (typeof METRICS_RANGES)[number];

export const RANGE_WORDS = {
  "1h": words.ranges.hour,
  "6h": words.ranges.sixHours,
  "24h": words.ranges.day,
  "7d": words.ranges.week,
  "30d": words.ranges.month,
} as const satisfies Record<MetricsRange, string>;

const parsers = {
  range: parseAsStringLiteral(METRICS_RANGES).withDefault("24h"),
  /** Id of an organisation; without one the whole platform. */
  club: parseAsString,
};

/** What the metrics page shows, held in the URL; each change is a step that the back button takes back. */
export const useMetricsView = () => useQueryStates(parsers, { history: "push" });

/** The quality page looks at longer times: coaches decide in the evening, and on few claims at once. */
export const useQualityView = () =>
  useQueryStates(
    { ...parsers, range: parseAsStringLiteral(METRICS_RANGES).withDefault("30d") },
    { history: "push" },
  );
