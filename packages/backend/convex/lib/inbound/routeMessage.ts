/** Which club a note belongs to. */
import { replies } from "@voice-flow/domain/messages/catalogue";
import { internal } from "../../_generated/api";
import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx } from "../../_generated/server";
import type { DbReader } from "../context";
import { findConversation, openQuestion } from "../conversation";
import { organizationsOfCoach } from "../people";
import { readSettings } from "../settings";
import { AWAITING_CLUB, type CoachMessage, moveMessageOrThrow, replyTo } from "./messageStatus";
import { say } from "./replies";

export type ClubDecision =
  | { kind: "none" }
  /** `nameToSay` where the coach has several clubs and should see which one was taken. */
  | { kind: "club"; organizationId: string; nameToSay?: string }
  | { kind: "ask"; clubs: readonly Doc<"organizations">[] };

const HOUR_MS = 3_600_000;

export async function decideClub(
  db: DbReader,
  userId: Id<"users">,
  _text: string,
  now: number,
): Promise<ClubDecision> {
  const clubs = await organizationsOfCoach(db, userId);
  const [only, ...more] = clubs;
  if (!only) return { kind: "none" };
  if (more.length === 0) return { kind: "club", organizationId: only.organizationId };
  const conversation = await findConversation(db, userId);
  const { ROUTING_MEMORY_HOURS } = await readSettings(db);
  const remembered = clubs.find((club) => club.organizationId === conversation?.lastOrganizationId);
  if (remembered && (conversation?.lastNoteAt ?? 0) > now - ROUTING_MEMORY_HOURS * HOUR_MS) {
    return { kind: "club", organizationId: remembered.organizationId, nameToSay: remembered.name };
  }
  return { kind: "ask", clubs };
}

/** The note keeps its content and waits; the question expires with the time that a coach has to answer. */
export async function openClubQuestion(
  ctx: MutationCtx,
  message: CoachMessage,
  clubs: readonly Doc<"organizations">[],
  now: number,
): Promise<void> {
  const { COACH_ANSWER_HOURS } = await readSettings(ctx.db);
  const expiresAt = now + COACH_ANSWER_HOURS * HOUR_MS;
  await moveMessageOrThrow(ctx.db, message, "processing", { statusReason: AWAITING_CLUB });
  await openQuestion(
    ctx.db,
    message.userId,
    {
      kind: "club",
      whatsappMessageId: message._id,
      organizationIds: clubs.map((club) => club.organizationId),
      at: now,
      expiresAt,
    },
    now,
  );
  await ctx.scheduler.runAt(expiresAt, internal.models.conversationState.expireWaitingNote, {
    whatsappMessageId: message._id,
  });
  await replyTo(
    ctx,
    message,
    say("clubQuestion", replies.clubQuestion({ options: clubs.map((club) => club.name) })),
    "ask_club",
  );
}
