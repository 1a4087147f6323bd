/** The two calls on Twilio's API: send a message, download a message's media. Neither throws; codes are stable. */
import { deliveryError } from "@voice-flow/domain/delivery/provider-codes";
import { whatsappAddress } from "@voice-flow/domain/phones";
import { z } from "zod";
import { environment, optionalEnvironment } from "../../foundation/environment";
import type { CallFailure } from "../../foundation/jobOutcome";
import { CallTimeout, withTimeout } from "../../foundation/timeout";
import type { MessageContent } from "./contents";

const SEND_TIMEOUT_MS = 15_000;

export interface TwilioCredentials {
  accountSid: string;
  /** Value of the `Authorization` header. */
  authorization: string;
}

/** Throws an Error that names the variable that is missing. */
export function twilioCredentialsOrThrow(): TwilioCredentials {
  const accountSid = environment("TWILIO_ACCOUNT_SID");
  return { accountSid, authorization: `Basic ${btoa(`${accountSid}:${environment("TWILIO_AUTH_TOKEN")}`)}` };
}

export interface MessageToSend {
  /** E.164 */
  toPhone: string;
  content: MessageContent;
  statusCallback: string;
}

export async function sendTwilioMessage(
  message: MessageToSend,
): Promise<{ ok: true; providerMessageSid: string } | CallFailure> {
  let request: { url: string; init: RequestInit };
  try {
    request = sendRequestOrThrow(message);
  } catch (error) {
    // Names the variable to set; holds nothing secret.
    console.error(error instanceof Error ? error.message : "Twilio is not configured.");
    return { ok: false, code: "provider_credentials_missing", retryable: true };
  }
  try {
    return await withTimeout(SEND_TIMEOUT_MS, async (signal) => {
      const response = await fetch(request.url, { ...request.init, signal });
      return await readSendResponse(response);
    });
  } catch (error) {
    return { ok: false, code: error instanceof CallTimeout ? "timeout" : "network_error", retryable: true };
  }
}

function sendRequestOrThrow({ toPhone, content, statusCallback }: MessageToSend) {
  const { accountSid, authorization } = twilioCredentialsOrThrow();
  const from = environment("TWILIO_WHATSAPP_FROM");
  const base = optionalEnvironment("TWILIO_API_BASE_URL").replace(/\/+$/, "");
  return {
    url: `${base}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`,
    init: {
      method: "POST",
      headers: {
        authorization,
        "content-type": "application/x-www-form-urlencoded",
        accept: "application/json",
      },
      body: new URLSearchParams({
        To: whatsappAddress(toPhone),
        From: from,
        ...(content.kind === "text"
          ? { Body: content.body }
          : { ContentSid: content.contentSid, ContentVariables: JSON.stringify(content.variables) }),
        StatusCallback: statusCallback,
      }).toString(),
      // The credentials and the text go to this address and nowhere else.
      redirect: "manual",
    } satisfies RequestInit,
  };
}

const createdSchema = z.object({ sid: z.string().min(1) });
const refusedSchema = z.object({ code: z.number() });

async function readSendResponse(
  response: Response,
): Promise<{ ok: true; providerMessageSid: string } | CallFailure> {
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) {
    const created = createdSchema.safeParse(answer);
    // Taken, but by what id is not known: sending again would say it twice.
    if (!created.success) return { ok: false, code: "provider_bad_response", retryable: false };
    return { ok: true, providerMessageSid: created.data.sid };
  }
  const refused = refusedSchema.safeParse(answer);
  const code = refused.success ? `twilio_${refused.data.code}` : `http_${response.status}`;
  const { kind } = deliveryError(code, "call");
  return {
    ok: false,
    code,
    // What somebody has to set up is worth waiting for as well: the coach's message should survive it.
    retryable: kind === "passing" || kind === "setup" || isRetryableStatus(response.status),
    retryAfterMs: retryAfterMs(response),
  };
}

/** 401 too: credentials that are being replaced are the operator's to cure, and the coach's message should survive it. */
export const isRetryableStatus = (status: number): boolean =>
  status >= 500 || [401, 408, 425, 429].includes(status);

/** `Retry-After` in ms, as seconds or as a date; undefined without one. At most an hour. */
export function retryAfterMs(response: Response): number | undefined {
  const header = response.headers.get("retry-after");
  if (!header) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 3_600_000) : undefined;
}
