import { seededFraction } from "../random";
import {
  appliesTo,
  type Endpoint,
  type FaultKind,
  type FaultRule,
  type FaultRuleInput,
  faultRulesSchema,
} from "./rules";

/** Who a call is made for, as far as it can be told. */
export interface CallSubject {
  readonly phone?: string | undefined;
  readonly club?: string | undefined;
}

/** What happens to one call: how long it is held up, and the fault that then meets it, if any. */
export interface FaultPlan {
  readonly delayMs: number;
  readonly fault: Exclude<FaultRule, { kind: "latency" }> | null;
  /** All that met the call, in the order of the rules. */
  readonly kinds: readonly FaultKind[];
}

/** A rule and how many matching calls it has looked at since it was set. */
export interface FaultState {
  readonly rule: FaultRule;
  readonly callsSeen: number;
  readonly callsFaulted: number;
}

interface ActiveRule {
  readonly rule: FaultRule;
  callsSeen: number;
  callsFaulted: number;
}

/**
 * The faults in force. Each decision depends on the seed, the place of the rule in the list and how many matching calls
 * the rule has seen, and on nothing else, so that the same sequence of calls meets the same faults.
 */
export class FaultRegistry {
  #seed: number;
  #rules: ActiveRule[] = [];

  constructor(seed: number) {
    this.#seed = seed;
  }

  get seed(): number {
    return this.#seed;
  }

  /** Replaces all rules. Throws ZodError for a rule that is not well formed. */
  set(rules: readonly FaultRuleInput[]): void {
    this.#rules = faultRulesSchema.parse(rules).map((rule) => ({ rule, callsSeen: 0, callsFaulted: 0 }));
  }

  clear(): void {
    this.#rules = [];
  }

  /** Starts over with this seed and no rules. */
  reset(seed: number): void {
    this.#seed = seed;
    this.clear();
  }

  list(): readonly FaultState[] {
    return this.#rules.map((active) => ({ ...active }));
  }

  /** Counts the call and says what meets it: delays add up, of the other kinds the first in the list that strikes. */
  plan(endpoint: Endpoint, subject: CallSubject): FaultPlan {
    let delayMs = 0;
    let fault: FaultPlan["fault"] = null;
    const kinds: FaultKind[] = [];
    for (const [index, active] of this.#rules.entries()) {
      const { rule } = active;
      if (
        !matches(rule, endpoint, subject) ||
        active.callsSeen >= (rule.nextCalls ?? Number.POSITIVE_INFINITY)
      )
        continue;
      active.callsSeen += 1;
      if (seededFraction(this.#seed, index, active.callsSeen, "share") >= rule.share) continue;
      if (rule.kind === "latency") {
        delayMs +=
          rule.delayMs +
          Math.floor(rule.jitterMs * seededFraction(this.#seed, index, active.callsSeen, "jitter"));
      } else if (fault === null) {
        fault = rule;
      } else {
        continue;
      }
      active.callsFaulted += 1;
      kinds.push(rule.kind);
    }
    return { delayMs, fault, kinds };
  }
}

function matches(rule: FaultRule, endpoint: Endpoint, subject: CallSubject): boolean {
  return (
    appliesTo(rule, endpoint) &&
    (rule.phone === undefined || rule.phone === subject.phone) &&
    (rule.club === undefined || rule.club === subject.club)
  );
}
