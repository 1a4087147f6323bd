import { describe, expect, it } from "vitest";
import { liveStateOf, RUSH_PER_SECOND, RUSH_WINDOW, recordArrivals, STALE_AFTER } from "./live-state";

const connected = { isConnected: true, lostAt: undefined, pause: undefined, now: 100_000 };

describe("liveStateOf", () => {
  it("is live only while there is a connection and nothing is held back", () => {
    expect(liveStateOf(connected)).toEqual({ kind: "live" });
    expect(liveStateOf({ ...connected, pause: "by_hand" })).toEqual({ kind: "paused", reason: "by_hand" });
  });

  it("reconnects first and then says since when the data is old", () => {
    const lost = { ...connected, isConnected: false, lostAt: 50_000 };
    expect(liveStateOf({ ...lost, now: 50_000 + STALE_AFTER - 1 })).toEqual({ kind: "reconnecting" });
    expect(liveStateOf({ ...lost, now: 50_000 + STALE_AFTER })).toEqual({ kind: "stale", since: 50_000 });
  });

  it("does not let a pause hide a lost connection", () => {
    expect(liveStateOf({ isConnected: false, lostAt: 0, pause: "by_hand", now: 60_000 }).kind).toBe("stale");
  });
});

describe("recordArrivals", () => {
  const bearable = (RUSH_PER_SECOND * RUSH_WINDOW) / 1_000;

  it("calls it a rush when more come than ten a second", () => {
    const calm = recordArrivals([], bearable, 1_000);
    expect(calm.isRush).toBe(false);
    expect(recordArrivals(calm.record, 1, 1_500).isRush).toBe(true);
  });

  it("does not take the burst of one quick note for a rush", () => {
    expect(recordArrivals([], 20, 1_000).isRush).toBe(false);
  });

  it("forgets what came before", () => {
    const earlier = recordArrivals([], bearable, 1_000);
    expect(recordArrivals(earlier.record, 1, 1_000 + RUSH_WINDOW).isRush).toBe(false);
  });
});
