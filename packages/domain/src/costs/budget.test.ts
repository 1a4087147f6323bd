import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HOUR_MS } from "../time";
import {
  type Budget,
  type BudgetNews,
  budgetUsed,
  changeLimits,
  currentBudget,
  MAX_RESERVATIONS,
  newBudget,
  reserveCall,
  settleCall,
  windowEnd,
} from "./budget";

const NOW = Date.UTC(2026, 2, 14, 10);
const SHARE = 0.8;
const NOTHING = { daily: 0, monthly: 0 };

function reserved(budget: Budget, callId: string, amount: number, now = NOW): Budget {
  const result = reserveCall(budget, { callId, amount, expiresAt: now + HOUR_MS }, SHARE, now);
  if (!result.allowed) throw new Error(`${callId} was refused`);
  return result.budget;
}
const mayCall = (budget: Budget, now = NOW): boolean =>
  reserveCall(budget, { callId: "next", amount: 1, expiresAt: now + HOUR_MS }, SHARE, now).allowed;

describe("one call after another", () => {
  test("is allowed until the limit is reached, and again in the next window", () => {
    let budget = newBudget({ daily: 100 }, NOTHING, NOW);
    budget = settleCall(reserved(budget, "a", 60), { callId: "a", cost: 60 }, SHARE, NOW).budget;
    expect(mayCall(budget)).toBe(true);
    budget = settleCall(reserved(budget, "b", 60), { callId: "b", cost: 40 }, SHARE, NOW).budget;
    expect(budgetUsed(budget, NOW)).toEqual({ period: "daily", availableAt: Date.UTC(2026, 2, 15) });
    expect(mayCall(budget)).toBe(false);
    expect(mayCall(budget, Date.UTC(2026, 2, 15))).toBe(true);
  });

  test("a month outlasts a day, and a new month counts from nothing", () => {
    const budget = newBudget({ daily: 5, monthly: 10 }, { daily: 7, monthly: 10 }, NOW);
    expect(budgetUsed(budget, NOW)).toEqual({ period: "monthly", availableAt: Date.UTC(2026, 3, 1) });
    const tomorrow = NOW + 24 * HOUR_MS;
    expect(currentBudget(budget, tomorrow).spend).toMatchObject({
      daily: { spent: 0 },
      monthly: { spent: 10 },
    });
    expect(budgetUsed(budget, Date.UTC(2026, 3, 1))).toBeUndefined();
    expect(windowEnd("monthly", Date.UTC(2026, 11, 31))).toBe(Date.UTC(2027, 0, 1));
  });

  test("without limits nothing is refused; with a limit of nothing everything is", () => {
    expect(mayCall(newBudget({}, { daily: 1e9, monthly: 1e9 }, NOW))).toBe(true);
    expect(mayCall(newBudget({ daily: 0 }, NOTHING, NOW))).toBe(false);
  });
});

describe("calls under way", () => {
  test("count with their bounds until they are charged or given up", () => {
    const first = reserved(newBudget({ daily: 100 }, NOTHING, NOW), "a", 100);
    expect(mayCall(first)).toBe(false);
    expect(mayCall(settleCall(first, { callId: "a", cost: 99 }, SHARE, NOW).budget)).toBe(true);
    expect(mayCall(first, NOW + HOUR_MS - 1)).toBe(false);
    expect(mayCall(first, NOW + HOUR_MS)).toBe(true);
  });

  test("of one id are reserved once", () => {
    const budget = newBudget({ daily: 100 }, NOTHING, NOW);
    const twice = reserved(reserved(budget, "a", 50), "a", 50);
    expect(twice.reservations).toHaveLength(1);
  });

  test("are charged also when they report after they were given up", () => {
    const budget = reserved(newBudget({ daily: 100 }, NOTHING, NOW), "a", 10);
    const late = settleCall(budget, { callId: "a", cost: 10 }, SHARE, NOW + 2 * HOUR_MS).budget;
    expect(late).toMatchObject({ spend: { daily: { spent: 10 }, monthly: { spent: 10 } }, reservations: [] });
  });

  test("that nobody answered hold their bound back until the window is over, and are not spent", () => {
    const budget = reserved(newBudget({ daily: 100, monthly: 1_000 }, NOTHING, NOW), "a", 100);
    const ended = { callId: "a", cost: 0, unknownCost: 100 };
    const { budget: after, news } = settleCall(budget, ended, SHARE, NOW);
    expect(news).toEqual([]);
    expect(after).toMatchObject({ reservations: [], spend: { daily: { spent: 0, unknown: 100 } } });
    expect(mayCall(after, NOW + 2 * HOUR_MS)).toBe(false);
    const tomorrow = settleCall(
      after,
      { callId: "b", cost: 1, unknownCost: 5 },
      SHARE,
      NOW + 24 * HOUR_MS,
    ).budget;
    expect(tomorrow.spend).toMatchObject({ daily: { unknown: 5 }, monthly: { unknown: 105 } });
    expect(mayCall(tomorrow, NOW + 24 * HOUR_MS)).toBe(true);
  });

  test("are bounded in number", () => {
    let budget = newBudget({ daily: 1e9 }, NOTHING, NOW);
    for (let n = 0; n < MAX_RESERVATIONS; n += 1) budget = reserved(budget, `call-${n}`, 1);
    expect(mayCall(budget)).toBe(false);
  });
});

