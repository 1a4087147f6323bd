import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { currentTime, makeClock, setServerTime } from "./clock";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  setServerTime(Date.now(), Date.now());
  vi.useRealTimers();
});

it("moves on for all listeners with one timer, and rests when nobody listens", () => {
  const clock = makeClock(1_000);
  const first = vi.fn();
  const second = vi.fn();
  const stopFirst = clock.subscribe(first);
  const stopSecond = clock.subscribe(second);
  vi.advanceTimersByTime(3_000);
  expect(vi.getTimerCount()).toBe(1);
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([3, 3]);
  expect(clock.read()).toBe(1_003_000);
  stopFirst();
  stopSecond();
  expect(vi.getTimerCount()).toBe(0);
});

it("does not show an old time to the next listener", () => {
  const clock = makeClock(1_000);
  vi.advanceTimersByTime(60_000);
  expect(clock.read()).toBe(1_060_000);
});

it("stands still between two steps, so that one render sees one time", () => {
  const clock = makeClock(1_000);
  clock.subscribe(() => undefined);
  const before = clock.read();
  vi.advanceTimersByTime(900);
  expect(clock.read()).toBe(before);
});

it("goes by the server's clock where this machine's is wrong, and by its own where only the answer took time", () => {
  setServerTime(Date.now() - 600_000, Date.now());
  expect(currentTime()).toBe(400_000);
  const clock = makeClock(1_000);
  vi.advanceTimersByTime(60_000);
  expect(clock.read()).toBe(460_000);
  setServerTime(Date.now() - 3_000, Date.now());
  expect(currentTime()).toBe(Date.now());
});

it("does not take a page that starts slowly for a clock that is wrong", () => {
  const arrivedAt = Date.now() - 40_000;
  setServerTime(arrivedAt - 200, arrivedAt);
  expect(currentTime()).toBe(Date.now());
  // This clock is ten minutes ahead, whenever the page has started.
  setServerTime(arrivedAt - 600_000, arrivedAt);
  expect(currentTime()).toBe(Date.now() - 600_000);
  // And ten minutes behind, as far as the start leaves no doubt.
  setServerTime(arrivedAt + 600_000, arrivedAt);
  expect(currentTime()).toBe(Date.now() + 560_000);
});
