import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { figuresBetween, mergeSlots, SLOT_MS, slotDelta } from "./day-profile";
import { DAY_MS, HOUR_MS } from "./rollup";

const TARGET = 180_000;

const slots = fc.array(
  fc.record({
    slot: fc.nat(95),
    received: fc.nat(5),
    completed: fc.nat(5),
    failed: fc.nat(5),
    aiCost: fc.nat(9),
    ready: fc.option(fc.nat(5), { nil: undefined }),
    late: fc.option(fc.nat(5), { nil: undefined }),
  }),
  { maxLength: 20 },
);

describe("the profile of a day", () => {
  it("merges in any order and grouping", () => {
    fc.assert(
      fc.property(slots, slots, slots, (a, b, c) => {
        expect(mergeSlots(a, b)).toEqual(mergeSlots(b, a));
        expect(mergeSlots(a, mergeSlots(b, c))).toEqual(mergeSlots(mergeSlots(a, b), c));
      }),
    );
  });

  it("gives the day of a time zone that is not whole hours from UTC", () => {
    const nepal = 5.75 * HOUR_MS;
    const midnight = 10 * DAY_MS - nepal;
    const at = (timestamp: number) => ({ eventType: "artifact_completed", timestamp }) as const;
    const days = [9, 10].map((day) => ({
      dayStart: day * DAY_MS,
      slots: [midnight - 1, midnight, midnight + 20 * HOUR_MS].flatMap((timestamp) => {
        const delta = slotDelta(at(timestamp), TARGET);
        return delta && Math.floor(timestamp / DAY_MS) === day ? [delta] : [];
      }),
    }));
    expect(figuresBetween(days, midnight, midnight + DAY_MS).completed).toBe(2);
    expect(figuresBetween(days, midnight - SLOT_MS, midnight).completed).toBe(1);
  });

  it("takes up receipts, ends and costs, and nothing else", () => {
    expect(slotDelta({ eventType: "artifact_failed", timestamp: SLOT_MS }, TARGET)).toMatchObject({
      slot: 1,
      failed: 1,
    });
    const paid = { eventType: "claims_extracted", timestamp: 0, metadata: { aiCost: 7 } } as const;
    expect(slotDelta(paid, TARGET)).toMatchObject({ slot: 0, aiCost: 7, completed: 0 });
    expect(slotDelta({ eventType: "transcription_started", timestamp: 0 }, TARGET)).toBeNull();
  });

  it("DE-005: judges a note by the time to its coach's phone, not by its drafts", () => {
    const told = (
      eventType: "message_delivered" | "message_failed" | "artifact_completed",
      timeToCoachMs?: number,
    ) => slotDelta({ eventType, timestamp: 0, durationMs: 4 * TARGET, metadata: { timeToCoachMs } }, TARGET);
    const events = [
      told("message_delivered", TARGET),
      told("message_delivered", TARGET + 1),
      // Whatever else is delivered about the note.
      told("message_delivered"),
      told("message_failed", 1),
      // A note of the web application: its page shows the result.
      told("artifact_completed", TARGET),
      told("artifact_completed"),
    ];
    const slots = mergeSlots(
      events.flatMap((slot) => slot ?? []),
      [],
    );
    expect(slots).toEqual([{ slot: 0, received: 0, completed: 2, failed: 0, aiCost: 0, ready: 4, late: 2 }]);
    const days = [{ dayStart: 0, slots }];
    expect(figuresBetween(days, 0, DAY_MS)).toMatchObject({ ready: 4, late: 2 });
    expect(figuresBetween(days, SLOT_MS, DAY_MS)).toMatchObject({ ready: 0, late: 0 });
  });

  it("judges a note by its first attempt: a failure was not in time, and a retry changes nothing about it", () => {
    const failed = { eventType: "artifact_failed", timestamp: 0, durationMs: 5 } as const;
    expect(slotDelta({ ...failed, attempt: 1 }, TARGET)).toMatchObject({ failed: 1, ready: 1, late: 1 });
    const again = slotDelta({ ...failed, attempt: 2 }, TARGET);
    expect(again).toMatchObject({ failed: 1 });
    expect(again).not.toHaveProperty("ready");
    const retried = {
      eventType: "artifact_completed",
      timestamp: 0,
      durationMs: 4 * DAY_MS,
      attempt: 2,
    } as const;
    expect(slotDelta(retried, TARGET)).toEqual({ slot: 0, received: 0, completed: 1, failed: 0, aiCost: 0 });
  });
});
