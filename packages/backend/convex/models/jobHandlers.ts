import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { ActionCtx } from "../_generated/server";
import type { SendStep } from "../lib/conversation/delivery/beginSend";
import { sendTwilioMessage } from "../lib/conversation/delivery/twilioClient";
import type { JobPayload } from "../lib/foundation/idempotency";
import type { JobOutcome } from "../lib/foundation/jobOutcome";
import { processInbound } from "../lib/intake/processInbound";
import { statusCallbackUrl } from "../lib/intake/webhooks";

/** Does what the job says. May run more than once for one job: every handler looks first at what is done already. */
export async function runJobPayload(ctx: ActionCtx, payload: JobPayload): Promise<JobOutcome> {
  switch (payload.type) {
    case "process_inbound_message":
      return processInbound(ctx, payload.whatsappMessageId);
    case "send_whatsapp_message":
      return sendOutbound(ctx, payload.outboundMessageId);
    case "deliver_alert_webhook":
      return ctx.runAction(internal.actions.alertWebhooks.deliver, { deliveryId: payload.deliveryId });
    default:
      return payload satisfies never;
  }
}

async function sendOutbound(ctx: ActionCtx, outboundMessageId: Id<"outboundMessages">): Promise<JobOutcome> {
  const step: SendStep = await ctx.runMutation(internal.models.outboundMessages.begin, { outboundMessageId });
  if (step.next === "nothing") return { ok: true, result: step.result };
  if (step.next === "later") return { ok: false, code: "after_earlier_message", heldUntil: step.heldUntil };
  const { toPhone, content } = step;
  const statusCallback = statusCallbackUrl(outboundMessageId);
  const sent = await sendTwilioMessage({ toPhone, content, statusCallback });
  if (!sent.ok) return sent;
  const { providerMessageSid } = sent;
  await ctx.runMutation(internal.models.outboundMessages.markSent, { outboundMessageId, providerMessageSid });
  return { ok: true, result: providerMessageSid };
}
