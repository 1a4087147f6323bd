import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TimerQueue } from "./timer-queue.ts";

/** Resolves with the order in which the keys fired. */
async function orderOf(entries: readonly { at: number; removed: boolean }[]): Promise<number[]> {
  const fired: number[] = [];
  const last = entries.length;
  return await new Promise((resolve) => {
    const queue = new TimerQueue<number>((key) => {
      if (key === last) {
        queue.close();
        resolve(fired);
      } else {
        fired.push(key);
      }
    });
    const base = Date.now() - 10_000;
    entries.forEach(({ at }, key) => {
      queue.add(key, base + at);
    });
    entries.forEach(({ removed }, key) => {
      if (removed) {
        queue.remove(key);
      }
    });
    queue.add(last, base + 5000);
  });
}

describe("TimerQueue", () => {
  it("fires in order of time, then of entry, and never what was removed", async () => {
    const entry = fc.record({ at: fc.integer({ min: 0, max: 20 }), removed: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 30 }), async (entries) => {
        const expected = entries
          .map(({ at, removed }, key) => ({ at, removed, key }))
          .filter(({ removed }) => !removed)
          .sort((a, b) => a.at - b.at || a.key - b.key)
          .map(({ key }) => key);
        expect(await orderOf(entries)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it("does not fire a deadline that is further away than one timer reaches", async () => {
    const fired: string[] = [];
    await new Promise<void>((resolve) => {
      const queue = new TimerQueue<string>((key) => {
        fired.push(key);
        if (key === "soon") {
          queue.close();
          resolve();
        }
      });
      queue.add("in a year", Date.now() + 365 * 24 * 3_600_000);
      queue.add("soon", Date.now() + 20);
    });
    expect(fired).toEqual(["soon"]);
  });
});
