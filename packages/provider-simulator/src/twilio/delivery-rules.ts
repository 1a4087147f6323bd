import { z } from "zod";
import { addressSchema } from "../faults/rules";

const CALLBACKS = ["queued", "sent", "delivered", "undelivered", "read"] as const;
export type Callback = (typeof CALLBACKS)[number];

const scope = {
  /** Only messages to this phone. */
  phone: addressSchema.optional(),
  /** Only this many messages, then the rule is used up. */
  nextMessages: z.int().min(1).max(1_000_000).optional(),
};

const MINUTE_MS = 60_000;

/** What can become of a message after the provider has taken it, and of the callbacks that say so. */
const deliveryRuleSchema = z.discriminatedUnion("kind", [
  /** WhatsApp refuses it: the callback says undelivered, with this code. */
  z.strictObject({
    kind: z.literal("undelivered"),
    errorCode: z.int().min(10_000).max(99_999),
    ...scope,
  }),
  /** The phone is off: it is sent, and nothing more. */
  z.strictObject({ kind: z.literal("phone_off"), ...scope }),
  /** These callbacks never come; all of them where none is named. */
  z.strictObject({
    kind: z.literal("lose_callbacks"),
    callbacks: z.array(z.enum(CALLBACKS)).min(1).optional(),
    ...scope,
  }),
  z.strictObject({
    kind: z.literal("delay_callbacks"),
    delayMs: z
      .int()
      .min(0)
      .max(10 * MINUTE_MS),
    ...scope,
  }),
  /** The last one comes first. */
  z.strictObject({ kind: z.literal("reorder_callbacks"), ...scope }),
  z.strictObject({ kind: z.literal("repeat_callbacks"), times: z.int().min(2).max(10).default(2), ...scope }),
]);
export const deliveryRulesSchema = z.array(deliveryRuleSchema).max(100);
export type DeliveryRule = z.output<typeof deliveryRuleSchema>;
export type DeliveryRuleInput = z.input<typeof deliveryRuleSchema>;

/** What happens to one message. */
export interface DeliveryPlan {
  /** WhatsApp's code, where it is not delivered. */
  readonly errorCode: number | null;
  readonly isPhoneOff: boolean;
  /** Callbacks that are lost. */
  readonly lost: readonly Callback[];
  readonly delayMs: number;
  readonly isReordered: boolean;
  readonly times: number;
}

export interface DeliveryRuleState {
  readonly rule: DeliveryRule;
  readonly messagesSeen: number;
}

/** The rules in force; every rule that covers a message has its effect. */
export class DeliveryRules {
  #rules: { rule: DeliveryRule; messagesSeen: number }[] = [];

  /** Replaces all rules. Throws ZodError for a rule that is not well formed. */
  set(rules: readonly DeliveryRuleInput[]): void {
    this.#rules = deliveryRulesSchema.parse(rules).map((rule) => ({ rule, messagesSeen: 0 }));
  }

  clear(): void {
    this.#rules = [];
  }

  list(): readonly DeliveryRuleState[] {
    return this.#rules.map((state) => ({ ...state }));
  }

  /** Counts the message and says what becomes of it. */
  plan(phone: string): DeliveryPlan {
    const rules = this.#rules.filter(
      ({ rule, messagesSeen }) =>
        (rule.phone === undefined || rule.phone === phone) &&
        messagesSeen < (rule.nextMessages ?? Number.POSITIVE_INFINITY),
    );
    for (const state of rules) state.messagesSeen += 1;
    const of = <Kind extends DeliveryRule["kind"]>(kind: Kind) =>
      rules.flatMap(({ rule }) => (isKind(rule, kind) ? [rule] : []));
    return {
      errorCode: of("undelivered")[0]?.errorCode ?? null,
      isPhoneOff: of("phone_off").length > 0,
      lost: of("lose_callbacks").flatMap(({ callbacks }) => callbacks ?? CALLBACKS),
      delayMs: of("delay_callbacks").reduce((sum, { delayMs }) => sum + delayMs, 0),
      isReordered: of("reorder_callbacks").length > 0,
      times: Math.max(1, ...of("repeat_callbacks").map(({ times }) => times)),
    };
  }
}

const isKind = <Kind extends DeliveryRule["kind"]>(
  rule: DeliveryRule,
  kind: Kind,
): rule is Extract<DeliveryRule, { kind: Kind }> => rule.kind === kind;
