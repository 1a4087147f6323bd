import { randomBytes } from "node:crypto";
import type { CallLog } from "../call-log";
import type { SimulatorClock } from "../clock";
import type { CoachDirectory } from "../coaches";
import { addressSchema } from "../faults/rules";
import { newId } from "../http/messages";
import { audioSeconds } from "../openai/audio-duration";
import type { TranscriptBook } from "../openai/transcripts";
import { getSampleOrThrow, readSample, SAMPLE_CONTENT_TYPE } from "../samples";
import { type DeliverContext, postCallback } from "../twilio/deliver";
import type { TwilioAccount } from "../twilio/errors";
import { type Attachment, inboundFields } from "../twilio/inbound";
import { type MediaStore, mediaPath, type StoredMedia } from "../twilio/media";
import type { MessageStore, PhoneMessage, SimulatorHub } from "../twilio/messages";
import type { SentCallback } from "../twilio/send";
import { optOutTypeOf, type SessionWindows } from "../twilio/session-window";
import { isTaken, postWebhook, type WebhookOutcome } from "../twilio/signed-post";
import type {
  SendAttachment,
  SendAudio,
  SendFiles,
  SendOptions,
  SendSample,
  SendText,
  TapButton,
} from "./outgoing";
import { type ReplyFilter, waitForReply } from "./wait-for-reply";

/** After the last page of an Ogg file; players and decoders leave them alone. */
const DISTINCT_BYTES = 16;

/** What became of a message that the coach sent. */
export interface SentMessage {
  readonly messageSid: string;
  /** Status that the (first) webhook answered; null where it did not answer, or was lost. */
  readonly status: number | null;
  readonly deliveries: readonly WebhookOutcome[];
}

export interface PhoneContext {
  readonly account: TwilioAccount;
  readonly webhookUrl: () => string;
  readonly fallbackUrl: () => string | null;
  readonly publicUrl: () => string;
  readonly messages: MessageStore;
  readonly media: MediaStore;
  readonly transcripts: TranscriptBook;
  readonly coaches: CoachDirectory;
  readonly calls: CallLog;
  readonly hub: SimulatorHub;
  readonly clock: SimulatorClock;
  readonly windows: SessionWindows;
  /** Where marks that a message was read go. */
  readonly callbacks: ReadonlyMap<string, SentCallback>;
  /** Whether the account's Advanced Opt-Out answers STOP and START. */
  readonly handlesOptOut: () => boolean;
  /** Aborts when the simulator is reset or closed: webhooks under way are given up. */
  readonly signal: () => AbortSignal;
}

interface File {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly title: string;
}
interface Content {
  readonly body: string;
  readonly files?: readonly File[];
  readonly button?: { readonly text: string; readonly payload: string };
  readonly attachment?: Attachment;
}

/** The coach's end of WhatsApp. */
export class Phone {
  readonly #context: PhoneContext;

  constructor(context: PhoneContext) {
    this.#context = context;
  }

  /** Sends a typed message. Resolves when the webhook has answered; throws only for a malformed phone number. */
  sendText(message: SendText): Promise<SentMessage> {
    this.#context.coaches.remember(message.text, message.phone);
    return this.#send(message, { body: message.text });
  }

  /** Sends one of the voice notes of the package. Throws for an unknown sample. */
  sendSample({ sampleId, isNewRecording, ...options }: SendSample): Promise<SentMessage> {
    const sample = getSampleOrThrow(sampleId);
    const recorded = readSample(sampleId);
    const bytes = isNewRecording ? Buffer.concat([recorded, randomBytes(DISTINCT_BYTES)]) : recorded;
    if (isNewRecording) this.#context.transcripts.tell(bytes, sample);
    return this.sendAudio({ ...options, bytes, contentType: SAMPLE_CONTENT_TYPE, title: sample.title });
  }

  /** Sends a recording, or any other file with its content type. */
  sendAudio({ bytes, contentType, transcript, title, ...message }: SendAudio): Promise<SentMessage> {
    return this.sendFiles({ ...message, files: [{ bytes, contentType, transcript, title }] });
  }

  /** Sends several files in one message. */
  sendFiles(message: SendFiles): Promise<SentMessage> {
    const files = message.files.map(({ bytes: given, contentType, transcript, title = "Voice note" }) => {
      const bytes = Buffer.from(given);
      if (transcript?.trim()) this.#context.transcripts.tell(bytes, transcript);
      this.#context.coaches.remember(bytes, message.phone);
      return { bytes, contentType, title };
    });
    return this.#send(message, { body: message.body ?? "", files });
  }

  /** Sends a place, a contact, or something that WhatsApp cannot pass on. */
  sendAttachment(message: SendAttachment): Promise<SentMessage> {
    return this.#send(message, { body: message.body ?? "", attachment: message.attachment });
  }

