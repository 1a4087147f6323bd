/** The limits that the platform sets itself: notes taken up and money spent on AI, per hour and per day (UTC). */

import type { Infer } from "convex/values";
import { literals } from "convex-helpers/validators";
import type { SettingKey } from "../settings";
import { HOUR_MS } from "../time";

export const RATE_LIMITS = [
  "messages_per_hour",
  "messages_per_day",
  "cost_per_hour",
  "cost_per_day",
] as const;
export const rateLimitValidator = literals(...RATE_LIMITS);
export type RateLimit = Infer<typeof rateLimitValidator>;

interface RateLimitDefinition {
  label: string;
  /** ms; windows begin at whole hours and days of UTC. */
  periodMs: number;
  unit: "messages" | "micro-dollars";
  setting: SettingKey;
}

export const RATE_LIMIT_DEFINITIONS = {
  messages_per_hour: {
    label: "Notes per hour",
    periodMs: HOUR_MS,
    unit: "messages",
    setting: "RATE_LIMIT_MESSAGES_PER_HOUR",
  },
  messages_per_day: {
    label: "Notes per day",
    periodMs: 24 * HOUR_MS,
    unit: "messages",
    setting: "RATE_LIMIT_MESSAGES_PER_DAY",
  },
  cost_per_hour: {
    label: "AI cost per hour",
    periodMs: HOUR_MS,
    unit: "micro-dollars",
    setting: "RATE_LIMIT_COST_PER_HOUR",
  },
  cost_per_day: {
    label: "AI cost per day",
    periodMs: 24 * HOUR_MS,
    unit: "micro-dollars",
    setting: "RATE_LIMIT_COST_PER_DAY",
  },
} as const satisfies Record<RateLimit, RateLimitDefinition>;

export const MESSAGE_LIMITS = [
  "messages_per_hour",
  "messages_per_day",
] as const satisfies readonly RateLimit[];
export const COST_LIMITS = ["cost_per_hour", "cost_per_day"] as const satisfies readonly RateLimit[];
export type CostLimit = (typeof COST_LIMITS)[number];

/** A limit of the platform that lets no further call through. */
export interface CostLimitUsed {
  limit: CostLimit;
  /** When its window is over, ms. */
  availableAt: number;
}

/** When the window that a moment lies in began, ms. */
export const limitWindowStart = (limit: RateLimit, at: number): number => {
  const { periodMs } = RATE_LIMIT_DEFINITIONS[limit];
  return Math.floor(at / periodMs) * periodMs;
};
