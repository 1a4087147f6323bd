import { afterEach, expect, test, vi } from "vitest";

afterEach(() => vi.useRealTimers());

test("the tests begin at their own time, and it goes on", async () => {
  const began = Date.now();
  if (!process.env.VOICE_FLOW_TEST_TIME) {
    expect(new Date().toISOString()).toMatch(/^2026-11-18T12:1/);
    expect(began - Date.UTC(2026, 10, 18, 12, 10, 20)).toBeLessThan(240_000);
  }
  await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(began));
  expect(new Date(0).getTime()).toBe(0);
  expect(new Date()).toBeInstanceOf(Date);
});

test("a test may still say what time it is", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(Date.UTC(2027, 0, 1));
  expect(new Date().toISOString()).toBe("2027-01-01T00:00:00.000Z");
});
