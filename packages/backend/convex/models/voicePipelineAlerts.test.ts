import { ALERT_TYPES } from "@voice-flow/domain/alerts/registry";
import { describe, expect, test } from "vitest";
import { CONDITIONS, type Condition, prepare } from "../../test/alert-conditions";
import { CHECK_MS, checkScope } from "../../test/alert-rows";
import { asStaff, type Backend, createBackend, settle } from "../../test/harness";
import { api } from "../_generated/api";

/** Checks lie ahead of the real clock, by which staff act. */
const start = () => Math.ceil(Date.now() / CHECK_MS) * CHECK_MS + 2 * CHECK_MS;

/** Health checks one after another, each with the world as it is then. */
function watch(t: Backend, condition: Condition) {
  let now = start();
  const check = async (world: "bad" | "good" | "tooFew") => {
    now += world === "bad" ? (condition.badGap ?? CHECK_MS) : CHECK_MS;
    await condition[world]?.(t, now);
    await checkScope(t, now);
  };
  return {
    begin: async () => {
      await prepare(t, now);
      await checkScope(t, now);
    },
    checks: async (world: "bad" | "good" | "tooFew", times: number) => {
      for (let time = 0; time < times; time += 1) await check(world);
    },
    incidents: async () =>
      (await t.run(async (ctx) => ctx.db.query("voicePipelineAlerts").collect())).filter(
        ({ type }) => type === condition.type,
      ),
    stories: async () => {
      const steps = await t.run(async (ctx) => ctx.db.query("voicePipelineAlertSteps").collect());
      const alerts = await t.run(async (ctx) => ctx.db.query("voicePipelineAlerts").collect());
      const ids = alerts.filter(({ type }) => type === condition.type).map(({ _id }) => _id);
      return steps.filter(({ alertId }) => ids.includes(alertId)).map(({ step }) => step);
    },
  };
}

test("there is a scenario for every condition", () => {
  expect(CONDITIONS.map(({ type }) => type)).toEqual(ALERT_TYPES);
});

describe.each(CONDITIONS)("$type", (condition) => {
  test("fires, is not repeated, survives acknowledgement, resolves and reopens (M4-003)", async () => {
    const t = createBackend();
    const staff = await asStaff(t);
    const { begin, checks, incidents, stories } = watch(t, condition);
    await begin();
    expect(await incidents()).toEqual([]);
    // A missed check is twenty minutes ago when it is noticed: only a longer de-duplication lets it return.
    await staff.mutation(api.models.voicePipelineAlertRules.updateRule, {
      ruleId: condition.type,
      changes: { deduplicationMinutes: 60 },
    });

    await checks("bad", 2);
    const [opened, ...others] = await incidents();
    expect(others).toEqual([]);
    expect(opened).toMatchObject({ status: "open", scope: "platform", reopenedCount: 0 });
    if (!opened) return;

    await checks("bad", 3);
    expect(await incidents()).toMatchObject([{ _id: opened._id, status: "open" }]);

    await staff.mutation(api.models.voicePipelineAlerts.acknowledgeAlert, {
      alertId: opened._id,
      note: "Looking at it",
    });
    await checks("bad", 2);
    expect(await incidents()).toMatchObject([
      {
        _id: opened._id,
        status: "acknowledged",
        acknowledgedBy: expect.stringMatching(/./),
        acknowledgedByName: "Stella Staff",
        acknowledgedAt: expect.any(Number),
        acknowledgedNote: "Looking at it",
      },
    ]);

    await checks("good", 1);
    expect(await incidents()).toMatchObject([{ status: "acknowledged" }]);
    await checks("good", 1);
    expect(await incidents()).toMatchObject([{ status: "resolved", resolvedAt: expect.any(Number) }]);

    await checks("bad", 2);
    expect(await incidents()).toMatchObject([{ _id: opened._id, status: "acknowledged", reopenedCount: 1 }]);
    expect(await stories()).toEqual(["opened", "acknowledged", "resolved", "reopened"]);
    await settle(t);
  });
});

const SAMPLED = CONDITIONS.filter(({ tooFew }) => tooFew !== undefined);
describe.each(SAMPLED)("$type", (condition) => {
  test("does not fire below the minimum sample", async () => {
    const t = createBackend();
    const { begin, checks, incidents } = watch(t, condition);
    await begin();
    await checks("tooFew", 4);
    expect(await incidents()).toEqual([]);
    await checks("bad", 2);
    expect(await incidents()).toHaveLength(1);
    await settle(t);
  });
});
