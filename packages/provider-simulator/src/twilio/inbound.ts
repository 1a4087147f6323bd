import type { TwilioAccount } from "./errors";

export interface InboundMessage {
  readonly messageSid: string;
  /** E.164, without the `whatsapp:` prefix. */
  readonly phone: string;
  readonly profileName: string;
  readonly body: string;
  readonly media: { readonly url: string; readonly contentType: string } | null;
}

/** WhatsApp's own word for the kind of a message. */
function messageType(media: InboundMessage["media"]): string {
  if (!media) return "text";
  const [kind = ""] = media.contentType.split("/");
  return ["audio", "image", "video"].includes(kind) ? kind : "document";
}

/** The form that Twilio posts for a WhatsApp message. */
export function inboundFields(message: InboundMessage, account: TwilioAccount): Record<string, string> {
  const waId = message.phone.replace(/^\+/, "");
  return {
    SmsMessageSid: message.messageSid,
    NumMedia: message.media ? "1" : "0",
    ProfileName: message.profileName,
    MessageType: messageType(message.media),
    SmsSid: message.messageSid,
    WaId: waId,
    SmsStatus: "received",
    Body: message.body,
    To: account.whatsappFrom,
    NumSegments: "1",
    ReferralNumMedia: "0",
    MessageSid: message.messageSid,
    AccountSid: account.accountSid,
    ChannelMetadata: JSON.stringify({
      type: "whatsapp",
      data: { context: { ProfileName: message.profileName, WaId: waId } },
    }),
    From: `whatsapp:${message.phone}`,
    ApiVersion: "2010-04-01",
    ...(message.media ? { MediaUrl0: message.media.url, MediaContentType0: message.media.contentType } : {}),
  };
}
