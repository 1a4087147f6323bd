// @vitest-environment node
import { makeFunctionReference } from "convex/server";
import { expect, test } from "vitest";
import { api } from "../convex/_generated/api";
import crons from "../convex/crons";
import { BACKGROUND_JOBS } from "../convex/models/backgroundJobs";
import { asStaff, createBackend, settle } from "./harness";
import { useProviders } from "./providers";

// One of the jobs reads the provider's list.
useProviders();

const scheduled = Object.entries(crons.crons);

test("every cron has a heartbeat", () => {
  expect(Object.keys(BACKGROUND_JOBS).sort()).toEqual(scheduled.map(([name]) => name).sort());
});

test.each(scheduled)("%s writes its heartbeat when it runs", async (name, { name: functionName }) => {
  const t = createBackend();
  const staff = await asStaff(t);
  const beat = async (now = Date.now()) =>
    (await staff.query(api.models.heartbeats.list, { now })).find((each) => each.name === name);
  expect(await beat()).toMatchObject({ status: "never_ran" });
  // As a cron does, whatever kind of function it is.
  const job = makeFunctionReference<"mutation">(functionName);
  await t.run((ctx) => ctx.scheduler.runAfter(0, job, {}));
  await settle(t);
  const ran = await beat();
  expect(ran).toMatchObject({
    status: "ok",
    lastStartedAt: expect.any(Number),
    lastFinishedAt: expect.any(Number),
  });
  const interval = ran?.expectedIntervalMs ?? 0;
  expect(await beat(Date.now() + 2 * interval + 120_000)).toMatchObject({ status: "overdue" });
});
