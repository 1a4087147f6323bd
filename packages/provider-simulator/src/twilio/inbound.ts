import type { TwilioAccount } from "./errors";
import type { OptOutType } from "./session-window";

export interface InboundMessage {
  readonly messageSid: string;
  /** E.164, or the id of somebody with a username; without the `whatsapp:` prefix. */
  readonly address: string;
  /** Digits of the number, where WhatsApp tells it. */
  readonly waId: string | null;
  readonly profileName: string;
  readonly body: string;
  readonly media: readonly { readonly url: string; readonly contentType: string }[];
  readonly quotedSid: string | null;
  readonly button: { readonly text: string; readonly payload: string } | null;
  /** Advanced Opt-Out has taken the text for one of its words. */
  readonly optOutType: OptOutType | null;
  readonly attachment: Attachment | null;
}

/** What WhatsApp sends beside text, voice and files. */
export type Attachment =
  | {
      readonly kind: "location";
      readonly latitude: number;
      readonly longitude: number;
      readonly label?: string | undefined;
    }
  | { readonly kind: "contacts" }
  | { readonly kind: "unsupported" };

/** WhatsApp's own word for the kind of a message. */
function messageType({ media: [file], button, attachment }: InboundMessage): string {
  if (attachment) return attachment.kind;
  if (button) return "button";
  if (!file) return "text";
  const [kind = ""] = file.contentType.split("/");
  return ["audio", "image", "video"].includes(kind) ? kind : "document";
}

/** The form that Twilio posts for a WhatsApp message. */
export function inboundFields(message: InboundMessage, account: TwilioAccount): Record<string, string> {
  const { messageSid, address, waId, profileName, media, quotedSid, button, optOutType } = message;
  const isUsername = !address.startsWith("+");
  const context = { ProfileName: profileName, ...(waId === null ? {} : { WaId: waId }) };
  return {
    SmsMessageSid: messageSid,
    NumMedia: String(media.length),
    ProfileName: profileName,
    MessageType: messageType(message),
    SmsSid: messageSid,
    ...(waId === null ? {} : { WaId: waId }),
    ...(isUsername ? { ExternalUserId: address } : {}),
    SmsStatus: "received",
    Body: message.body,
    To: account.whatsappFrom,
    NumSegments: "1",
    ReferralNumMedia: "0",
    MessageSid: messageSid,
    AccountSid: account.accountSid,
    ChannelMetadata: JSON.stringify({ type: "whatsapp", data: { context } }),
    From: `whatsapp:${address}`,
    ApiVersion: "2010-04-01",
    ...(quotedSid === null
      ? {}
      : { OriginalRepliedMessageSid: quotedSid, OriginalRepliedMessageSender: account.whatsappFrom }),
    ...(button === null ? {} : { ButtonText: button.text, ButtonPayload: button.payload }),
    ...(optOutType === null ? {} : { OptOutType: optOutType }),
    ...mediaFields(media),
    ...attachmentFields(message.attachment),
  };
}

const mediaFields = (media: InboundMessage["media"]): Record<string, string> =>
  Object.fromEntries(
    media.flatMap(({ url, contentType }, index) => [
      [`MediaUrl${index}`, url],
      [`MediaContentType${index}`, contentType],
    ]),
  );

function attachmentFields(attachment: Attachment | null): Record<string, string> {
  if (attachment?.kind !== "location") return {};
  const { latitude, longitude, label } = attachment;
  return { Latitude: String(latitude), Longitude: String(longitude), ...(label ? { Label: label } : {}) };
}
