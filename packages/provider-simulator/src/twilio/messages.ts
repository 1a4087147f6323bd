import type { LoggedCall } from "../call-log";
import type { Coach } from "../coaches";
import { EventHub } from "../event-hub";
import type { FaultState } from "../faults/registry";
import type { DeliveryRuleState } from "./delivery-rules";

const DIRECTIONS = ["from_coach", "to_coach"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/**
 * From the coach: `sending` until the webhook answered, `delivered` when it took the message, `failed` when it did not.
 * To the coach: `queued`, `sent`, `delivered`, `read` or `failed`, as the provider reports it.
 */
const DELIVERY_STATUSES = ["sending", "queued", "sent", "delivered", "read", "failed"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** A message as it stands in the chat. */
export interface PhoneButton {
  readonly title: string;
  /** Comes back with the tap. */
  readonly id: string;
}

export interface PhoneMedia {
  readonly path: string;
  readonly contentType: string;
  readonly title: string;
  /** Length of a recording, as far as its container tells; null for anything else. */
  readonly seconds: number | null;
}

export interface PhoneMessage {
  readonly sid: string;
  readonly phone: string;
  readonly direction: Direction;
  readonly body: string;
  /** Where the page can play the attached files, and what they are. */
  readonly media: readonly PhoneMedia[];
  /** The message that this one answers by a swipe. */
  readonly quotedSid: string | null;
  /** Quick replies below a message to the coach. */
  readonly buttons: readonly PhoneButton[];
  /** Of a message that was made from a template. */
  readonly contentSid: string | null;
  /** WhatsApp's code, where it did not deliver a message to the coach. */
  readonly errorCode: number | null;
  /** It was deleted at the provider: its list and its API know nothing of it any more. */
  readonly isDeletedAtProvider: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly status: DeliveryStatus;
  /** What the webhook answered, for messages from the coach; null before, or where there was no answer. */
  readonly webhookStatus: number | null;
  /** Why it failed, in one sentence. */
  readonly problem: string | null;
}

export type SimulatorEvents = {
  message: PhoneMessage;
  coaches: readonly Coach[];
  faults: readonly FaultState[];
  rules: readonly DeliveryRuleState[];
  /** The provider's time was moved: by how much it is ahead, ms. */
  clock: { readonly aheadMs: number };
  call: LoggedCall;
  /** Everything was forgotten. */
  reset: { readonly seed: number };
};

export type SimulatorHub = EventHub<SimulatorEvents>;
export const createHub = (): SimulatorHub => new EventHub<SimulatorEvents>();

const KEPT_PER_PHONE = 500;

/** The chats of all phones. */
export class MessageStore {
  readonly #byPhone = new Map<string, PhoneMessage[]>();
  readonly #hub: SimulatorHub;

  constructor(hub: SimulatorHub) {
    this.#hub = hub;
  }

  add(message: PhoneMessage): void {
    const chat = this.#byPhone.get(message.phone) ?? [];
    this.#byPhone.set(message.phone, [...chat, message].slice(-KEPT_PER_PHONE));
    this.#hub.emit("message", message);
  }

  /** Changes a message that is still kept; one that is not is left alone. */
  update(
    phone: string,
    sid: string,
    change: Partial<
      Pick<PhoneMessage, "status" | "webhookStatus" | "problem" | "errorCode" | "isDeletedAtProvider">
    >,
  ): void {
    const chat = this.#byPhone.get(phone) ?? [];
    const index = chat.findLastIndex((message) => message.sid === sid);
    const before = chat[index];
    if (!before) return;
    const after = { ...before, ...change };
    chat[index] = after;
    this.#hub.emit("message", after);
  }

  /** Oldest first. */
  list(phone: string): readonly PhoneMessage[] {
    return [...(this.#byPhone.get(phone) ?? [])];
  }

  /** Everything of every phone, newest first. */
  all(): readonly PhoneMessage[] {
    return [...this.#byPhone.values()]
      .flat()
      .reverse()
      .sort((a, b) => b.at - a.at);
  }

  find(sid: string): PhoneMessage | undefined {
    for (const chat of this.#byPhone.values()) {
      const found = chat.find((message) => message.sid === sid);
      if (found) return found;
    }
    return undefined;
  }

  clear(): void {
    this.#byPhone.clear();
  }
}
