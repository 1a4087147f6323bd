/**
 * The AI budget of one organisation as pure steps over a stored row. Before a call its upper bound is reserved; after it
 * the real cost is charged and the reservation given back; the reservation of a call that never reports expires. Of a call
 * that ended without saying what it cost, the bound is held back until its day and month are over. A call is allowed
 * while spending and other calls' reservations together are below every limit. No call costs more than its bound, so
 * spending never exceeds a limit by more than one call, however many run at once.
 * Money is integer micro-dollars, times are ms since epoch; days and months are in UTC, as the provider bills them.
 */

import { type Infer, v } from "convex/values";
import { literals } from "convex-helpers/validators";
import { MINUTE_MS } from "../time";

export const BUDGET_PERIODS = ["daily", "monthly"] as const;
export const budgetPeriodValidator = literals(...BUDGET_PERIODS);
export type BudgetPeriod = Infer<typeof budgetPeriodValidator>;

export const BUDGET_LEVELS = ["within", "threshold", "exceeded"] as const;
export const budgetLevelValidator = literals(...BUDGET_LEVELS);
export type BudgetLevel = Infer<typeof budgetLevelValidator>;

const periodSpendValidator = v.object({
  /** "2026-03-14" of a day, "2026-03" of a month: a charge in another one starts from nothing. */
  window: v.string(),
  spent: v.number(),
  /** The most that calls without an answer may have cost. It doesn't count as spent, but holds back the same amount. */
  unknown: v.optional(v.number()),
  /** The highest level of the window already reported. Each is reported once. */
  told: budgetLevelValidator,
});

export const budgetFields = {
  /** No limit of a period: it is not limited. */
  limits: v.object({ daily: v.optional(v.number()), monthly: v.optional(v.number()) }),
  spend: v.object({ daily: periodSpendValidator, monthly: periodSpendValidator }),
  /** Calls under way, each with its upper bound. */
  reservations: v.array(v.object({ callId: v.string(), amount: v.number(), expiresAt: v.number() })),
};
const budgetValidator = v.object(budgetFields);
export type Budget = Infer<typeof budgetValidator>;
export type BudgetLimits = Budget["limits"];
export type Reservation = Budget["reservations"][number];

/** A level that was just reached, to report once. */
export interface BudgetNews {
  period: BudgetPeriod;
  window: string;
  level: Exclude<BudgetLevel, "within">;
  limit: number;
  spent: number;
}

export interface BudgetUsed {
  period: BudgetPeriod;
  /** When the period is over and the next one begins. */
  availableAt: number;
}

/** Calls of one organisation that may be under way at once: the row stays small. */
export const MAX_RESERVATIONS = 1_000;

/** The window of a period that a moment lies in: a prefix of its date. */
export const budgetWindow = (period: BudgetPeriod, at: number): string =>
  new Date(at).toISOString().slice(0, period === "daily" ? 10 : 7);

/** When the window that a moment lies in is over. */
export function windowEnd(period: BudgetPeriod, at: number): number {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return period === "daily" ? Date.UTC(year, month, date.getUTCDate() + 1) : Date.UTC(year, month + 1, 1);
}

const freshSpend = (period: BudgetPeriod, at: number) => ({
  window: budgetWindow(period, at),
  spent: 0,
  told: "within" as const,
});

/** A budget whose organisation has spent this much in the current day and month. */
export const newBudget = (
  limits: BudgetLimits,
  spent: Readonly<Record<BudgetPeriod, number>>,
  now: number,
): Budget => ({
  limits,
  spend: {
    daily: { ...freshSpend("daily", now), spent: spent.daily },
    monthly: { ...freshSpend("monthly", now), spent: spent.monthly },
  },
  reservations: [],
});

/** The budget at this moment, without past windows and expired reservations. */
export function currentBudget(budget: Budget, now: number): Budget {
  const spendNow = (period: BudgetPeriod) =>
    budget.spend[period].window === budgetWindow(period, now)
      ? budget.spend[period]
      : freshSpend(period, now);
  return {
    limits: budget.limits,
    spend: { daily: spendNow("daily"), monthly: spendNow("monthly") },
    reservations: budget.reservations.filter(({ expiresAt }) => expiresAt > now),
  };
}

export const reservedOf = ({ reservations }: Pick<Budget, "reservations">): number =>
  reservations.reduce((sum, { amount }) => sum + amount, 0);

/** Which period lets no further call through; the one that lasts longer, if both do. */
export function budgetUsed(budget: Budget, now: number): BudgetUsed | undefined {
  const current = currentBudget(budget, now);
  const reserved = reservedOf(current);
  const used = (period: BudgetPeriod): boolean => {
    const limit = current.limits[period];
    const { spent, unknown = 0 } = current.spend[period];
    return limit !== undefined && spent + unknown + reserved >= limit;
  };
  const period = used("monthly") ? "monthly" : used("daily") ? "daily" : undefined;
  return period && { period, availableAt: windowEnd(period, now) };
}

