/** What becomes of an inbound message. Every end is marked and answered: nothing is dropped silently. */
import { buildMessageKey } from "@voice-flow/domain/keys/message-key";
import { changeStatus, MESSAGE_TABLE } from "@voice-flow/domain/state-machine/status-tables";
import type { MessageStatus } from "@voice-flow/domain/vocabulary/messaging";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { isRefusal, messageFailed, type Reply } from "../conversation/replies";
import { sendReply } from "../conversation/sendReply";
import type { DbWriter } from "../foundation/context";

type Message = Doc<"whatsappMessages">;

/** `statusReason` of a message that keeps its content until the coach has said which club it is for. */
export const AWAITING_CLUB = "awaiting_club";
type Outcome = Partial<Pick<Message, "statusReason" | "duplicateOf" | "artifactId" | "organizationId">>;

/** Moves the message and records why. Throws an Error for a move that the table of messages does not know. */
export async function moveMessageOrThrow(
  db: DbWriter,
  message: Message,
  to: MessageStatus,
  outcome: Outcome = {},
): Promise<void> {
  if (message.status !== to) {
    const change = changeStatus(MESSAGE_TABLE, message.status, to);
    if (!change.ok) throw new Error(change.error.message);
  }
  await db.patch("whatsappMessages", message._id, { ...outcome, status: to, updatedAt: Date.now() });
}

/** Answers a message, once for each purpose: a job that runs twice says a thing once. */
export async function replyTo(ctx: MutationCtx, message: Message, reply: Reply, purpose = "reply") {
  await sendReply(ctx, reply, {
    dedupeKey: buildMessageKey({ about: "inbound", id: message.messageSid, purpose }),
    toPhone: message.fromPhone,
    userId: message.userId,
    artifactId: message.artifactId,
  });
}

/** The job of the message has failed for good. */
export async function failInboundMessage(
  ctx: MutationCtx,
  messageId: Id<"whatsappMessages">,
  code: string,
): Promise<void> {
  const message = await ctx.db.get("whatsappMessages", messageId);
  if (!message || (message.status !== "received" && message.status !== "processing")) return;
  await moveMessageOrThrow(ctx.db, message, isRefusal(code) ? "rejected" : "failed", { statusReason: code });
  await replyTo(ctx, message, messageFailed(code));
}
