import { z } from "zod";
import { coachesSchema } from "./coaches";

/** Credentials of the simulated accounts, shared by everything that runs in development. They open nothing anywhere else. */
export const developmentDefaults = {
  accountSid: `AC${"0".repeat(31)}1`,
  authToken: `${"0".repeat(31)}2`,
  whatsappFrom: "whatsapp:+14155238886",
  openaiApiKey: "sk-simulated-for-local-development",
} as const;

/** A key that is always refused, to see what a wrong key does. */
export const BAD_OPENAI_API_KEY = "sk-bad";

export const DEFAULT_PORT = 3220;

/** An http or https URL. */
export const httpUrlSchema = z.url({ protocol: /^https?$/, error: "Give an http or https URL." });

export const simulatorOptionsSchema = z.strictObject({
  /** 0 takes a free port. */
  port: z.int().min(0).max(65_535).default(DEFAULT_PORT),
  /** Where inbound messages are posted; signed with exactly this URL. */
  webhookUrl: httpUrlSchema.default("http://127.0.0.1:3211/twilio/whatsapp"),
  /** How the product reaches the simulator, for media URLs; the address it listens on by default. */
  publicUrl: httpUrlSchema.optional(),
  accountSid: z
    .string()
    .regex(/^AC[0-9a-fA-F]{32}$/, "A Twilio account SID is AC and 32 hexadecimal digits.")
    .default(developmentDefaults.accountSid),
  authToken: z.string().min(1).default(developmentDefaults.authToken),
  whatsappFrom: z
    .string()
    .regex(/^whatsapp:\+[1-9]\d{6,14}$/, "Give the sender like whatsapp:+14155238886.")
    .default(developmentDefaults.whatsappFrom),
  badOpenaiApiKey: z.string().min(1).default(BAD_OPENAI_API_KEY),
  coaches: coachesSchema.default([]),
  /** The same seed and the same calls meet the same faults. */
  seed: z.int().default(1),
  /** Milliseconds between the delivery steps of a sent message. */
  deliveryStepMs: z.int().min(0).max(60_000).default(0),
});

export type SimulatorOptions = z.input<typeof simulatorOptionsSchema>;
export type ResolvedOptions = z.output<typeof simulatorOptionsSchema>;
