import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { backoffDelayMs } from "./backoff";

const policy = { baseMs: 2000, maxMs: 60_000, jitterShare: 0.25 };

describe("backoffDelayMs", () => {
  it("doubles with every attempt up to the maximum", () => {
    const delays = [1, 2, 3, 4, 5, 6, 1000].map((attempts) => backoffDelayMs(policy, attempts, 0.5));
    expect(delays).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  it("varies by its share and no more", () => {
    expect(backoffDelayMs(policy, 1, 0)).toBe(1500);
    expect(backoffDelayMs(policy, 1, 0.999_999)).toBe(2500);
    expect(backoffDelayMs(policy, 1000, 0.999_999)).toBe(60_000);
  });

  it("waits at least as long as the provider asked for", () => {
    expect(backoffDelayMs(policy, 1, 0.5, 90_000)).toBe(90_000);
    expect(backoffDelayMs(policy, 3, 0.5, 10)).toBe(8000);
  });

  it("never falls as attempts grow, for the same luck", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, luck) => {
          expect(backoffDelayMs(policy, n + 1, luck)).toBeGreaterThanOrEqual(backoffDelayMs(policy, n, luck));
        },
      ),
    );
  });
});
