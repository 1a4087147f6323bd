"use node";

/** One attempt to deliver a message to a webhook. Names are resolved here, so that none leads into a private network. */
import { type LookupAddress, lookup } from "node:dns";
import { request as httpRequest, type RequestOptions } from "node:http";
import { request as httpsRequest } from "node:https";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalAction } from "../_generated/server";
import { isPublicAddress } from "../lib/alerts/publicAddress";
import { signatureHeader, webhookSignature } from "../lib/alerts/webhookSignature";
import { webhookUrlProblem } from "../lib/alerts/webhookUrl";
import { optionalEnvironment } from "../lib/foundation/environment";

const TIMEOUT_MS = 10_000;

class PrivateAddressError extends Error {
  override name = "PrivateAddressError";
}

/** The connection is made to the addresses that were checked: a name cannot change its mind in between. */
const publicLookup: NonNullable<RequestOptions["lookup"]> = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? [];
    if (error || !first) return callback(error ?? new Error("no address"), "");
    if (!addresses.every(({ address }) => isPublicAddress(address)))
      return callback(new PrivateAddressError(), "");
    if (options.all) return callback(null, addresses);
    return callback(null, first.address, first.family);
  });
};

/** The status of the answer, whose body is not read; redirects are not followed. */
function post(
  url: string,
  headers: Record<string, string>,
  body: string,
  loopback: boolean,
): Promise<number> {
  const { protocol } = new URL(url);
  const send = protocol === "http:" ? httpRequest : httpsRequest;
  return new Promise((resolve, reject) => {
    const options: RequestOptions = {
      method: "POST",
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(loopback ? {} : { lookup: publicLookup }),
    };
    const sent = send(url, options, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const outcomeValidator = v.union(
  v.object({ ok: v.literal(true), result: v.string() }),
  v.object({ ok: v.literal(false), code: v.string(), retryable: v.boolean() }),
);

/** Delivers once; the job tries again what is `retryable`. Codes are stable and hold nothing of the answer. */
export const deliver = internalAction({
  args: { deliveryId: v.string() },
  returns: outcomeValidator,
  handler: async (ctx, { deliveryId }) => {
    const delivery = await ctx.runQuery(internal.models.alertWebhooks.getDelivery, { deliveryId });
    if (!delivery) return { ok: true as const, result: "webhook_removed" };
    const { url, secret, body } = delivery;
    const allowLoopback = optionalEnvironment("ALERT_WEBHOOK_ALLOW_LOOPBACK") === "true";
    if (webhookUrlProblem(url, allowLoopback)) return refused("address_not_allowed");
    const loopback = webhookUrlProblem(url, false) !== undefined;
    const timestamp = Math.floor(Date.now() / 1000);
    const signature = await webhookSignature(secret, timestamp, body);
    const headers = {
      "content-type": "application/json",
      "user-agent": "voice-flow-alerts",
      "x-voice-flow-delivery": deliveryId,
      "x-voice-flow-signature": signatureHeader(timestamp, signature),
    };
    try {
      const status = await post(url, headers, body, loopback);
      if (status >= 200 && status < 300) return { ok: true as const, result: `http_${status}` };
      // The receiver is away or overloaded; any other refusal would only be repeated.
      const retryable = status >= 500 || status === 408 || status === 425 || status === 429;
      return { ok: false as const, code: `http_${status}`, retryable };
    } catch (error) {
      if (error instanceof PrivateAddressError) return refused("address_not_allowed");
      const timedOut = error instanceof Error && error.name === "AbortError";
      return { ok: false as const, code: timedOut ? "timeout" : "network_error", retryable: true };
    }
  },
});

const refused = (code: string) => ({ ok: false as const, code, retryable: false });
