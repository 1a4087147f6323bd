/** The only writer of a message's delivery: makes each legal move, with its events and its effects. */
import { moveOutbound, type OutboundMove, type OutboundState } from "@voice-flow/domain/delivery/outbound";
import { isUnwanted } from "@voice-flow/domain/delivery/provider-codes";
import type { Doc } from "../../../_generated/dataModel";
import type { MutationCtx } from "../../../_generated/server";
import { optedOutAt, setOptedOut } from "../optOut";
import { markSeen } from "../seen";
import { emitDeliveryEvents } from "./deliveryEvents";
import { enqueueSend, wakeNext } from "./sendQueue";

type Outbound = Doc<"outboundMessages">;

/** After a callback said that a message had not arrived, it is sent again so much later; ms. */
const RESEND_PAUSE_MS = 30_000;

/** Makes the move, if it says anything new. Returns the message as it is then, or null where nothing changed. */
export async function moveOutboundMessage(
  ctx: MutationCtx,
  message: Outbound,
  move: OutboundMove,
  now: number,
): Promise<Outbound | null> {
  const verdict = moveOutbound(stateOf(message), move, now);
  if (!verdict.ok) return null;
  const isQueuedAgain = verdict.state.status === "queued";
  const isFreed = move.type === "release" || move.type === "send_again";
  const isOver = verdict.changes.includes("delivered") || verdict.changes.includes("failed");
  const changes = {
    ...verdict.state,
    ...(isQueuedAgain ? { queuedTimes: (message.queuedTimes ?? 1) + 1 } : {}),
    ...(isFreed ? { queuedAt: now } : {}),
    ...earlierSids(message, verdict.state),
    ...(message.isResult && isOver ? { isTimed: true } : {}),
    updatedAt: now,
  };
  await ctx.db.patch("outboundMessages", message._id, changes);
  const moved = { ...message, ...changes };
  if (verdict.changes.includes("delivered") || verdict.changes.includes("read")) {
    await markSeen(ctx.db, moved, now, now);
  }
  if (moved.status === "failed") await honourOptOut(ctx, moved, now);
  // What is erased on purpose is no failure of delivery.
  if (moved.errorCode !== "erased") await emitDeliveryEvents(ctx, message, moved, verdict.changes, now);
  if (isQueuedAgain) await enqueueSend(ctx, moved, isFreed ? now : now + RESEND_PAUSE_MS, now);
  else if (message.status === "queued") await wakeNext(ctx, message.toPhone, now);
  return moved;
}

const stateOf = (message: Outbound): OutboundState => ({
  status: message.status,
  sends: message.sends ?? 0,
  resends: message.resends ?? 0,
  acceptedAt: message.acceptedAt,
  deliveredAt: message.deliveredAt,
  readAt: message.readAt,
  failedAt: message.failedAt,
  errorCode: message.errorCode,
  providerMessageSid: message.providerMessageSid,
});

/** An id that is given up is kept: the message may turn out to have arrived under it. */
function earlierSids(before: Outbound, after: OutboundState): Pick<Outbound, "earlierSids"> {
  const { providerMessageSid, earlierSids: known = [] } = before;
  if (!providerMessageSid || after.providerMessageSid === providerMessageSid) return {};
  return { earlierSids: [...known, providerMessageSid] };
}

/** The provider keeps its own list of people who want no messages (21610): we stop too, until START. */
async function honourOptOut(ctx: MutationCtx, { userId, errorCode }: Outbound, now: number): Promise<void> {
  if (!userId || !isUnwanted(errorCode)) return;
  if ((await optedOutAt(ctx.db, userId)) === undefined) await setOptedOut(ctx, userId, now);
}
