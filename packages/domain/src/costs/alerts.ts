/** Cost alerts: clubs' budgets and the platform's spending. */
import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";
import type { AlertSeverity } from "../vocabulary/operations";

export const COST_ALERT_TYPES = [
  "budget_warning",
  "budget_exceeded",
  "platform_cost_warning",
  "platform_cost_exceeded",
] as const;
export const costAlertTypeValidator = literals(...COST_ALERT_TYPES);
export type CostAlertType = Infer<typeof costAlertTypeValidator>;

export const COST_PERIODS = ["hourly", "daily", "monthly"] as const;
export const costPeriodValidator = literals(...COST_PERIODS);
export type CostPeriod = Infer<typeof costPeriodValidator>;

export const COST_ALERT_LABELS = {
  budget_warning: "Budget nearly used",
  budget_exceeded: "Budget used up",
  platform_cost_warning: "Platform cost high",
  platform_cost_exceeded: "Platform cost limit reached",
} as const satisfies Record<CostAlertType, string>;

export const COST_ALERT_SEVERITIES = {
  budget_warning: "medium",
  budget_exceeded: "high",
  platform_cost_warning: "high",
  platform_cost_exceeded: "critical",
} as const satisfies Record<CostAlertType, AlertSeverity>;

/** What follows from each: what is stopped, and what can be done. */
export const COST_ALERT_EFFECTS = {
  budget_warning: "Notes still go through. They stop when the budget is used up.",
  budget_exceeded:
    "Notes of this club fail until the budget is raised or the period is over; then retry them.",
  platform_cost_warning: "Notes still go through. They stop when the limit is reached.",
  platform_cost_exceeded:
    "Notes of all clubs fail until the limit is raised or the period is over; then retry them.",
} as const satisfies Record<CostAlertType, string>;

/**
 * The alert for a share of a limit, or undefined below the warning. `refused`: a call that found no room has been refused
 * in this window, however little of the limit is left unused.
 */
export function platformCostAlert(
  spent: number,
  limit: number,
  warningShare: number,
  refused: boolean,
): Extract<CostAlertType, `platform_${string}`> | undefined {
  if (refused || spent >= limit) return "platform_cost_exceeded";
  return spent >= limit * warningShare ? "platform_cost_warning" : undefined;
}
