/** How many notes the machine owes work, kept as a running sum over the changes of status. */
import { type Infer, v } from "convex/values";
import { IN_FLIGHT_STATUSES } from "../vocabulary/pipeline";
import type { AggregatedEvent } from "./rollup";

export const inFlightValidator = v.object({
  received: v.number(),
  transcribing: v.number(),
  transcribed: v.number(),
  processing: v.number(),
});
export type InFlight = Infer<typeof inFlightValidator>;

export const NOTHING_IN_FLIGHT: InFlight = Object.freeze({
  received: 0,
  transcribing: 0,
  transcribed: 0,
  processing: 0,
});

/** The sums after one more event. Every event counts once, in any order: a note that has ended adds up to zero. */
export function afterEvent(
  sums: InFlight,
  event: Pick<AggregatedEvent, "eventType" | "previousStatus" | "newStatus">,
): InFlight {
  const received = event.eventType === "artifact_received";
  if (!received && event.eventType !== "artifact_status_changed") return sums;
  const next = { ...sums };
  for (const status of IN_FLIGHT_STATUSES) {
    if (!received && event.previousStatus === status) next[status] -= 1;
    if (event.newStatus === status) next[status] += 1;
  }
  return next;
}

/** Never below zero: while the events of a note are still on their way, an end may be known before its beginning. */
export const totalInFlight = (sums: InFlight): number =>
  Math.max(
    0,
    IN_FLIGHT_STATUSES.reduce((total, status) => total + sums[status], 0),
  );
