/** What a batch of events adds: to which rows, to which days, and to what is in flight. Pure; no row is read here. */

import type { AggregatedEvent } from "@voice-flow/domain/metrics/aggregated-event";
import { type Bucket, mergeBuckets } from "@voice-flow/domain/metrics/bucket";
import { type DaySlot, mergeSlots, slotDelta } from "@voice-flow/domain/metrics/day-profile";
import { afterEvent, type InFlight } from "@voice-flow/domain/metrics/in-flight";
import { bucketDelta, DAY_MS, HOUR_MS, periodStart } from "@voice-flow/domain/metrics/rollup";

export const FIVE_MINUTES_MS = 300_000;

/** Lengths of the periods for which rows are kept, ms. */
export const PERIOD_MS = { fiveMinutes: FIVE_MINUTES_MS, hourly: HOUR_MS, daily: DAY_MS } as const;
export type Period = keyof typeof PERIOD_MS;

export interface RowDelta {
  /** Absent = the platform. */
  organizationId: string | undefined;
  period: Period;
  periodStart: number;
  bucket: Bucket;
}

export interface Accumulated {
  rows: RowDelta[];
  /** By start of the day (UTC). */
  days: Map<number, DaySlot[]>;
  inFlight: InFlight;
  /** How many of the events, from the first, are in it. */
  taken: number;
  /** Ids of the events among them that could not be aggregated. */
  skipped: string[];
}

type StoredEvent = AggregatedEvent & { eventId: string };

const keyOf = (organizationId: string | undefined, period: Period, start: number): string =>
  JSON.stringify([organizationId, period, start]);

export interface BatchLimits {
  maxRows: number;
  /** The service target, ms. */
  targetMs: number;
}

/** Adds up events, in their order, until the next one would touch more than `maxRows` rows. */
export function accumulate(
  events: readonly StoredEvent[],
  inFlight: InFlight,
  { maxRows, targetMs }: BatchLimits,
): Accumulated {
  const touched = new Set<string>();
  const fine = new Map<string, RowDelta>();
  const days = new Map<number, DaySlot[]>();
  const skipped: string[] = [];
  let sums = inFlight;
  let taken = 0;
  for (const event of events) {
    const scopes = event.organizationId === undefined ? [undefined] : [undefined, event.organizationId];
    const fresh = scopes
      .flatMap((scope) => keysOf(scope, event.timestamp))
      .filter((key) => !touched.has(key));
    if (taken > 0 && touched.size + fresh.length > maxRows) break;
    taken += 1;
    const delta = deltaOrNull(event);
    if (delta === null) {
      skipped.push(event.eventId);
      continue;
    }
    for (const key of fresh) touched.add(key);
    for (const organizationId of scopes)
      addTo(fine, { organizationId, period: "fiveMinutes", ...at(event), bucket: delta });
    const slot = slotDelta(event, targetMs);
    const dayStart = periodStart(event.timestamp, DAY_MS);
    if (slot) days.set(dayStart, mergeSlots(days.get(dayStart) ?? [], [slot]));
    sums = afterEvent(sums, event);
  }
  const hourly = coarser(fine, "hourly");
  const rows = [...fine.values(), ...hourly.values(), ...coarser(hourly, "daily").values()];
  return { rows, days, inFlight: sums, taken, skipped };
}

const at = (event: StoredEvent) => ({ periodStart: periodStart(event.timestamp, FIVE_MINUTES_MS) });

const keysOf = (organizationId: string | undefined, timestamp: number): string[] =>
  (["fiveMinutes", "hourly", "daily"] as const).map((period) =>
    keyOf(organizationId, period, periodStart(timestamp, PERIOD_MS[period])),
  );

/** A damaged event must not hold up all that come after it. */
function deltaOrNull(event: StoredEvent): Bucket | null {
  try {
    return bucketDelta(event);
  } catch (error) {
    console.error("An event cannot be aggregated:", event.eventId, error instanceof Error ? error.name : "");
    return null;
  }
}

function addTo(rows: Map<string, RowDelta>, delta: RowDelta): void {
  const key = keyOf(delta.organizationId, delta.period, delta.periodStart);
  const row = rows.get(key);
  rows.set(key, row ? { ...row, bucket: mergeBuckets(row.bucket, delta.bucket) } : delta);
}

function coarser(rows: Map<string, RowDelta>, period: Period): Map<string, RowDelta> {
  const sums = new Map<string, RowDelta>();
  for (const row of rows.values()) {
    addTo(sums, { ...row, period, periodStart: periodStart(row.periodStart, PERIOD_MS[period]) });
  }
  return sums;
}
