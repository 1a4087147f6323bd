/** Twilio's form of an inbound message. A signed form is never refused: what is odd about it is kept for staff to see. */
import { readSender } from "../phones";
import { type WebhookParams, webhookParam } from "../webhooks/twilio-signature";
import type { InboundMedia } from "./plan-message";

export interface InboundForm {
  messageSid: string;
  /** What we answer to: E.164 or the id of a username. */
  fromPhone: string;
  /** E.164, where WhatsApp tells it. */
  senderPhone?: string;
  toPhone: string;
  body: string;
  media: InboundMedia[];
  messageType?: string;
  /** Of a reply by swipe: the provider's id of the message it answers. */
  quotedMessageSid?: string;
  buttonPayload?: string;
  buttonText?: string;
  /** Twilio has answered STOP, START or HELP itself. */
  optOutType?: string;
}

const SID = /^[A-Za-z0-9]{2,64}$/;
/** Twilio's own most. */
const MAX_MEDIA = 10;
const MAX_WORD = 200;

/** @param fallbackSid the id of a form without one, the same for the same form */
export function readInboundForm(params: WebhookParams, fallbackSid: string): InboundForm {
  const param = (name: string): string => webhookParam(params, name) ?? "";
  const sid = [param("MessageSid"), param("SmsMessageSid")].find((given) => SID.test(given));
  const sender = readSender(param("From"), param("WaId"));
  const quoted = param("OriginalRepliedMessageSid");
  const word = (name: string): string => param(name).slice(0, MAX_WORD);
  return {
    messageSid: sid ?? fallbackSid,
    fromPhone: sender.address,
    ...(sender.phone ? { senderPhone: sender.phone } : {}),
    toPhone: readSender(param("To")).address,
    body: param("Body"),
    media: readMedia(param),
    ...(param("MessageType") ? { messageType: word("MessageType") } : {}),
    ...(SID.test(quoted) ? { quotedMessageSid: quoted } : {}),
    ...(param("ButtonPayload") ? { buttonPayload: word("ButtonPayload") } : {}),
    ...(param("ButtonText") ? { buttonText: word("ButtonText") } : {}),
    ...(param("OptOutType") ? { optOutType: word("OptOutType") } : {}),
  };
}

/** As many as the form says or brings. One without an address fails when it is fetched, where staff see it. */
function readMedia(param: (name: string) => string): InboundMedia[] {
  const said = Number(param("NumMedia"));
  const announced = Number.isInteger(said) && said > 0 ? Math.min(said, MAX_MEDIA) : 0;
  const media: InboundMedia[] = [];
  for (let index = 0; index < MAX_MEDIA; index += 1) {
    const url = param(`MediaUrl${index}`);
    if (url === "" && index >= announced) break;
    media.push({ url, contentType: param(`MediaContentType${index}`) });
  }
  return media;
}
