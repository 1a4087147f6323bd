import { describe, expect, it, vi } from "vitest";
import { api } from "../fixture/convex/_generated/api.js";
import type { Id } from "../fixture/convex/_generated/dataModel.js";
import { useFixture } from "../fixture-deployment.ts";

const fixture = useFixture();
const WAIT = { timeout: 15_000 };

const named = (name: string) => fixture.client.query(api.runs.named, { name });
const idle = () => fixture.running.deployment.schedulerIdle();
const stateOf = async (id: Id<"_scheduled_functions">) =>
  (await fixture.client.query(api.jobs.job, { id }))?.state.kind;

describe("scheduled functions", () => {
  it("runs a mutation and an action, as nobody, and records the result", async () => {
    const mutation = await fixture.client.mutation(api.jobs.schedule, { name: "mutation", delayMs: 0 });
    const action = await fixture.client.mutation(api.jobs.scheduleAction, { name: "action" });
    await idle();
    expect(await named("mutation")).toEqual([null]);
    expect(await named("action")).toEqual(["null"]);
    expect(await fixture.client.query(api.jobs.job, { id: mutation })).toMatchObject({
      name: "runs:record",
      args: [{ name: "mutation" }],
      state: { kind: "success" },
      completedTime: expect.any(Number),
    });
    expect(await stateOf(action)).toBe("success");
  });

  it("waits for its time", async () => {
    const before = Date.now();
    const id = await fixture.client.mutation(api.jobs.schedule, { name: "later", delayMs: 150 });
    await vi.waitFor(async () => expect(await stateOf(id)).toBe("success"), WAIT);
    const job = await fixture.client.query(api.jobs.job, { id });
    expect(job?.scheduledTime).toBeGreaterThanOrEqual(before + 150);
    expect(job?.completedTime).toBeGreaterThanOrEqual(job?.scheduledTime ?? Number.POSITIVE_INFINITY);
    expect(await named("later")).toHaveLength(1);
  });

  it("keeps a delay of months, which one timer cannot hold", async () => {
    const id = await fixture.client.mutation(api.jobs.schedule, {
      name: "far",
      delayMs: 90 * 24 * 3_600_000,
    });
    await fixture.client.mutation(api.jobs.schedule, { name: "near", delayMs: 0 });
    await idle();
    expect(await named("near")).toHaveLength(1);
    expect(await stateOf(id)).toBe("pending");
    expect(await named("far")).toEqual([]);
  });

  it("records a failure and reports it", async () => {
    const id = await fixture.client.mutation(api.jobs.scheduleFailure, {});
    await idle();
    expect(await stateOf(id)).toBe("failed");
    expect(fixture.logs.some((line) => line.path === "runs:fail" && line.text.includes("on purpose"))).toBe(
      true,
    );
  });

  it("does not run what was scheduled by a mutation that threw", async () => {
    await expect(fixture.client.mutation(api.jobs.scheduleAndThrow, { name: "undone" })).rejects.toThrow();
    await idle();
    expect(await named("undone")).toEqual([]);
  });

  it("cancels what is pending, and leaves alone what has ended", async () => {
    const pending = await fixture.client.mutation(api.jobs.schedule, { name: "canceled", delayMs: 2000 });
    await fixture.client.mutation(api.jobs.cancel, { id: pending });
    const ended = await fixture.client.mutation(api.jobs.schedule, { name: "ended", delayMs: 0 });
    await idle();
    await fixture.client.mutation(api.jobs.cancel, { id: ended });
    expect(await stateOf(ended)).toBe("success");
    const after = await fixture.client.mutation(api.jobs.schedule, { name: "after", delayMs: 2001 });
    await vi.waitFor(async () => expect(await stateOf(after)).toBe("success"), WAIT);
    expect(await stateOf(pending)).toBe("canceled");
    expect(await named("canceled")).toEqual([]);
  });

  it("schedules and cancels from an action", async () => {
    await fixture.client.action(api.jobs.scheduleFromAction, { name: "from action", delayMs: 0 });
    await idle();
    expect(await named("from action")).toHaveLength(1);
  });

  it("runs many, each once, and forgets the oldest results", async () => {
    const first = await fixture.client.mutation(api.jobs.schedule, { name: "first of many", delayMs: 0 });
    await idle();
    for (let round = 0; round < 13; round += 1) {
      await fixture.client.mutation(api.jobs.scheduleMany, { name: `many ${round}`, count: 100 });
      await idle();
      expect(await named(`many ${round}`)).toHaveLength(100);
    }
    await idle();
    expect(await fixture.client.query(api.jobs.job, { id: first })).toBeNull();
  });
});