  /** Taps a button below a message. Throws for a message or a button that is not there. */
  tap({ on, button, ...options }: TapButton): Promise<SentMessage> {
    const message = this.#context.messages.find(on);
    const found = message?.buttons.find(({ id, title }) => id === button || title === button);
    if (!found) throw new Error(`No message ${on} with a button "${button}" is on the phone.`);
    const tapped = { text: found.title, payload: found.id };
    return this.#send({ ...options, replyTo: on }, { body: found.title, button: tapped });
  }

  /** Opens the chat: messages that have arrived are read, all of them or this one. */
  async read(phone: string, sid?: string): Promise<void> {
    const { messages, callbacks } = this.#context;
    const arrived = messages
      .list(phone)
      .filter(({ direction, status }) => direction === "to_coach" && status === "delivered")
      .filter((message) => sid === undefined || message.sid === sid);
    for (const message of arrived) {
      messages.update(phone, message.sid, { status: "read" });
      const callback = callbacks.get(message.sid);
      if (callback) await postCallback(message, "read", callback.url, callback.plan, this.#delivering());
    }
  }

  #delivering(): DeliverContext {
    return { ...this.#context, deliveryStepMs: 0 };
  }

  /** Everything that was sent to the phone, oldest first. */
  replies(phone: string): readonly PhoneMessage[] {
    return this.#context.messages.list(phone).filter(({ direction }) => direction === "to_coach");
  }

  /** The whole chat, oldest first. */
  chat(phone: string): readonly PhoneMessage[] {
    return this.#context.messages.list(phone);
  }

  /** The first reply that fits, already there or still to come. Rejects after the time limit. */
  waitForReply(phone: string, filter: ReplyFilter = {}): Promise<PhoneMessage> {
    return waitForReply(this.#context.hub, () => this.replies(phone), phone, filter);
  }

  async #send(options: SendOptions, { body, files = [], button, attachment }: Content): Promise<SentMessage> {
    const { account, messages, coaches, clock } = this.#context;
    const phone = addressSchema.parse(options.phone);
    const messageSid = options.messageSid ?? newId("SM");
    const stored = files.map((file) => ({
      title: file.title,
      media: this.#context.media.add({ messageSid, phone, bytes: file.bytes, contentType: file.contentType }),
    }));
    messages.add({
      sid: messageSid,
      phone,
      direction: "from_coach",
      body: body === "" && attachment ? `[${attachment.kind}]` : body,
      media: stored.map(({ media, title }) => shownMedia(media, title)),
      quotedSid: options.replyTo ?? null,
      buttons: [],
      contentSid: null,
      errorCode: null,
      isDeletedAtProvider: false,
      at: clock.now(),
      status: "sending",
      webhookStatus: null,
      problem: null,
    });
    const fields = inboundFields(
      {
        messageSid,
        address: phone,
        waId: options.waId === undefined ? waIdOf(phone) : options.waId,
        profileName: options.profileName ?? coaches.nameOf(phone) ?? "Coach",
        body,
        media: stored.map(({ media }) => ({ url: this.#mediaUrl(media), contentType: media.contentType })),
        quotedSid: options.replyTo ?? null,
        button: button ?? null,
        optOutType: this.#optOut(phone, body),
        attachment: attachment ?? null,
      },
      account,
    );
    this.#context.windows.wrote(phone);
    return this.#deliver(phone, messageSid, fields, options.deliveries ?? 1);
  }

  #optOut(phone: string, body: string) {
    const { handlesOptOut, windows } = this.#context;
    const type = handlesOptOut() ? optOutTypeOf(body) : null;
    if (type === "STOP") windows.optOut(phone);
    if (type === "START") windows.optIn(phone);
    return type;
  }

  #mediaUrl(stored: StoredMedia): string {
    return this.#context.publicUrl() + mediaPath(this.#context.account.accountSid, stored);
  }

  async #deliver(
    phone: string,
    messageSid: string,
    fields: Record<string, string>,
    times: number,
  ): Promise<SentMessage> {
    const { account, calls, messages, webhookUrl, fallbackUrl } = this.#context;
    const signal = this.#context.signal();
    const deliveries = await Promise.all(
      Array.from({ length: Math.max(0, times) }, () =>
        postWebhook({ url: webhookUrl(), fallbackUrl: fallbackUrl() }, fields, account.authToken, {
          log: calls,
          endpoint: "webhook",
          signal,
        }),
      ),
    );
    const shown = deliveries.find((outcome) => !isTaken(outcome)) ?? deliveries[0];
    const status = shown?.status ?? null;
    const taken = shown !== undefined && isTaken(shown);
    const problem = shown?.error ?? "The webhook did not take the message.";
    messages.update(phone, messageSid, {
      status: taken ? "delivered" : "failed",
      webhookStatus: status,
      problem: taken ? null : shown ? problem : "The webhook was lost.",
    });
    return { messageSid, status: deliveries[0]?.status ?? null, deliveries };
  }
}

const waIdOf = (address: string): string | null => (address.startsWith("+") ? address.slice(1) : null);

const shownMedia = (media: StoredMedia, title: string) => ({
  path: `/api/media/${media.sid}`,
  contentType: media.contentType,
  title,
  seconds: media.contentType.startsWith("audio/") ? audioSeconds(media.bytes) : null,
});
