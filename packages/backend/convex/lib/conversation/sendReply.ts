/** Messages of the conversation: each carries the questions and items that it shows, and they know their newest message. */
import type { Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { type OutboundRequest, queueOutbound } from "./delivery/outbound";
import { patchQuestion } from "./questions";
import type { Reply } from "./replies";

/** Returns the message's id, or null where the key was used before. */
export async function sendReply(
  ctx: MutationCtx,
  reply: Reply,
  to: Pick<OutboundRequest, "dedupeKey" | "toPhone" | "userId" | "artifactId" | "isResult" | "sendAt">,
): Promise<Id<"outboundMessages"> | null> {
  const outboundMessageId = await queueOutbound(ctx, { ...to, ...reply });
  if (!outboundMessageId) return null;
  for (const questionId of reply.shows?.questionIds ?? []) {
    const question = await ctx.db.get("coachQuestions", questionId);
    if (question) await patchQuestion(ctx.db, question, { outboundMessageId }, Date.now());
  }
  return outboundMessageId;
}
