/** The provider's callbacks: lost, repeated and out of order as they may be. */
import type { OutboundMove } from "@voice-flow/domain/delivery/outbound";
import type { OutboundStatus } from "@voice-flow/domain/vocabulary/messaging";
import type { Doc } from "../../../_generated/dataModel";
import type { MutationCtx } from "../../../_generated/server";
import type { DbReader } from "../../foundation/context";
import { templateContent } from "./contents";
import { moveOutboundMessage } from "./moveOutbound";

type Outbound = Doc<"outboundMessages">;

export interface Callback {
  /** Our own id of the message, as the callback's URL carries it. */
  ownId?: string;
  providerMessageSid: string;
  /** Absent where the provider only says that it is at work. */
  status?: OutboundStatus;
  errorCode?: string;
}

/** Returns false for a message that is not known. */
export async function recordCallback(ctx: MutationCtx, callback: Callback, now: number): Promise<boolean> {
  const found = await findMessage(ctx.db, callback);
  if (!found) return false;
  const { providerMessageSid } = callback;
  if (found.earlierSids?.includes(providerMessageSid)) {
    // It was taken for lost and sent again. That it has arrived is still worth knowing.
    const move = arrivalOf(callback.status);
    if (move) await moveOutboundMessage(ctx, found, move, now);
    return true;
  }
  if (found.providerMessageSid && found.providerMessageSid !== providerMessageSid) return false;
  // Any callback proves that the provider took it, even before our own record of that.
  const accepted = await moveOutboundMessage(ctx, found, { type: "accept", providerMessageSid }, now);
  const message = accepted ?? found;
  const move = moveOf(callback, message);
  if (move) await moveOutboundMessage(ctx, message, move, now);
  return true;
}

async function findMessage(db: DbReader, { ownId, providerMessageSid }: Callback): Promise<Outbound | null> {
  const known = await db
    .query("outboundMessages")
    .withIndex("by_providerMessageSid", (q) => q.eq("providerMessageSid", providerMessageSid))
    .first();
  if (known) return known;
  const id = ownId ? db.normalizeId("outboundMessages", ownId) : null;
  return id ? await db.get("outboundMessages", id) : null;
}

function arrivalOf(status: OutboundStatus | undefined): OutboundMove | null {
  if (status === "delivered") return { type: "deliver" };
  return status === "read" ? { type: "read" } : null;
}

function moveOf({ status, errorCode = "unknown" }: Callback, message: Outbound): OutboundMove | null {
  if (status !== "failed") return arrivalOf(status);
  return { type: "report_failure", errorCode, hasTemplate: templateContent(message) !== null };
}
