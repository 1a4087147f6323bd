/**
 * A day in quarters of an hour, so that "today" can begin at the midnight of any time zone (all offsets are multiples of
 * fifteen minutes) and a week can be shown hour by hour, without reading the day's buckets.
 */
import { type Infer, v } from "convex/values";
import { type AggregatedEvent, DAY_MS, periodStart } from "./rollup";

export const SLOT_MS = 900_000;

export const daySlotValidator = v.object({
  /** 0–95, from midnight UTC. */
  slot: v.number(),
  received: v.number(),
  completed: v.number(),
  failed: v.number(),
  /** Integer micro-dollars. */
  aiCost: v.number(),
});
export type DaySlot = Infer<typeof daySlotValidator>;
export type DayFigures = Omit<DaySlot, "slot">;

const NOTHING: DayFigures = { received: 0, completed: 0, failed: 0, aiCost: 0 };

const sum = (left: DayFigures, right: DayFigures): DayFigures => ({
  received: left.received + right.received,
  completed: left.completed + right.completed,
  failed: left.failed + right.failed,
  aiCost: left.aiCost + right.aiCost,
});

/** What one event adds to its quarter, or null if it adds nothing. */
export function slotDelta(event: AggregatedEvent): DaySlot | null {
  const { eventType, timestamp } = event;
  const aiCost = event.metadata?.aiCost ?? 0;
  const received = eventType === "artifact_received" ? 1 : 0;
  const completed = eventType === "artifact_completed" ? 1 : 0;
  const failed = eventType === "artifact_failed" ? 1 : 0;
  if (received + completed + failed + aiCost === 0) return null;
  const slot = Math.floor((timestamp - periodStart(timestamp, DAY_MS)) / SLOT_MS);
  return { slot, received, completed, failed, aiCost };
}

/** Ascending; quarters in which nothing happened are left out. */
export function mergeSlots(left: readonly DaySlot[], right: readonly DaySlot[]): DaySlot[] {
  const slots = new Map<number, DayFigures>();
  for (const { slot, ...figures } of [...left, ...right]) {
    slots.set(slot, sum(slots.get(slot) ?? NOTHING, figures));
  }
  return [...slots].sort(([a], [b]) => a - b).map(([slot, figures]) => ({ slot, ...figures }));
}

export interface DayProfile {
  dayStart: number;
  slots: readonly DaySlot[];
}

/** Sum of the quarters that begin within [from, to); ms since epoch. */
export function figuresBetween(days: readonly DayProfile[], from: number, to: number): DayFigures {
  let total = NOTHING;
  for (const { dayStart, slots } of days) {
    for (const { slot, ...figures } of slots) {
      const at = dayStart + slot * SLOT_MS;
      if (at >= from && at < to) total = sum(total, figures);
    }
  }
  return total;
}
