/** A typed note whose club is not known waits for the coach. */
import { internal } from "../../_generated/api";
import type { MutationCtx } from "../../_generated/server";
import { askForClub, type Clubs } from "../conversation/askedQuestions";
import type { CoachMessage } from "../conversation/commandContext";
import { AWAITING_CLUB, replyTo, settleMessageOrThrow } from "./messageStatus";

/** A typed note keeps its text and waits. */
export async function askClubOfMessage(
  ctx: MutationCtx,
  message: CoachMessage,
  clubs: Clubs,
  now: number,
): Promise<void> {
  await settleMessageOrThrow(ctx.db, message, "in_progress", { statusReason: AWAITING_CLUB });
  const note = { receivedAt: message.receivedAt };
  const { question, reply } = await askForClub(ctx, message.userId, note, clubs, now);
  await ctx.scheduler.runAt(question.expiresAt, internal.models.conversationState.expireWaitingNote, {
    whatsappMessageId: message._id,
  });
  await replyTo(ctx, message, reply, "ask_club");
}