describe("levels", () => {
  const levels = (news: readonly BudgetNews[]) => news.map(({ period, level }) => `${period} ${level}`);

  test("are reported once per window, and again after the limit was changed", () => {
    const budget = newBudget({ daily: 100, monthly: 1_000 }, NOTHING, NOW);
    const spend = (from: Budget, cost: number, now = NOW) =>
      settleCall(from, { callId: "x", cost }, SHARE, now);
    const at79 = spend(budget, 79);
    expect(at79.news).toEqual([]);
    const at80 = spend(at79.budget, 1);
    expect(at80.news).toEqual([
      { period: "daily", window: "2026-03-14", level: "threshold", limit: 100, spent: 80 },
    ]);
    expect(spend(at80.budget, 1).news).toEqual([]);
    const at100 = spend(at80.budget, 20);
    expect(levels(at100.news)).toEqual(["daily exceeded"]);
    expect(spend(at100.budget, 1).news).toEqual([]);
    const raised = changeLimits(at100.budget, { daily: 120, monthly: 1_000 }, SHARE, NOW);
    expect(levels(raised.news)).toEqual(["daily threshold"]);
    expect(levels(spend(raised.budget, 20).news)).toEqual(["daily exceeded"]);
    expect(levels(spend(at100.budget, 100, NOW + 24 * HOUR_MS).news)).toEqual([
      "daily threshold",
      "daily exceeded",
    ]);
  });

  test("a refusal is reported once, as a budget that is used up", () => {
    const full = reserved(newBudget({ daily: 100 }, NOTHING, NOW), "a", 100);
    const ask = (from: Budget) =>
      reserveCall(from, { callId: "b", amount: 1, expiresAt: NOW + HOUR_MS }, SHARE, NOW);
    const refused = ask(full);
    expect(levels(refused.news)).toEqual(["daily threshold", "daily exceeded"]);
    expect(ask(refused.budget).news).toEqual([]);
  });
});

/** Calls are reserved, end or are lost, in any order, while time passes. */
const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ act: fc.constant("ask" as const), bound: fc.integer({ min: 0, max: 60 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant("end" as const),
      which: fc.nat(20),
      share: fc.constantFrom(0, 0.3, 0.9, 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("lose" as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant("wait" as const), ms: fc.nat(30 * HOUR_MS) }) },
);

test("no interleaving of reserving, charging and expiring overspends by more than one call", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 120 }),
      fc.array(act, { maxLength: 80, size: "max" }),
      (limit, acts) => {
        let budget = newBudget({ daily: limit, monthly: limit * 5 }, NOTHING, NOW);
        let now = NOW;
        let open: { callId: string; bound: number }[] = [];
        let largest = 0;
        let told: string[] = [];
        const note = (news: readonly BudgetNews[]) => {
          told = [...told, ...news.map(({ window, level }) => `${window} ${level}`)];
        };
        for (const [index, step] of acts.entries()) {
          if (step.act === "wait") {
            // Those that do not report in time are dead: none of them may end later.
            if (step.ms >= HOUR_MS) open = [];
            now += step.ms >= HOUR_MS ? step.ms : 0;
          } else if (step.act === "ask") {
            const call = { callId: `call-${index}`, amount: step.bound, expiresAt: now + HOUR_MS };
            const result = reserveCall(budget, call, SHARE, now);
            budget = result.budget;
            note(result.news);
            if (result.allowed) open.push({ callId: call.callId, bound: step.bound });
            if (result.allowed) largest = Math.max(largest, step.bound);
          } else {
            const call = open[step.which % Math.max(open.length, 1)];
            if (!call) continue;
            open = open.filter((other) => other !== call);
            if (step.act === "lose") continue;
            const cost = Math.floor(call.bound * step.share);
            const settled = settleCall(budget, { callId: call.callId, cost }, SHARE, now);
            budget = settled.budget;
            note(settled.news);
          }
          const { spend } = currentBudget(budget, now);
          expect(spend.daily.spent).toBeLessThanOrEqual(limit + largest);
          expect(spend.monthly.spent).toBeLessThanOrEqual(limit * 5 + largest);
        }
        expect(new Set(told).size).toBe(told.length);
      },
    ),
    { numRuns: 500 },
  );
});

test("what has ended is charged exactly, in whatever order, and leaves nothing reserved", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 30 }), fc.nat(), (costs, seed) => {
      let budget = newBudget({ daily: 1e9 }, NOTHING, NOW);
      for (const [index, cost] of costs.entries()) budget = reserved(budget, `call-${index}`, cost);
      const order = costs.map((_, index) => (index * 7 + seed) % Math.max(costs.length, 1));
      for (const index of [...new Set([...order, ...costs.keys()])]) {
        budget = settleCall(budget, { callId: `call-${index}`, cost: costs[index] ?? 0 }, SHARE, NOW).budget;
      }
      expect(budget.reservations).toEqual([]);
      expect(budget.spend.monthly.spent).toBe(costs.reduce((sum, cost) => sum + cost, 0));
    }),
  );
});
