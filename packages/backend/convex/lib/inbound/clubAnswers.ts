/** Answers to "which club is this note for?". A note that waits is taken up by exactly one answer. */
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { MutationCtx } from "../../_generated/server";
import { closeQuestion } from "../conversation";
import { findOrganization } from "../people";
import type { CommandContext } from "./commands";
import { AWAITING_CLUB, type CoachMessage, moveMessageOrThrow } from "./messageStatus";
import { type Reply, say } from "./replies";
import { ingestMessage } from "./takeNote";

/** Notes of one coach that wait at a time; a coach who sent more is asked again for the rest. */
const MAX_WAITING = 20;
const DAY_MS = 86_400_000;

/** The coach's notes that keep their content until a club is chosen, oldest first. */
export async function waitingNotes(
  ctx: MutationCtx,
  message: CoachMessage,
  now: number,
): Promise<CoachMessage[]> {
  const recent = await ctx.db
    .query("whatsappMessages")
    .withIndex("by_fromPhone_and_receivedAt", (q) =>
      q.eq("fromPhone", message.fromPhone).gte("receivedAt", now - 2 * DAY_MS),
    )
    .order("desc")
    .take(100);
  return recent
    .flatMap((each) =>
      each.status === "processing" && each.statusReason === AWAITING_CLUB && each.userId
        ? [{ ...each, userId: each.userId }]
        : [],
    )
    .slice(0, MAX_WAITING)
    .reverse();
}

export async function answerClub(context: CommandContext, organizationId: string): Promise<Reply> {
  const { ctx, message, coachUserId, now, club: question } = context;
  const club = await findOrganization(ctx.db, organizationId);
  if (!club || !question?.organizationIds.includes(organizationId)) return await repeatClubQuestion(context);
  await closeQuestion(ctx.db, coachUserId, "club", now);
  const waiting = await waitingNotes(ctx, message, now);
  for (const note of waiting) {
    await ingestMessage(ctx, note, { organizationId, nameToSay: club.name }, now);
  }
  return say("clubChosen", replies.clubChosen({ organizationName: club.name }));
}

export async function repeatClubQuestion({ ctx, club: question }: CommandContext): Promise<Reply> {
  const ids = question?.organizationIds ?? [];
  const clubs = await Promise.all(ids.map((id) => findOrganization(ctx.db, id)));
  const options = clubs.flatMap((club) => (club ? [club.name] : []));
  return say("clubQuestionAgain", replies.clubQuestionAgain({ options }));
}

export async function cancelWaitingNotes({ ctx, message, coachUserId, now }: CommandContext): Promise<Reply> {
  await closeQuestion(ctx.db, coachUserId, "club", now);
  for (const note of await waitingNotes(ctx, message, now)) {
    await moveMessageOrThrow(ctx.db, note, "rejected", { statusReason: "cancelled_by_coach" });
  }
  return say("clubQuestionCancelled", replies.clubQuestionCancelled());
}
