/**
 * Verification of Twilio's `X-Twilio-Signature` with Web Crypto alone, so that it runs in Convex's own runtime.
 * The algorithm is Twilio's: HMAC-SHA1, keyed with the account's auth token, over the URL that Twilio was
 * given followed by every form parameter as name and value, sorted by name; the digest in base64.
 */

/** Form parameters of a webhook. A name that was sent more than once holds all of its values. */
export type WebhookParams = Readonly<Record<string, string | readonly string[]>>;

export const WEBHOOK_PROBLEMS = [
  "missing_auth_token",
  "missing_signature",
  "malformed_url",
  "signature_mismatch",
] as const;
export type WebhookProblem = (typeof WEBHOOK_PROBLEMS)[number];
export type WebhookVerdict = { ok: true } | { ok: false; problem: WebhookProblem };

type SignedRequest = { authToken: string; url: string; params: WebhookParams };

/** Reads an `application/x-www-form-urlencoded` body, keeping the values of repeated names. */
export function parseWebhookBody(body: string): WebhookParams {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(body)) {
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  }
  return Object.fromEntries(
    [...values].map(([name, all]): [string, string | string[]] => {
      const [only, ...more] = all;
      return [name, only !== undefined && more.length === 0 ? only : all];
    }),
  );
}

/** The first value of a parameter, or undefined where it was not sent. */
export function webhookParam(params: WebhookParams, name: string): string | undefined {
  const value = Object.hasOwn(params, name) ? params[name] : undefined;
  return typeof value === "string" ? value : value?.[0];
}

const serializeParam = (name: string, value: string | readonly string[]): string =>
  typeof value === "string"
    ? name + value
    : [...new Set(value)]
        .sort()
        .map((single) => name + single)
        .join("");

/** The signature that Twilio puts on a request to exactly this URL; verification also tries its variants. */
export async function twilioSignature({ authToken, url, params }: SignedRequest): Promise<string> {
  const signed = Object.entries(params)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .reduce((text, [name, value]) => text + serializeParam(name, value), url);
  const encoder = new TextEncoder();
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(authToken),
    { name: "HMAC", hash: "SHA-1" },
    false,
    ["sign"],
  );
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(signed)));
  return btoa(String.fromCharCode(...digest));
}

/** Equality whose time depends on the lengths alone. A signature's length is fixed and no secret. */
export function equalsInConstantTime(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index += 1) {
    difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  }
  return difference === 0;
}

/** The URL with and without its port: Twilio signs some requests with the port written out and some without. */
function portVariants(url: string): string[] {
  // Not `new URL()`: it would re-encode characters that Twilio signed as they were.
  const parts = /^([a-z][a-z0-9+.-]*:\/\/)((?:[^/?#@]*@)?)(\[[^\]]*\]|[^/?#:]*)((?::\d+)?)(.*)$/is.exec(url);
  if (!parts) return [];
  const [, scheme = "", userInfo = "", host = "", port = "", rest = ""] = parts;
  const standardPort = scheme.toLowerCase() === "https://" ? ":443" : ":80";
  return [scheme + userInfo + host + rest, scheme + userInfo + host + (port || standardPort) + rest];
}

/**
 * Checks a webhook before anything is read from it. `url` is the public URL that is configured at Twilio,
 * with its query string; behind a proxy that is not the URL that the server sees.
 */
export async function verifyTwilioWebhook(
  request: SignedRequest & { signature: string | null | undefined },
): Promise<WebhookVerdict> {
  if (request.authToken === "") return { ok: false, problem: "missing_auth_token" };
  if (!request.signature) return { ok: false, problem: "missing_signature" };
  if (!URL.canParse(request.url)) return { ok: false, problem: "malformed_url" };

  const candidates = new Set([
    ...portVariants(request.url),
    ...portVariants(new URL(request.url).toString()),
  ]);
  let matched = false;
  for (const url of candidates) {
    const expected = await twilioSignature({ ...request, url });
    // Every candidate is tried, so that the time taken does not tell which one matched.
    if (equalsInConstantTime(expected, request.signature)) matched = true;
  }
  return matched ? { ok: true } : { ok: false, problem: "signature_mismatch" };
}
