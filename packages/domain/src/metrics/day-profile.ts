/**
 * A day in quarters of an hour, so that "today" can begin at the midnight of any time zone (all offsets are multiples of
 * fifteen minutes) and a week can be shown hour by hour, without reading the day's buckets.
 */
import { type Infer, v } from "convex/values";
import type { AggregatedEvent } from "./aggregated-event";
import { DAY_MS, isFirstAttempt, periodStart } from "./rollup";

export const SLOT_MS = 900_000;

export const daySlotValidator = v.object({
  /** 0–95, from midnight UTC. */
  slot: v.number(),
  received: v.number(),
  completed: v.number(),
  failed: v.number(),
  /** Integer micro-dollars. */
  aiCost: v.number(),
  /**
   * Notes whose coach got the result of the first attempt, or whose first attempt or message failed; and how many of them
   * came later than the target time, or not at all. Absent = 0.
   */
  ready: v.optional(v.number()),
  late: v.optional(v.number()),
});
export type DaySlot = Infer<typeof daySlotValidator>;
export type DayFigures = Required<Omit<DaySlot, "slot">>;

const NOTHING: DayFigures = { received: 0, completed: 0, failed: 0, aiCost: 0, ready: 0, late: 0 };

const sum = (left: DayFigures, right: Omit<DaySlot, "slot">): DayFigures => ({
  received: left.received + right.received,
  completed: left.completed + right.completed,
  failed: left.failed + right.failed,
  aiCost: left.aiCost + right.aiCost,
  ready: left.ready + (right.ready ?? 0),
  late: left.late + (right.late ?? 0),
});

const toSlot = (slot: number, { ready, late, ...figures }: DayFigures): DaySlot => ({
  slot,
  ...figures,
  ...(ready > 0 && { ready }),
  ...(late > 0 && { late }),
});

/**
 * What one event adds to its quarter, or null if it adds nothing.
 *
 * @param targetMs what is promised now: whether a note was late is judged once, by the target of its day
 */
export function slotDelta(event: AggregatedEvent, targetMs: number): DaySlot | null {
  const { eventType, timestamp } = event;
  const aiCost = event.metadata?.aiCost ?? 0;
  const received = eventType === "artifact_received" ? 1 : 0;
  const completed = eventType === "artifact_completed" ? 1 : 0;
  const failed = eventType === "artifact_failed" ? 1 : 0;
  const { ready, late } = targetDelta(event, targetMs);
  if (received + completed + failed + aiCost + ready === 0) return null;
  const slot = Math.floor((timestamp - periodStart(timestamp, DAY_MS)) / SLOT_MS);
  return toSlot(slot, { received, completed, failed, aiCost, ready, late });
}

/** A note counts once: when its first attempt fails, or when its result reaches the coach or cannot. */
function targetDelta(event: AggregatedEvent, targetMs: number): { ready: number; late: number } {
  if (!isFirstAttempt(event)) return { ready: 0, late: 0 };
  if (event.eventType === "artifact_failed") return { ready: 1, late: 1 };
  const timeToCoachMs = event.metadata?.timeToCoachMs;
  if (timeToCoachMs === undefined) return { ready: 0, late: 0 };
  return { ready: 1, late: event.eventType === "message_failed" || timeToCoachMs > targetMs ? 1 : 0 };
}

/** Ascending; quarters in which nothing happened are left out. */
export function mergeSlots(left: readonly DaySlot[], right: readonly DaySlot[]): DaySlot[] {
  const slots = new Map<number, DayFigures>();
  for (const { slot, ...figures } of [...left, ...right]) {
    slots.set(slot, sum(slots.get(slot) ?? NOTHING, figures));
  }
  return [...slots].sort(([a], [b]) => a - b).map(([slot, figures]) => toSlot(slot, figures));
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
