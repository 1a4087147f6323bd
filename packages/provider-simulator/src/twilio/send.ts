import { setTimeout as wait } from "node:timers/promises";
import type { CallLog } from "../call-log";
import { jsonReply, newId, readForm } from "../http/messages";
import type { MessageStore, PhoneMessage } from "../phone/messages";
import type { ProviderEndpoint, Reading } from "../provider-endpoint";
import { refuseTwilioCaller, type TwilioAccount, twilioError, twilioErrors, twilioHeaders } from "./errors";
import { postSigned } from "./signed-post";

/** Twilio's limit on the body of a message, in characters. */
export const BODY_LIMIT = 1_600;

interface SendRequest {
  readonly phone: string;
  readonly body: string;
  readonly statusCallback: string | null;
}

export interface SendContext {
  readonly account: TwilioAccount;
  readonly messages: MessageStore;
  readonly calls: CallLog;
  /** Milliseconds between the steps queued, sent and delivered. */
  readonly deliveryStepMs: number;
  /** Keeps what runs on after the answer, so that closing can wait for it. */
  readonly track: (work: Promise<void>) => void;
  /** Aborts when the simulator is reset or closed: deliveries then go no further. */
  readonly signal: () => AbortSignal;
}

export function sendEndpoint(context: SendContext): ProviderEndpoint<SendRequest> {
  const { account, messages } = context;
  return {
    endpoint: "send",
    errors: twilioErrors,
    async read(call) {
      const refusal = refuseTwilioCaller(call.headers.authorization, call.params.account, account);
      if (refusal) return { refusal };
      const form = await readForm(call).catch(() => new FormData());
      return readSendRequest(form, account);
    },
    phoneOf: ({ phone }) => phone,
    answer(request) {
      const message: PhoneMessage = {
        sid: newId("SM"),
        phone: request.phone,
        direction: "to_coach",
        body: request.body,
        media: null,
        at: Date.now(),
        status: "queued",
        webhookStatus: null,
        problem: null,
      };
      messages.add(message);
      context.track(deliver(message, request.statusCallback, context));
      return jsonReply(201, messageResource(message, account), twilioHeaders());
    },
  };
}

function readSendRequest(form: FormData, account: TwilioAccount): Reading<SendRequest> {
  const field = (name: string) => String(form.get(name) ?? "").trim();
  const refuse = (code: number, message: string) => ({ refusal: twilioError(400, code, message) });
  const [to, from, body, statusCallback] = [
    field("To"),
    field("From"),
    field("Body"),
    field("StatusCallback"),
  ];
  if (to === "") return refuse(21604, "A 'To' phone number is required.");
  const phone = /^whatsapp:(\+[1-9]\d{6,14})$/.exec(to)?.[1];
  if (phone === undefined) return refuse(21211, `Invalid 'To' Phone Number: ${to}`);
  if (from === "") return refuse(21603, "A 'From' phone number is required.");
  if (from !== account.whatsappFrom) {
    return refuse(63007, "Twilio could not find a Channel with the specified From address");
  }
  if (to === from) return refuse(63031, "Channel message cannot have same From and To");
  if (body === "") return refuse(21619, "A text message body or media urls must be specified.");
  if (body.length > BODY_LIMIT) {
    return refuse(21617, `The concatenated message body exceeds the ${BODY_LIMIT} character limit`);
  }
  if (statusCallback !== "" && !isHttpUrl(statusCallback)) {
    return refuse(21609, `The StatusCallback URL ${statusCallback} is not a valid URL.`);
  }
  return { input: { phone, body, statusCallback: statusCallback || null } };
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

const STEPS = ["queued", "sent", "delivered"] as const;

async function deliver(
  message: PhoneMessage,
  statusCallback: string | null,
  { account, calls, deliveryStepMs, messages, signal: signalNow }: SendContext,
): Promise<void> {
  const signal = signalNow();
  for (const status of STEPS) {
    await wait(status === "queued" ? 0 : deliveryStepMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    messages.update(message.phone, message.sid, { status });
    if (statusCallback === null) continue;
    await postSigned(statusCallback, statusFields(message, status, account), account.authToken, {
      log: calls,
      endpoint: "status_callback",
      signal,
    });
  }
}

/** The form of a status callback for a WhatsApp message. */
function statusFields(message: PhoneMessage, status: string, account: TwilioAccount): Record<string, string> {
  return {
    SmsSid: message.sid,
    SmsStatus: status,
    MessageStatus: status,
    ChannelToAddress: message.phone,
    To: `whatsapp:${message.phone}`,
    ChannelPrefix: "whatsapp",
    MessageSid: message.sid,
    AccountSid: account.accountSid,
    From: account.whatsappFrom,
    ApiVersion: "2010-04-01",
  };
}

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
    error_code: null,
    error_message: null,
    from: outgoing ? account.whatsappFrom : `whatsapp:${message.phone}`,
    messaging_service_sid: null,
    num_media: message.media ? "1" : "0",
    num_segments: "1",
    price: null,
    price_unit: null,
    sid: message.sid,
    status: outgoing ? message.status : "received",
    subresource_uris: { media: `${uri}/Media.json` },
    to: outgoing ? `whatsapp:${message.phone}` : account.whatsappFrom,
    uri: `${uri}.json`,
  };
}
