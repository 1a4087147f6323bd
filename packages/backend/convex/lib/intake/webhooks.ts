/** Twilio's webhooks: verified before anything is read from them, then parsed into what the product needs. */
import { toE164 } from "@voice-flow/domain/phones";
import type { OutboundStatus } from "@voice-flow/domain/vocabulary/messaging";
import {
  parseWebhookBody,
  verifyTwilioWebhook,
  type WebhookParams,
  webhookParam,
} from "@voice-flow/domain/webhooks/twilio-signature";
import { env } from "../../_generated/server";
import { optionalEnvironment } from "../foundation/environment";

/** Twilio's forms are a few kB; WhatsApp's longest text is 4,096 characters. */
const MAX_BODY_BYTES = 64 * 1024;

export type SignedRequest = { ok: true; params: WebhookParams } | { ok: false; response: Response };

/** The address of a webhook as Twilio knows it: what it signed. `TWILIO_WEBHOOK_URL` is that of the messages. */
const WEBHOOK_PATH = { whatsapp: "/twilio/whatsapp", status: "/twilio/status" } as const;
export type Webhook = keyof typeof WEBHOOK_PATH;

function signedUrl(request: Request, webhook: Webhook): string {
  const configured = optionalEnvironment("TWILIO_WEBHOOK_URL");
  if (!configured) return request.url;
  return webhook === "whatsapp"
    ? configured
    : new URL(`status${new URL(request.url).search}`, configured).href;
}

/** Where Twilio reports what became of a message; it carries our own id, so that the report may come before our record. */
export function statusCallbackUrl(outboundMessageId: string): string {
  const configured = optionalEnvironment("TWILIO_WEBHOOK_URL");
  const url = configured ? new URL("status", configured) : new URL(WEBHOOK_PATH.status, env.CONVEX_SITE_URL);
  url.searchParams.set("message", outboundMessageId);
  return url.href;
}

/** Reads a form that Twilio signed; otherwise the answer: 503 unconfigured, 400 unreadable, 413 too long, 403 not signed. */
export async function readSignedRequest(request: Request, webhook: Webhook): Promise<SignedRequest> {
  const authToken = env.TWILIO_AUTH_TOKEN ?? "";
  if (authToken === "") {
    console.error("Set TWILIO_AUTH_TOKEN in the deployment's environment: webhooks are refused until then.");
    return {
      ok: false,
      response: new Response("This deployment is not set up for webhooks.", { status: 503 }),
    };
  }
  const signature = request.headers.get("x-twilio-signature");
  if (!signature) return { ok: false, response: forbidden() };
  // Nobody who has not signed makes us read more than a form.
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > MAX_BODY_BYTES) return { ok: false, response: tooLong() };
  let body: string;
  try {
    body = await request.text();
  } catch {
    return { ok: false, response: malformed("The body could not be read.") };
  }
  if (body.length > MAX_BODY_BYTES) return { ok: false, response: tooLong() };
  const params = parseWebhookBody(body);
  const verdict = await verifyTwilioWebhook({
    authToken,
    url: signedUrl(request, webhook),
    params,
    signature,
  });
  return verdict.ok ? { ok: true, params } : { ok: false, response: forbidden() };
}

const tooLong = () => new Response("The body is too long.", { status: 413 });
const forbidden = () => new Response("The signature does not match.", { status: 403 });
export const malformed = (reason: string) => new Response(reason, { status: 400 });

/** The answer to a message: taken, and nothing to say on this connection. */
export const emptyTwiml = () =>
  new Response('<?xml version="1.0" encoding="UTF-8"?><Response></Response>', {
    headers: { "content-type": "text/xml; charset=utf-8" },
  });

export interface InboundForm {
  messageSid: string;
  fromPhone: string;
  toPhone: string;
  body: string;
  /** Of a reply by swipe: the provider's id of the message it answers. */
  quotedMessageSid?: string;
  buttonPayload?: string;
  buttonText?: string;
  media?: { url: string; contentType: string };
}

const SID = /^[A-Za-z0-9]{2,64}$/;

/** The message, or what is wrong with the form. */
export function parseInboundForm(params: WebhookParams): InboundForm | { problem: string } {
  const messageSid = webhookParam(params, "MessageSid") ?? webhookParam(params, "SmsMessageSid") ?? "";
  if (!SID.test(messageSid)) return { problem: "MessageSid is missing or malformed." };
  const fromPhone = toE164(webhookParam(params, "From") ?? "");
  if (!fromPhone) return { problem: "From is missing or no phone number." };
  const toPhone = toE164(webhookParam(params, "To") ?? "");
  if (!toPhone) return { problem: "To is missing or no phone number." };
  const numMedia = webhookParam(params, "NumMedia") ?? "0";
  if (!/^\d{1,2}$/.test(numMedia)) return { problem: "NumMedia is no number." };
  const quotedMessageSid = webhookParam(params, "OriginalRepliedMessageSid") ?? "";
  const buttonPayload = webhookParam(params, "ButtonPayload");
  const buttonText = webhookParam(params, "ButtonText");
  const form = {
    messageSid,
    fromPhone,
    toPhone,
    body: webhookParam(params, "Body") ?? "",
    ...(SID.test(quotedMessageSid) && { quotedMessageSid }),
    ...(buttonPayload && { buttonPayload }),
    ...(buttonText && { buttonText }),
  };
  if (Number(numMedia) === 0) return form;
  const url = webhookParam(params, "MediaUrl0");
  if (!url) return { problem: "MediaUrl0 is missing." };
  return { ...form, media: { url, contentType: webhookParam(params, "MediaContentType0") ?? "" } };
}

/** Twilio's words for what became of a message. Those that say only that it is under way map to nothing. */
const STATUS_OF: Readonly<Record<string, OutboundStatus | undefined>> = {
  accepted: undefined,
  scheduled: undefined,
  queued: undefined,
  sending: undefined,
  sent: "sent",
  delivered: "delivered",
  read: "read",
  undelivered: "failed",
  failed: "failed",
  canceled: "failed",
};

export interface StatusForm {
  providerMessageSid: string;
  status?: OutboundStatus;
  errorCode?: string;
}

export function parseStatusForm(params: WebhookParams): StatusForm | { problem: string } {
  const providerMessageSid = webhookParam(params, "MessageSid") ?? webhookParam(params, "SmsSid") ?? "";
  if (!SID.test(providerMessageSid)) return { problem: "MessageSid is missing or malformed." };
  const word = (
    webhookParam(params, "MessageStatus") ??
    webhookParam(params, "SmsStatus") ??
    ""
  ).toLowerCase();
  if (!Object.hasOwn(STATUS_OF, word)) return { problem: "MessageStatus is missing or unknown." };
  const status = STATUS_OF[word];
  const code = webhookParam(params, "ErrorCode") ?? "";
  return {
    providerMessageSid,
    ...(status ? { status } : {}),
    ...(/^\d{1,6}$/.test(code) && code !== "0" ? { errorCode: `twilio_${code}` } : {}),
  };
}
