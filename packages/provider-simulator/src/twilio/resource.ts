import type { TwilioAccount } from "./errors";
import type { PhoneMessage } from "./messages";

/** A message as the REST interface shows it. */
export function messageResource(message: PhoneMessage, account: TwilioAccount): Record<string, unknown> {
  const uri = `/2010-04-01/Accounts/${account.accountSid}/Messages/${message.sid}`;
  const outgoing = message.direction === "to_coach";
  const when = new Date(message.at).toUTCString().replace("GMT", "+0000");
  return {
    account_sid: account.accountSid,
    api_version: "2010-04-01",
    body: message.body,
    date_created: when,
    date_sent: message.status === "queued" ? null : when,
    date_updated: when,
    direction: outgoing ? "outbound-api" : "inbound",
    error_code: message.errorCode,
    error_message: null,
    from: outgoing ? account.whatsappFrom : `whatsapp:${message.phone}`,
    messaging_service_sid: null,
    num_media: String(message.media.length),
    num_segments: "1",
    price: null,
    price_unit: null,
    sid: message.sid,
    status: outgoing ? statusWord(message) : "received",
    subresource_uris: { media: `${uri}/Media.json` },
    to: outgoing ? `whatsapp:${message.phone}` : account.whatsappFrom,
    uri: `${uri}.json`,
  };
}

const statusWord = ({ status }: PhoneMessage): string => (status === "failed" ? "undelivered" : status);
