/** Somebody has written: what waited for that goes out, in its order. */
import type { Doc } from "../../../_generated/dataModel";
import type { MutationCtx } from "../../../_generated/server";
import { moveOutboundMessage } from "./moveOutbound";

/** More go out with the next message. */
const MAX_RELEASED = 50;

/** Returns how many messages to these addresses were let go. */
export async function releaseWaiting(
  ctx: MutationCtx,
  addresses: readonly string[],
  now: number,
): Promise<number> {
  const waiting: Doc<"outboundMessages">[] = [];
  for (const toPhone of new Set(addresses)) {
    const found = await ctx.db
      .query("outboundMessages")
      .withIndex("by_toPhone_and_status", (q) => q.eq("toPhone", toPhone).eq("status", "waiting_for_window"))
      .take(MAX_RELEASED);
    waiting.push(...found);
  }
  for (const message of waiting) await moveOutboundMessage(ctx, message, { type: "release" }, now);
  return waiting.length;
}
