import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeStatus, isFinal } from "../state-machine/status-tables";
import { indexOfLetter, letterOf, nextNumbers } from "./numbering";
import { decodePayload, encodePayload } from "./payload";
import { seenAt } from "./shown";
import { msOfDay, parseSnoozeSpan, snoozeUntil } from "./snooze";
import { ITEM_STATES, ITEM_TABLE, QUESTION_TABLE } from "./states";

const HOUR = 3_600_000;

describe("numbers of items", () => {
  it("CO-007: go on from the highest that is open, and begin at 1 where nothing is", () => {
    expect(nextNumbers([], 2, 0)).toEqual([1, 2]);
    expect(nextNumbers([{ number: 3, isOpen: true }], 2, 0)).toEqual([4, 5]);
    expect(nextNumbers([{ number: 3, isOpen: false }], 1, 0)).toEqual([1]);
  });

  it("are not given again while a withdrawn item rests", () => {
    const withdrawn = { number: 2, isOpen: false, restsUntil: 100 };
    expect(nextNumbers([withdrawn], 1, 50)).toEqual([3]);
    expect(nextNumbers([withdrawn], 1, 100)).toEqual([1]);
  });

  it("are never one that is in use", () => {
    const item = fc.record({ number: fc.integer({ min: 1, max: 50 }), isOpen: fc.boolean() });
    fc.assert(
      fc.property(fc.array(item), fc.integer({ min: 0, max: 10 }), (items, count) => {
        const numbers = nextNumbers(items, count, 0);
        expect(new Set(numbers).size).toBe(count);
        expect(items.some(({ number, isOpen }) => isOpen && numbers.includes(number))).toBe(false);
      }),
    );
  });

  it("have letters for their choices", () => {
    expect([0, 1, 4].map(letterOf)).toEqual(["a", "b", "e"]);
    expect(["a", "E", "1", "ab", ""].map(indexOfLetter)).toEqual([0, 4, -1, -1, -1]);
  });
});

describe("a message is seen", () => {
  it.each([
    ["when it was delivered", { failed: false, acceptedAt: 5, deliveredAt: 20 }, 20],
    ["when it was read, if that is all we hear", { failed: false, readAt: 30 }, 30],
    ["a grace period after it was accepted, without a callback", { failed: false, acceptedAt: 5 }, 105],
    [
      "after the grace period, if the callback is later",
      { failed: false, acceptedAt: 5, deliveredAt: 900 },
      105,
    ],
    ["never, while it is queued", { failed: false }, undefined],
    ["never, if it failed", { failed: true, acceptedAt: 5 }, undefined],
    ["if it was delivered before it was given up", { failed: true, acceptedAt: 5, deliveredAt: 20 }, 20],
  ])("%s", (_, facts, at) => {
    expect(seenAt(facts, 100)).toBe(at);
  });
});

describe("payloads of buttons", () => {
  it("come back as they were", () => {
    const payload = { act: "choose", itemId: "abc", index: 2 } as const;
    expect(decodePayload(encodePayload(payload))).toEqual(payload);
    expect(decodePayload(encodePayload({ act: "save", questionId: "q" }))).toEqual({
      act: "save",
      questionId: "q",
    });
  });
  it.each(["", "save", "save:", "burn:q", "choose:q", "choose:q:x", "save:a:b"])(
    "%j is none of ours",
    (payload) => {
      expect(decodePayload(payload)).toBeNull();
    },
  );
});

describe("snoozing", () => {
  // Saturday 20:30 in Dublin, summer time.
  const from = Date.UTC(2026, 6, 4, 19, 30);
  const rules = { from, timeZone: "Europe/Dublin", defaultMs: 2 * HOUR, minMs: 60_000, maxMs: 23 * HOUR };
  const at = (text: string) => {
    const span = parseSnoozeSpan(text);
    return span && new Date(snoozeUntil(span, rules).at).toISOString().slice(0, 16);
  };

  it.each([
    ["", "2026-07-04T21:30"],
    ["2h", "2026-07-04T21:30"],
    ["for 45 minutes", "2026-07-04T20:15"],
    ["1h30m", "2026-07-04T21:00"],
    ["an hour", "2026-07-04T20:30"],
    ["till 9", "2026-07-04T20:00"],
    ["till 8pm", "2026-07-05T18:30"],
    ["until 21:15", "2026-07-04T20:15"],
    ["tomorrow", "2026-07-05T08:00"],
    ["the morning", "2026-07-05T08:00"],
    ["0m", "2026-07-04T19:31"],
  ])("%j is put off until %s, within the session window", (text, expected) => {
    expect(at(text)).toBe(expected);
  });

  it("CO-016: says when it could not be put off for as long as was asked", () => {
    const long = parseSnoozeSpan("3 days");
    expect(long && snoozeUntil(long, rules)).toEqual({ at: from + 23 * HOUR, isCapped: true });
  });

  it.each(["2", "friday", "the drill we did", "25:99", "we did sprints"])("%j is no time", (text) => {
    expect(parseSnoozeSpan(text)).toBeNull();
  });

  it("reads the clock of the coach", () => {
    expect(msOfDay(from, "Europe/Dublin")).toBe(20.5 * HOUR);
    expect(msOfDay(from, "Pacific/Auckland")).toBe(7.5 * HOUR);
  });
});

describe("states", () => {
  it("an item that is saved can be undone, and nothing else that is over is opened again", () => {
    expect(changeStatus(ITEM_TABLE, "saved", "undone").ok).toBe(true);
    for (const state of ITEM_STATES) expect(changeStatus(ITEM_TABLE, state, "open").ok).toBe(false);
  });
  it("an expired or withdrawn question is never answered", () => {
    expect(isFinal(QUESTION_TABLE, "expired")).toBe(true);
    expect(isFinal(QUESTION_TABLE, "withdrawn")).toBe(true);
  });
});
