import { randomBytes } from "node:crypto";
import type { CallLog } from "../call-log";
import type { CoachDirectory } from "../coaches";
import { phoneSchema } from "../faults/rules";
import { newId } from "../http/messages";
import { audioSeconds } from "../openai/audio-duration";
import type { TranscriptBook } from "../openai/transcripts";
import { getSampleOrThrow, readSample, SAMPLE_CONTENT_TYPE } from "../samples";
import type { TwilioAccount } from "../twilio/errors";
import { inboundFields } from "../twilio/inbound";
import { type MediaStore, mediaPath, type StoredMedia } from "../twilio/media";
import { isTaken, postSigned, type WebhookOutcome } from "../twilio/signed-post";
import type { MessageStore, PhoneMessage, SimulatorHub } from "./messages";
import { type ReplyFilter, waitForReply } from "./wait-for-reply";

/** After the last page of an Ogg file; players and decoders leave them alone. */
const DISTINCT_BYTES = 16;

interface SendOptions {
  /** E.164 number of the coach. */
  readonly phone: string;
  /** Profile name; by default the coach's name from the list. */
  readonly profileName?: string | undefined;
  /** Give it to send the same message again; a new one by default. */
  readonly messageSid?: string | undefined;
  /** Posts the same webhook this many times at once, as a provider that repeats itself does. */
  readonly deliveries?: number | undefined;
}

export interface SendText extends SendOptions {
  readonly text: string;
}
export interface SendSample extends SendOptions {
  readonly sampleId: string;
  /** The same words said again: another file, so that it is no duplicate of an earlier one. */
  readonly isNewRecording?: boolean | undefined;
}
export interface SendAudio extends SendOptions {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly body?: string | undefined;
  /** What the transcription endpoint is to hear in these bytes; a text that says it was simulated by default. */
  readonly transcript?: string | undefined;
  readonly title?: string | undefined;
}

/** What became of a message that the coach sent. */
export interface SentMessage {
  readonly messageSid: string;
  /** Status that the (first) webhook answered; null where it did not answer. */
  readonly status: number | null;
  readonly deliveries: readonly WebhookOutcome[];
}

export interface PhoneContext {
  readonly account: TwilioAccount;
  readonly webhookUrl: () => string;
  readonly publicUrl: () => string;
  readonly messages: MessageStore;
  readonly media: MediaStore;
  readonly transcripts: TranscriptBook;
  readonly coaches: CoachDirectory;
  readonly calls: CallLog;
  readonly hub: SimulatorHub;
  /** Aborts when the simulator is reset or closed: webhooks under way are given up. */
  readonly signal: () => AbortSignal;
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
    return this.#send(message, message.text, null);
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
  sendAudio(message: SendAudio): Promise<SentMessage> {
    const bytes = Buffer.from(message.bytes);
    if (message.transcript?.trim()) this.#context.transcripts.tell(bytes, message.transcript);
    this.#context.coaches.remember(bytes, message.phone);
    return this.#send(message, message.body ?? "", {
      bytes,
      contentType: message.contentType,
      title: message.title ?? "Voice note",
    });
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

  async #send(
    options: SendOptions,
    body: string,
    file: { readonly bytes: Buffer; readonly contentType: string; readonly title: string } | null,
  ): Promise<SentMessage> {
    const { account, messages, media, coaches } = this.#context;
    const phone = phoneSchema.parse(options.phone);
    const messageSid = options.messageSid ?? newId("SM");
    const stored = file
      ? media.add({ messageSid, phone, bytes: file.bytes, contentType: file.contentType })
      : null;
    messages.add({
      sid: messageSid,
      phone,
      direction: "from_coach",
      body,
      media:
        stored && file
          ? {
              path: `/api/media/${stored.sid}`,
              contentType: stored.contentType,
              title: file.title,
              seconds: stored.contentType.startsWith("audio/") ? audioSeconds(stored.bytes) : null,
            }
          : null,
      at: Date.now(),
      status: "sending",
      webhookStatus: null,
      problem: null,
    });
    const fields = inboundFields(
      {
        messageSid,
        phone,
        profileName: options.profileName ?? coaches.nameOf(phone) ?? "Coach",
        body,
        media: stored && { url: this.#mediaUrl(stored), contentType: stored.contentType },
      },
      account,
    );
    return this.#deliver(phone, messageSid, fields, options.deliveries ?? 1);
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
    const { account, calls, messages, webhookUrl } = this.#context;
    const signal = this.#context.signal();
    const deliveries = await Promise.all(
      Array.from({ length: Math.max(1, times) }, () =>
        postSigned(webhookUrl(), fields, account.authToken, { log: calls, endpoint: "webhook", signal }),
      ),
    );
    const shown = deliveries.find((outcome) => !isTaken(outcome)) ?? deliveries[0];
    const status = shown?.status ?? null;
    const taken = shown !== undefined && isTaken(shown);
    messages.update(phone, messageSid, {
      status: taken ? "delivered" : "failed",
      webhookStatus: status,
      problem: taken ? null : (shown?.error ?? "The webhook did not take the message."),
    });
    return { messageSid, status: deliveries[0]?.status ?? null, deliveries };
  }
}
