/** Twilio's webhooks: verified before anything is read from them, then parsed into what the product needs. */
import { type InboundForm, readInboundForm } from "@voice-flow/domain/inbound/read-form";
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

const SID = /^[A-Za-z0-9]{2,64}$/;

/** A form without an id gets one of its content, so that the same form twice is one message. */
export async function inboundFormOf(params: WebhookParams): Promise<InboundForm> {
  const written = new TextEncoder().encode(JSON.stringify(Object.entries(params).sort()));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", written));
  const hex = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return readInboundForm(params, `FORM${hex.slice(0, 32)}`);
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