export type ReserveResult =
  | { allowed: true; budget: Budget; news: readonly BudgetNews[] }
  | { allowed: false; budget: Budget; news: readonly BudgetNews[]; used: BudgetUsed };

/** Reserves one call. Reserving twice under one id counts once. */
export function reserveCall(
  budget: Budget,
  reservation: Reservation,
  warningShare: number,
  now: number,
): ReserveResult {
  const current = currentBudget(budget, now);
  const others = current.reservations.filter(({ callId }) => callId !== reservation.callId);
  const before = { ...current, reservations: others };
  const used = budgetUsed(before, now) ?? tooMany(before, now);
  if (used) return { allowed: false, used, ...withNews(current, warningShare, used.period) };
  return { allowed: true, ...withNews({ ...current, reservations: [...others, reservation] }, warningShare) };
}

const tooMany = ({ reservations }: Budget, now: number): BudgetUsed | undefined =>
  reservations.length < MAX_RESERVATIONS
    ? undefined
    : {
        period: "daily",
        availableAt: Math.min(...reservations.map(({ expiresAt }) => expiresAt), now + MINUTE_MS),
      };

/**
 * Charges a call that has ended and gives its reservation back. A call whose reservation has expired is charged all the
 * same. `unknownCost`: what it may have cost at most, if no answer told. The caller sees to it that no call is charged twice: the budget does not remember those that are over.
 */
export function settleCall(
  budget: Budget,
  call: { callId: string; cost: number; unknownCost?: number },
  warningShare: number,
  now: number,
): { budget: Budget; news: readonly BudgetNews[] } {
  const { limits, spend, reservations } = currentBudget(budget, now);
  const charged = (period: BudgetPeriod) => ({
    ...spend[period],
    spent: spend[period].spent + Math.max(0, call.cost),
    ...(call.unknownCost && { unknown: (spend[period].unknown ?? 0) + call.unknownCost }),
  });
  return withNews(
    {
      limits,
      spend: { daily: charged("daily"), monthly: charged("monthly") },
      reservations: reservations.filter(({ callId }) => callId !== call.callId),
    },
    warningShare,
  );
}

/** Sets new limits. A period whose limit changed reports its levels again. */
export function changeLimits(
  budget: Budget,
  limits: BudgetLimits,
  warningShare: number,
  now: number,
): { budget: Budget; news: readonly BudgetNews[] } {
  const current = currentBudget(budget, now);
  const retold = (period: BudgetPeriod) =>
    limits[period] === current.limits[period]
      ? current.spend[period]
      : { ...current.spend[period], told: "within" as const };
  const spend = { daily: retold("daily"), monthly: retold("monthly") };
  return withNews({ ...current, limits, spend }, warningShare);
}

/** How much of a limit is used, as a level. */
export function budgetLevel(spent: number, limit: number | undefined, warningShare: number): BudgetLevel {
  if (limit === undefined) return "within";
  if (spent >= limit) return "exceeded";
  return spent >= limit * warningShare ? "threshold" : "within";
}

/** Levels reached but not yet reported. `refusedBy`: a refusal reports the budget as used up. */
function withNews(
  budget: Budget,
  warningShare: number,
  refusedBy?: BudgetPeriod,
): { budget: Budget; news: readonly BudgetNews[] } {
  const news: BudgetNews[] = [];
  const toldOf = (period: BudgetPeriod) => {
    const spend = budget.spend[period];
    const limit = budget.limits[period];
    if (limit === undefined) return spend;
    const level = refusedBy === period ? "exceeded" : budgetLevel(spend.spent, limit, warningShare);
    const reached = BUDGET_LEVELS.slice(
      BUDGET_LEVELS.indexOf(spend.told) + 1,
      BUDGET_LEVELS.indexOf(level) + 1,
    );
    for (const one of reached) {
      if (one !== "within")
        news.push({ period, window: spend.window, level: one, limit, spent: spend.spent });
    }
    return reached.length === 0 ? spend : { ...spend, told: level };
  };
  const spend = { daily: toldOf("daily"), monthly: toldOf("monthly") };
  return { budget: { ...budget, spend }, news };
}

/** A budget of less would stop everything, one of more is a slip of the finger. Micro-dollars. */
export const BUDGET_BOUNDS = { least: 10_000, most: 1_000_000_000_000 } as const;

const PERIOD_NAMES = { daily: "daily budget", monthly: "monthly budget" } as const;

/** What is wrong with limits that staff have entered, as a sentence for them; undefined if they may be stored. */
export function limitsProblem(limits: BudgetLimits): string | undefined {
  for (const period of BUDGET_PERIODS) {
    const limit = limits[period];
    if (limit === undefined) continue;
    if (!Number.isInteger(limit) || limit < BUDGET_BOUNDS.least || limit > BUDGET_BOUNDS.most) {
      return `The ${PERIOD_NAMES[period]} must be an amount between $0.01 and $1,000,000.`;
    }
  }
  const { daily, monthly } = limits;
  return daily !== undefined && monthly !== undefined && daily > monthly
    ? "The daily budget must not be more than the monthly budget."
    : undefined;
}
