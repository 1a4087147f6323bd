/** When somebody last wrote to us: what WhatsApp's 24-hour window is counted from. */
import type { Id } from "../../../_generated/dataModel";
import type { DbReader } from "../../foundation/context";

/** ms; undefined of somebody who has never written. A coach's window is the coach's, from whatever address they wrote. */
export async function lastInboundAt(
  db: DbReader,
  { userId, toPhone }: { userId?: Id<"users">; toPhone: string },
): Promise<number | undefined> {
  const messages = db.query("whatsappMessages");
  const last = userId
    ? messages.withIndex("by_userId_and_receivedAt", (q) => q.eq("userId", userId))
    : messages.withIndex("by_fromPhone_and_receivedAt", (q) => q.eq("fromPhone", toPhone));
  return (await last.order("desc").first())?.receivedAt;
}
