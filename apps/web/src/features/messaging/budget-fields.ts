import { type BudgetLimits, limitsProblem } from "@voice-flow/domain/costs/budget";
import { words } from "./words";

const MICRO = 1_000_000;

export type BudgetFields = { daily: string; monthly: string };
export type BudgetProblem = { field: keyof BudgetFields; message: string };

const NAMES = { daily: "daily", monthly: "monthly" } as const;

/** What was typed as micro-dollars: null for nothing, undefined for what is no amount. "$1,250.50" is one. */
export function parseDollars(text: string): number | null | undefined {
  const typed = text
    .trim()
    .replace(/^\$\s*/, "")
    .replaceAll(",", "");
  if (typed === "") return null;
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(typed)) return undefined;
  return Math.round(Number(typed) * MICRO);
}

/** An amount as it is typed: "12.50", "5". */
export const dollarsText = (microDollars: number | undefined): string => {
  if (microDollars === undefined) return "";
  const dollars = microDollars / MICRO;
  return Number.isInteger(dollars) ? String(dollars) : dollars.toFixed(2);
};

/** The limits that the fields stand for, or what is wrong with which of them. */
export function readFields(
  fields: BudgetFields,
): { ok: true; daily: number | null; monthly: number | null } | { ok: false; problem: BudgetProblem } {
  const daily = parseDollars(fields.daily);
  const monthly = parseDollars(fields.monthly);
  for (const [field, value] of [
    ["daily", daily],
    ["monthly", monthly],
  ] as const) {
    if (value === undefined) {
      const message = words.budget.notAnAmount(NAMES[field]);
      return { ok: false, problem: { field, message } };
    }
    const alone: BudgetLimits = { [field]: value ?? undefined };
    const message = limitsProblem(alone);
    if (message !== undefined) return { ok: false, problem: { field, message } };
  }
  const limits = { daily: daily ?? undefined, monthly: monthly ?? undefined };
  const message = limitsProblem(limits);
  return message === undefined
    ? { ok: true, daily: daily ?? null, monthly: monthly ?? null }
    : { ok: false, problem: { field: "daily", message } };
}
