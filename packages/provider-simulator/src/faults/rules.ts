import { z } from "zod";

/** What a product calls on a provider. */
const ENDPOINTS = ["transcription", "chat", "media", "send", "list", "remove", "content"] as const;
export type Endpoint = (typeof ENDPOINTS)[number];

const PROVIDERS = ["openai", "twilio"] as const;
export type Provider = (typeof PROVIDERS)[number];

const PROVIDER_OF = {
  transcription: "openai",
  chat: "openai",
  media: "twilio",
  send: "twilio",
  list: "twilio",
  remove: "twilio",
  content: "twilio",
} as const satisfies Record<Endpoint, Provider>;

const FAULT_TARGETS = ["all", ...PROVIDERS, ...ENDPOINTS] as const;
export type FaultTarget = (typeof FAULT_TARGETS)[number];

const coversEndpoint = (target: FaultTarget, endpoint: Endpoint): boolean =>
  target === "all" || target === endpoint || target === PROVIDER_OF[endpoint];

const E164 = /^\+[1-9]\d{6,14}$/;
export const phoneSchema = z
  .string()
  .regex(E164, "Give the phone in international form, like +353861234567.");

const USERNAME_ID = /^[A-Z]{2}\.[A-Za-z0-9.]{1,160}$/;
/** Whom a message is from or to: a number, or the id of somebody with a username. */
export const addressSchema = z
  .string()
  .refine(
    (address) => E164.test(address) || USERNAME_ID.test(address),
    "Give the phone in international form, like +353861234567.",
  );

const scope = {
  /** Which calls the fault is for: all, those of one provider, or one endpoint. */
  target: z.enum(FAULT_TARGETS),
  /** Share of the matching calls that meet the fault. */
  share: z.number().min(0).max(1).default(1),
  /** Look at this many matching calls, then stop. */
  nextCalls: z.int().min(1).max(1_000_000).optional(),
  /** Only calls made for a note from, or a message to, this phone. */
  phone: addressSchema.optional(),
  /** Only calls made for a coach of this club (as in the list of coaches). */
  club: z.string().min(1).max(200).optional(),
};

const MINUTE_MS = 60_000;

/** A fault and whom it meets. Times are milliseconds unless the name says seconds. */
const faultRuleSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("latency"),
      delayMs: z
        .int()
        .min(0)
        .max(10 * MINUTE_MS),
      /** Added to the delay, evenly spread from 0 to this. */
      jitterMs: z
        .int()
        .min(0)
        .max(10 * MINUTE_MS)
        .default(0),
      ...scope,
    }),
    z.strictObject({
      kind: z.literal("rate_limit"),
      retryAfterSeconds: z.int().min(0).max(3600).default(1),
      /** With no code and type, as the provider's gateways answer; Retry-After is all that they say. */
      isBare: z.boolean().optional(),
      ...scope,
    }),
    z.strictObject({
      kind: z.literal("server_error"),
      status: z.int().min(500).max(599).default(500),
      ...scope,
    }),
    /** Never answers; the connection is dropped after the limit, if the caller has not given up before. */
    z.strictObject({
      kind: z.literal("timeout"),
      limitMs: z
        .int()
        .min(1)
        .max(30 * MINUTE_MS)
        .default(10 * MINUTE_MS),
      ...scope,
    }),
    z.strictObject({ kind: z.literal("malformed_json"), ...scope }),
    z.strictObject({
      kind: z.literal("refused_media"),
      status: z.union([z.literal(403), z.literal(404)]).default(404),
      ...scope,
    }),
    /** A completion that ends before it is finished: `finish_reason` is "length". */
    z.strictObject({ kind: z.literal("cut_off_answer"), ...scope }),
    /** A completion in which the model declines. */
    z.strictObject({ kind: z.literal("refusal"), ...scope }),
    /** The answer claims to have used so many times as much. */
    z.strictObject({
      kind: z.literal("inflated_usage"),
      factor: z.int().min(2).max(1_000_000_000).default(1000),
      ...scope,
    }),
    /** Promises the whole body, sends the first half and drops the connection. */
    z.strictObject({ kind: z.literal("cut_off_body"), ...scope }),
  ])
  .refine((rule) => rule.kind !== "refused_media" || coversEndpoint(rule.target, "media"), {
    error: "Only media can be refused: set the target to media, twilio or all.",
    path: ["target"],
  });

export type FaultRule = z.output<typeof faultRuleSchema>;
/** A rule as it is given: what has a default may be left out. */
export type FaultRuleInput = z.input<typeof faultRuleSchema>;
export type FaultKind = FaultRule["kind"];

export const faultRulesSchema = z.array(faultRuleSchema).max(100);

/** Which endpoints a kind means something for; a rule is passed over where it does not. */
export function appliesTo(rule: FaultRule, endpoint: Endpoint): boolean {
  if (!coversEndpoint(rule.target, endpoint)) return false;
  if (rule.kind === "refused_media") return endpoint === "media";
  if (rule.kind === "cut_off_answer" || rule.kind === "refusal") return endpoint === "chat";
  if (rule.kind === "inflated_usage") return PROVIDER_OF[endpoint] === "openai";
  return !(rule.kind === "malformed_json" && endpoint === "media");
}
