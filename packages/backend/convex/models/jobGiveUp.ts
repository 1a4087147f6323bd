import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { moveOutboundMessage } from "../lib/conversation/delivery/moveOutbound";
import type { JobPayload } from "../lib/foundation/idempotency";
import { failInboundMessage } from "../lib/intake/failMessage";

/** What is owed when a job has failed for good: its subject says so, and a waiting coach is told. In the failing transaction. */
export async function giveUpJob(ctx: MutationCtx, payload: JobPayload, code: string): Promise<void> {
  switch (payload.type) {
    case "process_inbound_message":
      return failInboundMessage(ctx, payload.whatsappMessageId, code);
    case "send_whatsapp_message":
      return giveUpMessage(ctx, payload.outboundMessageId, code);
    case "deliver_alert_webhook":
      // The job itself is the record of the delivery; nobody waits for an answer.
      return;
    default:
      payload satisfies never;
  }
}

async function giveUpMessage(ctx: MutationCtx, id: Id<"outboundMessages">, errorCode: string): Promise<void> {
  const message = await ctx.db.get("outboundMessages", id);
  if (message) await moveOutboundMessage(ctx, message, { type: "give_up", errorCode }, Date.now());
}
