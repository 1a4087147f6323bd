/** What becomes of an inbound message. Every end is marked and answered: nothing is dropped silently. */
import { buildMessageKey } from "@voice-flow/domain/keys/message-key";
import { outcomeOfOldRow } from "@voice-flow/domain/labels/inbound";
import { changeStatus, MESSAGE_TABLE } from "@voice-flow/domain/state-machine/status-tables";
import { INBOUND_OUTCOME, type InboundOutcome } from "@voice-flow/domain/vocabulary/inbound";
import type { WithoutSystemFields } from "convex/server";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { Reply } from "../conversation/replies";
import { sendReply } from "../conversation/sendReply";
import type { DbWriter } from "../foundation/context";

type Message = Doc<"whatsappMessages">;

/** `statusReason` of a message that keeps its content until the coach has said which club it is for. */
export const AWAITING_CLUB = "awaiting_club";
type Facts = Partial<Pick<Message, "statusReason" | "duplicateOf" | "artifactId" | "organizationId">>;
type NewMessage = Omit<WithoutSystemFields<Message>, "status" | "outcome" | "updatedAt">;

/** Stores a message that has just come, with nothing decided about it. */
export async function storeMessage(
  db: DbWriter,
  message: NewMessage,
  now: number,
): Promise<Id<"whatsappMessages">> {
  return await db.insert("whatsappMessages", {
    ...message,
    status: "received",
    outcome: "in_progress",
    updatedAt: now,
  });
}

/**
 * The one writer of a message's outcome, and of the status that goes with it. Throws an Error for a change of status that
 * the table of messages doesn't know.
 */
export async function settleMessageOrThrow(
  db: DbWriter,
  message: Message,
  outcome: InboundOutcome,
  facts: Facts = {},
): Promise<void> {
  const { status } = INBOUND_OUTCOME[outcome];
  if (message.status !== status) {
    const change = changeStatus(MESSAGE_TABLE, message.status, status);
    if (!change.ok) throw new Error(change.error.message);
  }
  await db.patch("whatsappMessages", message._id, { ...facts, status, outcome, updatedAt: Date.now() });
}

/** For rows from before outcomes were stored. What was held has its own status now. */
export async function fillOutcome(db: DbWriter, message: Message): Promise<void> {
  if (message.outcome !== undefined) return;
  const outcome = outcomeOfOldRow(message.status, message.statusReason);
  const status = outcome === "held" ? INBOUND_OUTCOME.held.status : message.status;
  await db.patch("whatsappMessages", message._id, { outcome, status });
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
