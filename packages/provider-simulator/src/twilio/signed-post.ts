import twilio from "twilio";
import type { CallLog } from "../call-log";
import { isRetried, readWebhookAddressOrThrow } from "./webhook-address";

/** Twilio gives a webhook this long to answer. */
const WEBHOOK_LIMIT_MS = 15_000;

/** How a webhook was taken. `status` is null where there was no answer, and `error` then says why. */
export interface WebhookOutcome {
  readonly status: number | null;
  readonly durationMs: number;
  readonly error: string | null;
  readonly body: string;
}

export const isTaken = ({ status }: WebhookOutcome): boolean =>
  status !== null && status >= 200 && status < 300;

interface PostOptions {
  readonly log: CallLog;
  readonly endpoint: "webhook" | "status_callback";
  readonly signal: AbortSignal;
}

/** Posts to a webhook as Twilio does: again as its address asks, and then to the fallback. */
export async function postWebhook(
  { url, fallbackUrl }: { readonly url: string; readonly fallbackUrl: string | null },
  fields: Readonly<Record<string, string>>,
  authToken: string,
  options: PostOptions,
): Promise<WebhookOutcome> {
  const address = readWebhookAddressOrThrow(url);
  let outcome = await postSigned(address.url, fields, authToken, options);
  for (let retry = 0; retry < address.retries && isRetried(address, outcome.status); retry += 1) {
    if (options.signal.aborted) return outcome;
    outcome = await postSigned(address.url, fields, authToken, options);
  }
  if (isTaken(outcome) || fallbackUrl === null || options.signal.aborted) return outcome;
  const failed = { ...fields, ErrorCode: "11200", ErrorUrl: address.url };
  return await postSigned(readWebhookAddressOrThrow(fallbackUrl).url, failed, authToken, options);
}

/** Posts a form as Twilio does, with its signature; `signal` gives the attempt up. Never throws: what went wrong is in the outcome. */
export async function postSigned(
  url: string,
  fields: Readonly<Record<string, string>>,
  authToken: string,
  { log, endpoint, signal }: PostOptions,
): Promise<WebhookOutcome> {
  const startedAt = Date.now();
  const outcome = await attempt(url, fields, authToken, signal);
  const durationMs = Date.now() - startedAt;
  log.add({ endpoint, method: "POST", startedAt, durationMs, status: outcome.status, faults: [] });
  return { ...outcome, durationMs };
}

async function attempt(
  url: string,
  fields: Readonly<Record<string, string>>,
  authToken: string,
  stopped: AbortSignal,
) {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded; charset=utf-8",
        "user-agent": "TwilioProxy/1.1",
        "i-twilio-idempotency-token": crypto.randomUUID(),
        "x-twilio-signature": twilio.getExpectedTwilioSignature(authToken, url, fields),
      },
      body: new URLSearchParams(fields).toString(),
      signal: AbortSignal.any([AbortSignal.timeout(WEBHOOK_LIMIT_MS), stopped]),
      redirect: "manual",
    });
    return { status: response.status, error: null, body: await response.text() };
  } catch (error) {
    return { status: null, error: describe(error), body: "" };
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return "The webhook could not be reached.";
  if (error.name === "TimeoutError") return `No answer within ${WEBHOOK_LIMIT_MS / 1000} seconds.`;
  const cause = error.cause instanceof Error && "code" in error.cause ? String(error.cause.code) : "";
  return cause === "ECONNREFUSED"
    ? "Nothing listens at the webhook's address."
    : `The webhook could not be reached. ${cause}`.trim();
}
