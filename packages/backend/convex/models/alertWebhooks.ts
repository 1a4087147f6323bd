/** Where incidents are told to outside. Messages are delivered by jobs, so that no webhook can hold up anything. */

import { buildWebhookJobKey } from "@voice-flow/domain/keys/webhook-job-key";
import { jobStatusValidator } from "@voice-flow/domain/vocabulary/messaging";
import { alertSeverityValidator } from "@voice-flow/domain/vocabulary/operations";
import { v } from "convex/values";
import { internalMutation, internalQuery, type MutationCtx } from "../_generated/server";
import { MAX_WEBHOOKS, queueDelivery, readWebhooks, tellWebhooks as tell } from "../lib/alerts/deliveries";
import { webhookUrlProblem } from "../lib/alerts/webhookUrl";
import { optionalEnvironment } from "../lib/foundation/environment";
import { functionError } from "../lib/foundation/errors";
import { type Staff, staffMutation, staffQuery } from "../lib/host/functions";
import { incidentStepValidator } from "../tables/alerts";

const SECRET_LENGTH = { min: 16, max: 200 } as const;
const MAX_DELIVERIES = 20;

/** Every webhook (at most 10), oldest first; a secret is never shown. */
export const listWebhooks = staffQuery({
  args: {},
  returns: v.array(
    v.object({
      webhookId: v.id("alertWebhooks"),
      url: v.string(),
      severities: v.array(alertSeverityValidator),
      enabled: v.boolean(),
      createdAt: v.number(),
      updatedAt: v.number(),
    }),
  ),
  handler: async (ctx) =>
    (await readWebhooks(ctx.db)).map(
      ({ _id: webhookId, url, severities, enabled, createdAt, updatedAt }) => ({
        webhookId,
        url,
        severities,
        enabled,
        createdAt,
        updatedAt,
      }),
    ),
});

/**
 * Creates a webhook, or changes the one with `webhookId`; without `secret` it keeps its own. The address must be https
 * on the public internet; a secret has 16 to 200 characters. Throws ConvexError `not_found`, or `invalid_argument` with
 * the reason.
 */
export const saveWebhook = staffMutation({
  args: {
    webhookId: v.optional(v.id("alertWebhooks")),
    url: v.string(),
    secret: v.optional(v.string()),
    severities: v.array(alertSeverityValidator),
    enabled: v.boolean(),
  },
  returns: v.id("alertWebhooks"),
  handler: async (ctx, { webhookId, url, secret, enabled, ...args }) => {
    const severities = [...new Set(args.severities)];
    const allowLoopback = optionalEnvironment("ALERT_WEBHOOK_ALLOW_LOOPBACK") === "true";
    const existing = webhookId ? await ctx.db.get("alertWebhooks", webhookId) : null;
    if (webhookId && !existing) throw functionError("not_found");
    const problem =
      webhookUrlProblem(url, allowLoopback) ??
      secretProblem(secret ?? existing?.secret) ??
      (severities.length === 0 ? "Choose at least one severity." : undefined);
    if (problem) throw functionError("invalid_argument", problem);
    const now = Date.now();
    await audit(ctx, existing ? "alert_webhook_changed" : "alert_webhook_created", url, now);
    const fields = { url, severities, enabled, updatedAt: now };
    if (existing) {
      await ctx.db.patch("alertWebhooks", existing._id, { ...fields, ...(secret ? { secret } : {}) });
      return existing._id;
    }
    if ((await readWebhooks(ctx.db)).length >= MAX_WEBHOOKS) {
      throw functionError("invalid_argument", `There can be at most ${MAX_WEBHOOKS} webhooks.`);
    }
    const createdBy = ctx.staff.authUserId;
    return await ctx.db.insert("alertWebhooks", {
      ...fields,
      secret: secret ?? "",
      createdBy,
      createdAt: now,
    });
  },
});

const secretProblem = (secret: string | undefined): string | undefined =>
  secret !== undefined && secret.length >= SECRET_LENGTH.min && secret.length <= SECRET_LENGTH.max
    ? undefined
    : `The secret must have ${SECRET_LENGTH.min} to ${SECRET_LENGTH.max} characters.`;

