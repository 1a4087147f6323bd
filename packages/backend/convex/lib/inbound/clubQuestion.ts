/** "Which club is this note for?" One question stands for all notes of a coach that wait for it. */
import { replies } from "@voice-flow/domain/messages/catalogue";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import { openQuestion } from "../conversation";
import { readSettings } from "../settings";
import { AWAITING_CLUB, type CoachMessage, moveMessageOrThrow, replyTo } from "./messageStatus";
import { type Reply, say } from "./replies";

const HOUR_MS = 3_600_000;

type Clubs = readonly Pick<Doc<"organizations">, "organizationId" | "name">[];

/** Opens the question, in place of an older one, for as long as a coach has to answer. Returns what to ask. */
export async function openClubQuestion(
  ctx: MutationCtx,
  userId: Id<"users">,
  clubs: Clubs,
  now: number,
): Promise<{ question: Reply; expiresAt: number }> {
  const { COACH_ANSWER_HOURS } = await readSettings(ctx.db);
  const expiresAt = now + COACH_ANSWER_HOURS * HOUR_MS;
  const organizationIds = clubs.map((club) => club.organizationId);
  await openQuestion(ctx.db, userId, { kind: "club", organizationIds, at: now, expiresAt }, now);
  const options = clubs.map((club) => club.name);
  return { question: say("clubQuestion", replies.clubQuestion({ options })), expiresAt };
}

/** A typed note keeps its text and waits. */
export async function askClubOfMessage(
  ctx: MutationCtx,
  message: CoachMessage,
  clubs: Clubs,
  now: number,
): Promise<void> {
  await moveMessageOrThrow(ctx.db, message, "processing", { statusReason: AWAITING_CLUB });
  const { question, expiresAt } = await openClubQuestion(ctx, message.userId, clubs, now);
  await ctx.scheduler.runAt(expiresAt, internal.models.conversationState.expireWaitingNote, {
    whatsappMessageId: message._id,
  });
  await replyTo(ctx, message, question, "ask_club");
}
