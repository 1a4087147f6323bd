import { describe, expect, it } from "vitest";
import { addHistory, addLive, type LoggedEvent, leavesGap, nothingLoaded } from "./loaded-events";

const rows = (...times: number[]): LoggedEvent[] =>
  times.map((timestamp) => ({ eventId: `event-${timestamp}`, timestamp }));
const times = (list: readonly LoggedEvent[]) => list.map(({ timestamp }) => timestamp);
const opened = addLive(nothingLoaded<LoggedEvent>(), rows(5, 4, 3));

describe("addLive", () => {
  it("keeps what the subscribed page no longer has, and adds each event once", () => {
    expect(times(addLive(opened, rows(7, 6, 5)).live)).toEqual([7, 6, 5, 4, 3]);
  });

  it("puts a late event where it belongs", () => {
    expect(times(addLive(opened, rows(5, 4.5, 4)).live)).toEqual([5, 4.5, 4, 3]);
  });

  it("is the same object when nothing is new, so that nothing renders again", () => {
    expect(addLive(opened, rows(5, 4, 3))).toBe(opened);
  });
});

it("adds older pages below, without what is there already", () => {
  const more = addHistory(addHistory(opened, rows(3, 2)), rows(1));
  expect(times([...more.live, ...more.history])).toEqual([5, 4, 3, 2, 1]);
});

describe("leavesGap", () => {
  it("sees that a page does not reach what is loaded", () => {
    expect(leavesGap(opened, { page: rows(99, 98), isDone: false })).toBe(true);
    expect(leavesGap(opened, { page: rows(6, 5), isDone: false })).toBe(false);
  });

  it("sees none before anything is loaded, nor below the last page", () => {
    expect(leavesGap(nothingLoaded<LoggedEvent>(), { page: rows(1), isDone: false })).toBe(false);
    expect(leavesGap(opened, { page: rows(99), isDone: true })).toBe(false);
  });
});
