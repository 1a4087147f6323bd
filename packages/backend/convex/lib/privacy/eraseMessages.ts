/** A message of which a player is erased: what it says goes as a whole. */
import type { Doc } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { moveOutboundMessage } from "../conversation/delivery/moveOutbound";
import { ERASED } from "./names";
import { removeMessageMedia } from "./recordings";

/** The hash of the content goes too: it would tell whether a text was guessed right. */
export async function eraseMessage(
  ctx: MutationCtx,
  message: Doc<"whatsappMessages">,
  now: number,
): Promise<void> {
  await removeMessageMedia(ctx, message, now);
  await ctx.db.patch("whatsappMessages", message._id, { body: ERASED, contentKey: undefined });
}

/** One that waits to be sent is not sent any more. */
export async function eraseOutbound(ctx: MutationCtx, sent: Doc<"outboundMessages">): Promise<void> {
  await ctx.db.patch("outboundMessages", sent._id, { body: ERASED });
  const erased = { ...sent, body: ERASED };
  await moveOutboundMessage(ctx, erased, { type: "give_up", errorCode: "erased" }, Date.now());
}