/** What is still to be delivered to it is dropped. Throws ConvexError `not_found`. */
export const deleteWebhook = staffMutation({
  args: { webhookId: v.id("alertWebhooks") },
  returns: v.null(),
  handler: async (ctx, { webhookId }) => {
    const webhook = await ctx.db.get("alertWebhooks", webhookId);
    if (!webhook) throw functionError("not_found");
    await ctx.db.delete("alertWebhooks", webhookId);
    await audit(ctx, "alert_webhook_deleted", webhook.url, Date.now());
    return null;
  },
});

/** Sends a test message, once a second at most. Throws ConvexError `not_found`. */
export const testWebhook = staffMutation({
  args: { webhookId: v.id("alertWebhooks") },
  returns: v.null(),
  handler: async (ctx, { webhookId }) => {
    if (!(await ctx.db.get("alertWebhooks", webhookId))) throw functionError("not_found");
    const at = Date.now();
    const jobKey = buildWebhookJobKey({ webhookId, testedAtSecond: Math.floor(at / 1000) });
    const body = JSON.stringify({ event: "test", at });
    await queueDelivery(ctx, { webhookId, step: "test", jobKey, body }, at);
    return null;
  },
});

/** The last 20 messages to a webhook, newest first; `status` is null where the job's record is gone. Times in ms. */
export const listDeliveries = staffQuery({
  args: { webhookId: v.id("alertWebhooks") },
  returns: v.array(
    v.object({
      step: v.union(incidentStepValidator, v.literal("test")),
      alertId: v.optional(v.id("voicePipelineAlerts")),
      createdAt: v.number(),
      status: v.union(v.null(), jobStatusValidator),
      attempts: v.number(),
      /** A stable code, such as `http_500`. */
      lastError: v.optional(v.string()),
    }),
  ),
  handler: async (ctx, { webhookId }) => {
    const deliveries = await ctx.db
      .query("alertWebhookDeliveries")
      .withIndex("by_webhookId_and_createdAt", (q) => q.eq("webhookId", webhookId))
      .order("desc")
      .take(MAX_DELIVERIES);
    return await Promise.all(
      deliveries.map(async ({ step, alertId, createdAt, jobKey }) => {
        const job = await ctx.db
          .query("jobs")
          .withIndex("by_key", (q) => q.eq("key", jobKey))
          .unique();
        const { status = null, attempts = 0, lastError } = job ?? {};
        return { step, alertId, createdAt, status, attempts, lastError };
      }),
    );
  },
});

/** Writes down a message for every webhook that wants the incident's severity; returns how many want it. */
export const tellWebhooks = internalMutation({
  args: { alertId: v.id("voicePipelineAlerts"), step: incidentStepValidator, at: v.number() },
  returns: v.number(),
  handler: async (ctx, { alertId, step, at }) => await tell(ctx, alertId, step, at),
});

/** For the job that delivers it. Null when the webhook was removed or switched off since. */
export const getDelivery = internalQuery({
  args: { deliveryId: v.string() },
  returns: v.union(v.null(), v.object({ url: v.string(), secret: v.string(), body: v.string() })),
  handler: async (ctx, { deliveryId }) => {
    const id = ctx.db.normalizeId("alertWebhookDeliveries", deliveryId);
    const delivery = id ? await ctx.db.get("alertWebhookDeliveries", id) : null;
    const webhook = delivery ? await ctx.db.get("alertWebhooks", delivery.webhookId) : null;
    if (!delivery || !webhook || (!webhook.enabled && delivery.step !== "test")) return null;
    return { url: webhook.url, secret: webhook.secret, body: delivery.body };
  },
});

/** Only the origin is recorded: a path may be a token. */
async function audit(
  ctx: MutationCtx & { staff: Staff },
  action: string,
  url: string,
  at: number,
): Promise<void> {
  const detail = new URL(url).origin;
  await ctx.db.insert("auditLog", { actorAuthUserId: ctx.staff.authUserId, action, detail, at });
}
