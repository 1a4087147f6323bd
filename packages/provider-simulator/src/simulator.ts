import { z } from "zod";
import type { LoggedCall } from "./call-log";
import type { Coach } from "./coaches";
import type { FaultState } from "./faults/registry";
import type { FaultRuleInput } from "./faults/rules";
import { serveOrThrow } from "./http/server";
import type { Heard } from "./openai/transcripts";
import { type SimulatorOptions, simulatorOptionsSchema } from "./options";
import { pageRoutes } from "./page-assets";
import { Phone } from "./phone/phone";
import { controlRoutes } from "./phone/routes";
import { notFoundReply, providerRoutes } from "./provider-routes";
import { SimulatorState } from "./state";
import type { Approval, Content } from "./twilio/content";
import type { DeliveryRuleInput, DeliveryRuleState } from "./twilio/delivery-rules";

export interface Simulator {
  /** Like `http://127.0.0.1:3220`. */
  readonly url: string;
  /** Value for `OPENAI_BASE_URL`. */
  readonly openaiBaseUrl: string;
  /** The coach's end: sends messages as signed webhooks and sees the replies. */
  readonly phone: Phone;
  readonly faults: {
    /** Replaces all rules. Throws ZodError for one that is not well formed. */
    set(rules: readonly FaultRuleInput[]): void;
    clear(): void;
    list(): readonly FaultState[];
  };
  /** From now on the transcription endpoint hears this in these bytes. */
  hear(bytes: Uint8Array, heard: string | Heard): void;
  readonly coaches: {
    set(coaches: readonly Coach[]): void;
    list(): readonly Coach[];
  };
  /**
   * From now on inbound messages are posted, and signed, for this URL; its fragment may hold connection overrides. What
   * fails goes to the fallback. Throws ZodError for one that is none.
   */
  setWebhookUrl(url: string, fallbackUrl?: string): void;
  /** What becomes of messages after the provider has taken them, and of its callbacks. */
  readonly delivery: {
    /** Replaces all rules. Throws ZodError for one that is not well formed. */
    set(rules: readonly DeliveryRuleInput[]): void;
    clear(): void;
    list(): readonly DeliveryRuleState[];
  };
  /** The provider's time, and the 24-hour windows that follow from it. */
  readonly clock: {
    now(): number;
    advance(ms: number): void;
    /** When the window of a phone closes, ms; null for one that has never written. */
    windowClosesAt(phone: string): number | null;
    /** As if the phone had just written. */
    openWindow(phone: string): void;
  };
  /** Whether the account answers STOP and START itself (Advanced Opt-Out). */
  setOptOut(isHandled: boolean): void;
  readonly contents: {
    list(): readonly Content[];
    /** Sets what WhatsApp thinks of a template; false where there is none. */
    decide(sid: string, approval: Approval): boolean;
  };
  /** The last calls, oldest first; bodies are not kept. */
  calls(): readonly LoggedCall[];
  /** Forgets chats, media, calls and faults, and starts the sequence of faults anew. */
  reset(seed?: number): void;
  /** Stops at once: open connections are dropped. */
  close(): Promise<void>;
}

/** Thrown for options that are not well formed; the message names each. */
export class InvalidOptionsError extends Error {}

/**
 * Starts the simulator. Rejects with `InvalidOptionsError`, with `PortInUseError`, or with the system's error where the
 * port cannot be opened for another reason.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const parsed = simulatorOptionsSchema.safeParse(options);
  if (!parsed.success) throw new InvalidOptionsError(z.prettifyError(parsed.error));
  const state = new SimulatorState(parsed.data);
  let publicUrl = parsed.data.publicUrl?.replace(/\/$/, "");
  const phone = new Phone({
    ...state,
    webhookUrl: () => state.webhookUrl,
    fallbackUrl: () => state.fallbackUrl,
    handlesOptOut: () => state.handlesOptOut,
    signal: () => state.signal,
    publicUrl: () => publicUrl ?? "",
  });
  const routes = [...providerRoutes(state), ...controlRoutes(state, phone), ...pageRoutes()];
  const server = await serveOrThrow(routes, notFoundReply, parsed.data.port);
  publicUrl ??= server.url;
  return {
    url: server.url,
    openaiBaseUrl: `${server.url}/v1`,
    phone,
    faults: {
      set: (rules) => state.setFaults(rules),
      clear: () => state.setFaults([]),
      list: () => state.faults.list(),
    },
    hear: (bytes, heard) => state.transcripts.tell(bytes, heard),
    coaches: { set: (coaches) => state.setCoaches(coaches), list: () => state.coaches.list() },
    setWebhookUrl: (url, fallbackUrl) => state.setWebhookUrl(url, fallbackUrl),
    delivery: {
      set: (rules) => state.setRules(rules),
      clear: () => state.setRules([]),
      list: () => state.rules.list(),
    },
    clock: {
      now: () => state.clock.now(),
      advance: (ms) => state.advanceClock(ms),
      windowClosesAt: (phoneNumber) => state.windows.closesAt(phoneNumber),
      openWindow: (phoneNumber) => state.windows.wrote(phoneNumber),
    },
    setOptOut: (isHandled) => state.setOptOut(isHandled),
    contents: {
      list: () => state.contents.list(),
      decide: (sid, approval) => state.contents.decide(sid, approval),
    },
    calls: () => state.calls.list(),
    reset: (seed = parsed.data.seed) => state.reset(seed),
    async close() {
      await server.close();
      await state.close();
    },
  };
}
