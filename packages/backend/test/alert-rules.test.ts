import { ALERT_TYPES, type AlertType } from "@voice-flow/domain/alerts/registry";
import { traffic } from "@voice-flow/domain/alerts/testing";
import { EMPTY_BUCKET } from "@voice-flow/domain/metrics/bucket";
import { DAY_MS, HOUR_MS, periodStart } from "@voice-flow/domain/metrics/rollup";
import { expect, test } from "vitest";
import { api } from "../convex/_generated/api";
import type { RuleChanges } from "../convex/lib/alerts/ruleChanges";
import { writeSnapshot } from "../convex/lib/metrics/bucketRows";
import { CHECK_MS, checkScope, setWindow } from "./alert-rows";
import { asStaff, type Backend, createBackend, settle } from "./harness";

const NOW = Math.ceil(Date.now() / CHECK_MS) * CHECK_MS;
const { listRules, updateRule, rehearseRule } = api.models.voicePipelineAlertRules;

const shown = async (staff: Awaited<ReturnType<typeof asStaff>>, ruleId: AlertType) => {
  const rule = (await staff.query(listRules, {})).find((one) => one.ruleId === ruleId);
  if (!rule) throw new Error(`There is no rule ${ruleId}.`);
  return rule;
};

test("a changed rule holds from the next check on, is audited, and goes back to the settings", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const ruleId = "HIGH_FAILURE_RATE";
  await staff.mutation(updateRule, {
    ruleId,
    changes: { threshold: 0.8, severeThreshold: 0.9, windowMinutes: 60 },
  });
  await setWindow(t, NOW, traffic({ failed: 10, completed: 5 }));
  await checkScope(t, NOW);
  const alerts = () => t.run(async (ctx) => ctx.db.query("voicePipelineAlerts").collect());
  expect(await alerts()).toEqual([]);
  expect(await shown(staff, ruleId)).toMatchObject({
    rule: { threshold: 0.8, severeThreshold: 0.9, windowMs: 3_600_000, minSample: 10 },
    builtIn: { threshold: 0.1, severeThreshold: 0.25, windowMs: 1_800_000 },
    updatedByName: "Stella Staff",
  });
  await staff.mutation(updateRule, { ruleId, changes: { threshold: null, severeThreshold: null } });
  expect(await shown(staff, ruleId)).toMatchObject({ rule: { threshold: 0.1, windowMs: 3_600_000 } });
  await checkScope(t, NOW + CHECK_MS);
  expect(await alerts()).toMatchObject([{ type: ruleId, threshold: 0.1 }]);
  // Without a change of its own the rule follows the settings.
  await staff.mutation(api.models.settings.setSetting, { key: "FAILURE_RATE_WARNING_THRESHOLD", value: 0.2 });
  expect(await shown(staff, ruleId)).toMatchObject({ rule: { threshold: 0.2 }, builtIn: { threshold: 0.2 } });
  const audit = await t.run(async (ctx) => ctx.db.query("auditLog").collect());
  expect(audit.map(({ action, detail }) => [action, detail])).toContainEqual([
    "alert_rule_changed",
    'HIGH_FAILURE_RATE {"severeThreshold":null,"threshold":null}',
  ]);
  await settle(t);
});

test.each<[AlertType, RuleChanges, RegExp]>([
  ["HIGH_FAILURE_RATE", { threshold: 1.5 }, /“Fires beyond” must be between 1 % and 100 %; it is 150 %/],
  [
    "HIGH_FAILURE_RATE",
    { threshold: 0.5 },
    /“Severe beyond” \(0.25\) must not be below “Fires beyond” \(0.5\)/,
  ],
  ["HIGH_FAILURE_RATE", { windowMinutes: 7 }, /multiple of 5/],
  ["HIGH_FAILURE_RATE", { minSample: 2.5 }, /“Notes needed” must be a whole number/],
  ["YIELD_DROPPED", { threshold: 0.2 }, /must not exceed “Fires beyond”/],
  ["QUEUE_DEPTH", { minSample: 5 }, /has no “Notes needed”/],
  ["QUEUE_DEPTH", { windowMinutes: 30 }, /has no “Looks back/],
  ["CIRCUIT_BREAKER", { threshold: 2 }, /has no “Fires beyond”/],
  ["RUN_STALLED", { severeThreshold: 2 }, /has no “Severe beyond”/],
  ["INACTIVITY", { raiseAfter: 0 }, /“Checks until it opens” must be between 1 and 100/],
])("%s refuses %o", async (ruleId, changes, reason) => {
  const t = createBackend();
  const staff = await asStaff(t);
  await expect(staff.mutation(updateRule, { ruleId, changes })).rejects.toThrow(reason);
  await expect(staff.query(rehearseRule, { ruleId, changes, now: NOW })).rejects.toThrow(reason);
});

