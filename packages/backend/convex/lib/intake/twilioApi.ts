/** Twilio's records of inbound messages: listed to find what was missed. No call throws; codes are stable. */
import type { InboundMedia } from "@voice-flow/domain/inbound/plan-message";
import { z } from "zod";
import {
  isRetryableStatus,
  retryAfterMs,
  twilioCredentialsOrThrow,
} from "../conversation/delivery/twilioClient";
import { environment, optionalEnvironment } from "../foundation/environment";
import type { CallFailure } from "../foundation/jobOutcome";
import { CallTimeout, withTimeout } from "../foundation/timeout";

const TIMEOUT_MS = 15_000;
const PAGE_SIZE = 200;

const messageSchema = z.object({
  sid: z.string(),
  direction: z.string(),
  from: z.string().nullish(),
  to: z.string().nullish(),
  body: z.string().nullish(),
  num_media: z.coerce.number().catch(0),
  date_sent: z.string().nullish(),
  date_created: z.string().nullish(),
});
const pageSchema = z.object({
  messages: z.array(messageSchema),
  next_page_uri: z.string().nullish(),
});
const mediaSchema = z.object({
  media_list: z.array(z.object({ uri: z.string(), content_type: z.string().nullish() })),
});

export type ListedMessage = z.infer<typeof messageSchema>;
type Answer<Value> = { ok: true; value: Value } | CallFailure;

const baseUrl = () => optionalEnvironment("TWILIO_API_BASE_URL").replace(/\/+$/, "");
const accountPath = (): string =>
  `/2010-04-01/Accounts/${encodeURIComponent(environment("TWILIO_ACCOUNT_SID"))}`;

/** Messages to our sender since a time (ms), newest first; `next` is the path of the following page. */
export async function listInbound(
  page: { since: number } | { path: string },
): Promise<Answer<{ messages: ListedMessage[]; next: string | null }>> {
  const listed = await call(() => ("path" in page ? page.path : firstPage(page.since)), pageSchema);
  if (!listed.ok) return listed;
  const messages = listed.value.messages.filter(({ direction }) => direction === "inbound");
  const next = listed.value.next_page_uri ?? null;
  // It is called with our credentials.
  if (next !== null && !next.startsWith(accountPath())) {
    return { ok: false, code: "provider_bad_response", retryable: true };
  }
  return { ok: true, value: { messages, next } };
}

function firstPage(since: number): string {
  const query = new URLSearchParams({
    To: environment("TWILIO_WHATSAPP_FROM"),
    "DateSent>": new Date(since).toISOString(),
    PageSize: String(PAGE_SIZE),
  });
  return `${accountPath()}/Messages.json?${query}`;
}

/** The files of a message, under the addresses that a webhook would have told. */
export async function listMedia(messageSid: string): Promise<Answer<InboundMedia[]>> {
  const path = () => `${accountPath()}/Messages/${encodeURIComponent(messageSid)}/Media.json`;
  const listed = await call(path, mediaSchema);
  if (!listed.ok) return listed;
  const media = listed.value.media_list.map(({ uri, content_type }) => ({
    url: baseUrl() + uri.replace(/\.json$/, ""),
    contentType: content_type ?? "",
  }));
  return { ok: true, value: media };
}

async function call<Value>(path: () => string, schema: z.ZodType<Value>): Promise<Answer<Value>> {
  const answered = await request(path);
  if (!answered.ok) return answered;
  const parsed = schema.safeParse(answered.value);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, code: "provider_bad_response", retryable: true };
}

async function request(path: () => string): Promise<Answer<unknown>> {
  let url: string;
  let headers: Record<string, string>;
  try {
    headers = { authorization: twilioCredentialsOrThrow().authorization, accept: "application/json" };
    url = baseUrl() + path();
  } catch (error) {
    // Names the variable to set; holds nothing secret.
    console.error(error instanceof Error ? error.message : "Twilio is not configured.");
    return { ok: false, code: "provider_credentials_missing", retryable: true };
  }
  try {
    return await withTimeout(TIMEOUT_MS, async (signal) => {
      // The credentials go to this address and nowhere else.
      const response = await fetch(url, { headers, signal, redirect: "manual" });
      const value: unknown = await response.json().catch(() => null);
      if (response.ok) return { ok: true as const, value };
      return {
        ok: false as const,
        code: `http_${response.status}`,
        retryable: isRetryableStatus(response.status),
        retryAfterMs: retryAfterMs(response),
      };
    });
  } catch (error) {
    return { ok: false, code: error instanceof CallTimeout ? "timeout" : "network_error", retryable: true };
  }
}
