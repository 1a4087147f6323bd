import type { Attachment } from "../twilio/inbound";

export interface SendOptions {
  /** The coach's number in E.164, or the id of a username. */
  readonly phone: string;
  /** Profile name; by default the coach's name from the list. */
  readonly profileName?: string | undefined;
  /** Digits that WhatsApp tells beside the address: those of the number by default, none beside a username. Null hides them. */
  readonly waId?: string | null | undefined;
  /** Give it to send the same message again; a new one by default. */
  readonly messageSid?: string | undefined;
  /** Posts the same webhook this many times at once, as a provider that repeats itself does; 0 loses it. */
  readonly deliveries?: number | undefined;
  /** Answers this message by a swipe. */
  readonly replyTo?: string | undefined;
}

export interface SendText extends SendOptions {
  readonly text: string;
}
export interface SendSample extends SendOptions {
  readonly sampleId: string;
  /** The same words said again: another file, so that it is no duplicate of an earlier one. */
  readonly isNewRecording?: boolean | undefined;
}
export interface FileToSend {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  /** What the transcription endpoint is to hear in these bytes; a text that says it was simulated by default. */
  readonly transcript?: string | undefined;
  readonly title?: string | undefined;
}
export interface SendAudio extends SendOptions, FileToSend {
  readonly body?: string | undefined;
}
export interface SendFiles extends SendOptions {
  readonly files: readonly FileToSend[];
  readonly body?: string | undefined;
}
export interface SendAttachment extends SendOptions {
  readonly attachment: Attachment;
  readonly body?: string | undefined;
}
export interface TapButton extends SendOptions {
  /** The message that carries the button. */
  readonly messageSid?: undefined;
  readonly on: string;
  /** Its label or its id. */
  readonly button: string;
}
