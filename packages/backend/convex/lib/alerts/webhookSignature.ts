/**
 * How a webhook's body is signed: HMAC-SHA256 over "<timestamp>.<body>" with the webhook's secret, in hex. The receiver
 * computes the same, compares in constant time, and refuses a timestamp that is minutes old: a message that somebody
 * recorded cannot be sent again.
 */
const encode = (text: string) => new TextEncoder().encode(text);

/** @param timestamp seconds since epoch, of the attempt */
export async function webhookSignature(secret: string, timestamp: number, body: string): Promise<string> {
  const key = await crypto.subtle.importKey("raw", encode(secret), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign",
  ]);
  const bytes = await crypto.subtle.sign("HMAC", key, encode(`${timestamp}.${body}`));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export const signatureHeader = (timestamp: number, signature: string): string =>
  `t=${timestamp},v1=${signature}`;
