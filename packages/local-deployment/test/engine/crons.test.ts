import { describe, expect, it, vi } from "vitest";
import { api } from "../fixture/convex/_generated/api.js";
import { useFixture } from "../fixture-deployment.ts";

const fixture = useFixture({ crons: true });

describe("crons", () => {
  it("knows every kind that crons.ts holds", () => {
    const crons = fixture.running.deployment.crons();
    expect(crons.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["every second", "hourly", "daily", "weekly", "monthly", "expression"]),
    );
    // The one of every second may be late on a busy machine.
    const rare = crons.filter(({ name }) => name !== "every second");
    expect(rare.every(({ nextRunAt }) => nextRunAt > Date.now() - 60_000)).toBe(true);
  });

  it("runs an interval at once and then again and again", async () => {
    await vi.waitFor(
      async () =>
        expect(
          (await fixture.client.query(api.runs.named, { name: "interval cron" })).length,
        ).toBeGreaterThanOrEqual(2),
      { timeout: 20_000 },
    );
    expect(await fixture.client.query(api.runs.named, { name: "daily cron" })).toEqual([]);
  });

  it("keeps the times of unchanged crons over a reload", async () => {
    const daily = () => fixture.running.deployment.crons().find(({ name }) => name === "daily");
    const before = daily();
    await fixture.running.deployment.reload("a test");
    expect(daily()).toEqual(before);
  });
});
