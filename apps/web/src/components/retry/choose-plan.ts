import type { RetryKind } from "@voice-flow/domain/vocabulary/operations";
import type { RetryOptions, RetryPlan } from "./retry-views";

/** The recommended plan first, the others in the order of the stages. */
export function inOrder({ plans, recommended }: RetryOptions): RetryPlan[] {
  return [
    ...plans.filter(({ kind }) => kind === recommended),
    ...plans.filter(({ kind }) => kind !== recommended),
  ];
}

/** The plan that is shown: what somebody chose, else the recommended one, else the first that is possible. */
export function shownPlan(options: RetryOptions, chosen: RetryKind | undefined): RetryPlan | undefined {
  const plans = inOrder(options);
  return (
    plans.find(({ kind }) => kind === chosen) ??
    plans.find(({ kind, allowed }) => allowed && kind === options.recommended) ??
    plans.find(({ allowed }) => allowed) ??
    plans[0]
  );
}

/** Why nothing can be retried at all, where every kind is refused for one and the same reason. */
export function commonRefusal({ plans }: RetryOptions): string | undefined {
  const messages = new Set(plans.map((plan) => (plan.allowed ? undefined : plan.message)));
  const [only] = messages;
  return messages.size === 1 ? only : undefined;
}
