/**
 * The alert rules. To add one: write its object in `rules/`, list it here, and test it. The union of types, the
 * validators, labels, filters, settings and their docs follow.
 */
import { type Infer, v } from "convex/values";
import { chainFailed } from "./rules/chain-failed";
import { circuitBreaker } from "./rules/circuit-breaker";
import { deliveryFailures } from "./rules/delivery-failures";
import { disambiguationBacklog } from "./rules/disambiguation-backlog";
import { eventsDisagree } from "./rules/events-disagree";
import { healthCheckOverdue } from "./rules/health-check-overdue";
import { highFailureRate } from "./rules/high-failure-rate";
import { highLatency } from "./rules/high-latency";
import { inactivity } from "./rules/inactivity";
import { queueDepth } from "./rules/queue-depth";
import { rollupBehind } from "./rules/rollup-behind";
import { runStalled } from "./rules/run-stalled";
import { yieldDropped } from "./rules/yield-dropped";
import { SHARED_ALERT_SETTINGS } from "./shared-settings";

/** In the order in which pages list them. */
export const ALERT_RULES = [
  highFailureRate,
  highLatency,
  deliveryFailures,
  queueDepth,
  disambiguationBacklog,
  circuitBreaker,
  inactivity,
  yieldDropped,
  runStalled,
  eventsDisagree,
  rollupBehind,
  healthCheckOverdue,
  chainFailed,
] as const;

/** Of every rule that has any; spelt out, since their keys are a type. */
export const ALERT_SETTINGS = {
  ...highFailureRate.settings,
  ...highLatency.settings,
  ...deliveryFailures.settings,
  ...queueDepth.settings,
  ...disambiguationBacklog.settings,
  ...inactivity.settings,
  ...yieldDropped.settings,
  ...runStalled.settings,
  ...eventsDisagree.settings,
  ...rollupBehind.settings,
  ...healthCheckOverdue.settings,
  ...SHARED_ALERT_SETTINGS,
} as const;

export const ALERT_TYPES = ALERT_RULES.map(({ type }) => type);
export const alertTypeValidator = v.union(...ALERT_TYPES.map((type) => v.literal(type)));
export type AlertType = Infer<typeof alertTypeValidator>;

type Definition<Type extends AlertType> = Extract<(typeof ALERT_RULES)[number], { type: Type }>;
export type AnyDefinition = Definition<AlertType>;

const BY_TYPE: ReadonlyMap<AlertType, AnyDefinition> = new Map(ALERT_RULES.map((rule) => [rule.type, rule]));

export function ruleDefinition(type: AlertType): AnyDefinition {
  const found = BY_TYPE.get(type);
  // Types are made from the list, so that this cannot happen.
  if (found === undefined) throw new Error(`There is no alert rule ${type}.`);
  return found;
}
