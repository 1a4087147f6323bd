import { CallLog } from "./call-log";
import { SimulatorClock } from "./clock";
import { type Coach, CoachDirectory } from "./coaches";
import { FaultRegistry } from "./faults/registry";
import type { FaultRuleInput } from "./faults/rules";
import { PromptCache } from "./openai/tokens";
import { TranscriptBook } from "./openai/transcripts";
import { httpUrlSchema, type ResolvedOptions } from "./options";
import { ContentStore } from "./twilio/content";
import { type DeliveryRuleInput, DeliveryRules } from "./twilio/delivery-rules";
import type { TwilioAccount } from "./twilio/errors";
import { MediaStore } from "./twilio/media";
import { createHub, MessageStore, type SimulatorHub } from "./twilio/messages";
import type { SentCallback } from "./twilio/send";
import { SessionWindows } from "./twilio/session-window";

/** All that a running simulator remembers, and the few ways to change what the page shows of it. */
export class SimulatorState {
  readonly options: ResolvedOptions;
  readonly account: TwilioAccount;
  readonly hub: SimulatorHub = createHub();
  readonly calls = new CallLog((call) => this.hub.emit("call", call));
  readonly messages = new MessageStore(this.hub);
  readonly media = new MediaStore();
  readonly transcripts = new TranscriptBook();
  readonly prompts = new PromptCache();
  readonly coaches: CoachDirectory;
  readonly faults: FaultRegistry;
  readonly clock = new SimulatorClock();
  readonly windows = new SessionWindows(this.clock);
  readonly contents = new ContentStore();
  readonly rules = new DeliveryRules();
  /** By message: where its callbacks go. */
  readonly callbacks = new Map<string, SentCallback>();
  readonly #pending = new Set<Promise<void>>();
  #ending = new AbortController();

  #webhookUrl: string;
  #fallbackUrl: string | null = null;
  #handlesOptOut = false;

  constructor(options: ResolvedOptions) {
    this.options = options;
    this.account = {
      accountSid: options.accountSid,
      authToken: options.authToken,
      whatsappFrom: options.whatsappFrom,
    };
    this.#webhookUrl = options.webhookUrl;
    this.coaches = new CoachDirectory(options.coaches);
    this.faults = new FaultRegistry(options.seed);
  }

  get webhookUrl(): string {
    return this.#webhookUrl;
  }

  get fallbackUrl(): string | null {
    return this.#fallbackUrl;
  }

  /** Throws ZodError for what is no http or https URL. */
  setWebhookUrl(url: string, fallbackUrl: string | null = null): void {
    this.#webhookUrl = httpUrlSchema.parse(url);
    this.#fallbackUrl = fallbackUrl === null ? null : httpUrlSchema.parse(fallbackUrl);
  }

  /** Whether the account's Advanced Opt-Out answers STOP and START. */
  get handlesOptOut(): boolean {
    return this.#handlesOptOut;
  }

  setOptOut(isHandled: boolean): void {
    this.#handlesOptOut = isHandled;
  }

  setRules(rules: readonly DeliveryRuleInput[]): void {
    this.rules.set(rules);
    this.hub.emit("rules", this.rules.list());
  }

  advanceClock(ms: number): void {
    this.clock.advance(ms);
    this.hub.emit("clock", { aheadMs: this.clock.aheadMs });
  }

  setFaults(rules: readonly FaultRuleInput[]): void {
    this.faults.set(rules);
    this.hub.emit("faults", this.faults.list());
  }

  setCoaches(coaches: readonly Coach[]): void {
    this.coaches.set(coaches);
    this.hub.emit("coaches", this.coaches.list());
  }

  /** Forgets chats, media, calls, faults, rules and the time. The coaches and the templates stay. */
  reset(seed: number): void {
    this.#stopWork();
    this.faults.reset(seed);
    for (const store of [this.messages, this.media, this.transcripts, this.prompts, this.calls])
      store.clear();
    for (const store of [this.windows, this.rules, this.callbacks]) store.clear();
    this.clock.reset();
    this.#handlesOptOut = false;
    this.coaches.forgetNotes();
    this.hub.emit("reset", { seed });
    this.hub.emit("faults", this.faults.list());
    this.hub.emit("rules", this.rules.list());
    this.hub.emit("clock", { aheadMs: 0 });
  }

  /** Aborts when the work of now is no longer wanted: after a reset, and when the simulator closes. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  #stopWork(): void {
    this.#ending.abort();
    this.#ending = new AbortController();
  }

  /** Keeps work that runs on after an answer. */
  track(work: Promise<void>): void {
    const tracked: Promise<void> = work.finally(() => this.#pending.delete(tracked));
    this.#pending.add(tracked);
  }

  /** Stops such work; resolves when none is left. */
  async close(): Promise<void> {
    this.#stopWork();
    await Promise.allSettled(this.#pending);
  }
}