test("every field that a rule offers can be stored at its bounds", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const rules = await staff.query(listRules, {});
  expect(rules.map(({ ruleId }) => ruleId)).toEqual(ALERT_TYPES);
  for (const { ruleId, fields } of rules) {
    for (const { field, max } of fields.filter((one) => !one.field.endsWith("hreshold"))) {
      await staff.mutation(updateRule, { ruleId, changes: { [field]: max } });
    }
  }
});

/** An hour of the platform for each of these failures, of 20 notes, up to the last full hour. */
async function storeHours(t: Backend, failures: readonly number[]) {
  const end = periodStart(NOW, HOUR_MS);
  const buckets = new Map(
    [...new Set(failures)].map((failed) => [failed, traffic({ failed, completed: 20 - failed })] as const),
  );
  await t.run(async (ctx) => {
    for (const [index, failed] of failures.entries()) {
      const start = end - (failures.length - index) * HOUR_MS;
      const bucket = buckets.get(failed) ?? EMPTY_BUCKET;
      const hour = { organizationId: undefined, periodType: "hourly", periodStart: start, bucket } as const;
      await writeSnapshot(ctx.db, null, hour, NOW);
    }
  });
  return end;
}

test("a rehearsal tells how often the changed rule would have fired, against the rule as it is", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const hours = Array.from({ length: 36 * 24 }, () => 0);
  // Twenty days ago, ten days ago, and yesterday twice; the last two are bad enough for the strict rule only.
  for (const [back, failed] of [
    [20 * 24, 10],
    [10 * 24, 8],
    [24, 8],
    [30, 4],
    [35 * 24, 20],
  ] as const) {
    hours[hours.length - back] = failed;
  }
  const end = await storeHours(t, hours);
  const changes = { threshold: 0.3, severeThreshold: 0.45 };
  const result = await staff.query(rehearseRule, { ruleId: "HIGH_FAILURE_RATE", changes, now: NOW });
  expect(result).toMatchObject({
    knownSince: end - 36 * DAY_MS,
    last7Days: { changed: { incidents: 1 }, current: { incidents: 2 } },
    last30Days: { changed: { incidents: 3 }, current: { incidents: 4 } },
  });
  expect(result?.examples).toMatchObject([
    {
      severity: "medium",
      openedAt: end - 23 * HOUR_MS,
      sentence: expect.stringContaining("40 % of notes failed"),
    },
    { severity: "medium" },
    { severity: "high", openedAt: end - (20 * 24 - 1) * HOUR_MS },
  ]);
  // Nothing was changed by it.
  expect(await shown(staff, "HIGH_FAILURE_RATE")).toMatchObject({ rule: { threshold: 0.1 } });
});

test("a rehearsal of what metrics do not tell says so; without history it finds nothing", async () => {
  const t = createBackend();
  const staff = await asStaff(t);
  const changes = { threshold: 3 };
  expect(await staff.query(rehearseRule, { ruleId: "QUEUE_DEPTH", changes, now: NOW })).toBeNull();
  const nothing = { changed: { incidents: 0, activeHours: 0 }, current: { incidents: 0, activeHours: 0 } };
  expect(await staff.query(rehearseRule, { ruleId: "HIGH_LATENCY", changes, now: NOW })).toEqual({
    knownSince: null,
    last7Days: nothing,
    last30Days: nothing,
    examples: [],
  });
});
