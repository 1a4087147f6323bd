/** Messages to webhooks: written down with the job that delivers them, in one transaction. */

import { ruleDefinition } from "@voice-flow/domain/alerts/registry";
import { buildWebhookJobKey } from "@voice-flow/domain/keys/webhook-job-key";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { IncidentStep } from "../../tables/alerts";
import type { DbReader } from "../foundation/context";
import { environment } from "../foundation/environment";
import { ensureUniqueJob } from "../foundation/idempotency";

/** Webhooks that a platform may have. */
export const MAX_WEBHOOKS = 10;

export const readWebhooks = async (db: DbReader): Promise<Doc<"alertWebhooks">[]> =>
  await db.query("alertWebhooks").withIndex("by_createdAt").take(MAX_WEBHOOKS);

/** One message per webhook that wants this severity. The same step again adds nothing. */
export async function tellWebhooks(
  ctx: MutationCtx,
  alertId: Id<"voicePipelineAlerts">,
  step: IncidentStep,
  at: number,
): Promise<number> {
  const alert = await ctx.db.get("voicePipelineAlerts", alertId);
  if (!alert) return 0;
  const webhooks = (await readWebhooks(ctx.db)).filter(
    ({ enabled, severities }) => enabled && severities.includes(alert.severity),
  );
  for (const webhook of webhooks) {
    const jobKey = buildWebhookJobKey({ webhookId: webhook._id, alertId, step, at });
    await queueDelivery(
      ctx,
      { webhookId: webhook._id, alertId, step, jobKey, body: alertBody(alert, step, at) },
      Date.now(),
    );
  }
  return webhooks.length;
}

export async function queueDelivery(
  ctx: MutationCtx,
  delivery: Omit<Doc<"alertWebhookDeliveries">, "_id" | "_creationTime" | "createdAt">,
  now: number,
): Promise<void> {
  const existing = await ctx.db
    .query("alertWebhookDeliveries")
    .withIndex("by_jobKey", (q) => q.eq("jobKey", delivery.jobKey))
    .first();
  if (existing) return;
  const deliveryId = await ctx.db.insert("alertWebhookDeliveries", { ...delivery, createdAt: now });
  const payload = { type: "deliver_alert_webhook" as const, deliveryId };
  await ensureUniqueJob(ctx, { key: delivery.jobKey, payload, now });
}

/** Numbers and ids; no name, no phone, no word of a note. */
function alertBody(alert: Doc<"voicePipelineAlerts">, step: IncidentStep, at: number): string {
  const { type, severity, status, scope, sentence, value, threshold, openedAt, windowFrom, windowTo } = alert;
  const { title, suggestion } = ruleDefinition(type);
  return JSON.stringify({
    event: `alert.${step}`,
    at,
    alertId: alert._id,
    ...{ type, severity, status, scope, title, sentence, suggestion, value, threshold, openedAt },
    ...{ windowFrom, windowTo, notThis: alert.notThis },
    url: alertUrl(alert._id),
  });
}

const alertUrl = (alertId: Id<"voicePipelineAlerts">): string =>
  `${environment("SITE_URL").replace(/\/$/, "")}/platform/voice-monitoring/alerts?alert=${alertId}`;
