/** Answers to "which club is this note for?". Each note that waits is taken up by exactly one answer. */
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { Doc } from "../../_generated/dataModel";
import type { CoachMessage, CommandContext } from "../conversation/commandContext";
import { closeQuestion } from "../conversation/questions";
import { type Reply, say } from "../conversation/replies";
import { findOrganization } from "../host/people";
import { acceptTranscript, cancelArtifact } from "../pipeline/coachAnswers";
import { assignClub, awaitsClub } from "../pipeline/routeArtifact";
import { AWAITING_CLUB, moveMessageOrThrow } from "./messageStatus";
import { ingestMessage } from "./takeNote";

/** Messages and runs of one coach that are looked through; the oldest of them are older than any question. */
const LOOK_BACK = 100;
const DAY_MS = 86_400_000;
/** Longer than a coach may take to answer. */
const LOOK_BACK_MS = 8 * DAY_MS;

/** The coach's typed notes that keep their text until a club is chosen, oldest first. */
async function waitingMessages({ ctx, message, now }: CommandContext): Promise<CoachMessage[]> {
  const recent = await ctx.db
    .query("whatsappMessages")
    .withIndex("by_fromPhone_and_receivedAt", (q) =>
      q.eq("fromPhone", message.fromPhone).gte("receivedAt", now - LOOK_BACK_MS),
    )
    .order("desc")
    .take(LOOK_BACK);
  return recent
    .flatMap((each) =>
      each.status === "processing" && each.statusReason === AWAITING_CLUB && each.userId
        ? [{ ...each, userId: each.userId }]
        : [],
    )
    .reverse();
}

/** The coach's voice notes that have been heard and wait for a club, oldest first. */
async function waitingArtifacts({
  ctx,
  coachUserId,
  now,
}: CommandContext): Promise<Doc<"voiceNoteArtifacts">[]> {
  const recent = await ctx.db
    .query("voiceNoteArtifacts")
    .withIndex("by_senderUserId_and_createdAt", (q) =>
      q.eq("senderUserId", coachUserId).gte("createdAt", now - LOOK_BACK_MS),
    )
    .order("desc")
    .take(LOOK_BACK);
  return recent.filter(awaitsClub).reverse();
}

export async function answerClub(context: CommandContext, organizationId: string): Promise<Reply> {
  const { ctx, coachUserId, now, club: question } = context;
  const club = await findOrganization(ctx.db, organizationId);
  if (!club || !question?.organizationIds.includes(organizationId)) return await repeatClubQuestion(context);
  await closeQuestion(ctx.db, coachUserId, "club", now);
  const messages = await waitingMessages(context);
  const artifacts = await waitingArtifacts(context);
  let runs = artifacts.length;
  for (const note of messages) {
    if (await ingestMessage(ctx, note, organizationId, now)) runs += 1;
  }
  for (const artifact of artifacts) {
    await assignClub(ctx, artifact, { organizationId, confidence: 1, reason: "chosen_by_coach" }, now);
    await acceptTranscript(ctx, { artifactId: artifact._id, coachUserId, now });
  }
  const summaryFollows = runs > 0 || messages.length === 0;
  return say("clubChosen", replies.clubChosen({ organizationName: club.name, summaryFollows }));
}

export async function repeatClubQuestion({ ctx, club: question }: CommandContext): Promise<Reply> {
  const ids = question?.organizationIds ?? [];
  const clubs = await Promise.all(ids.map((id) => findOrganization(ctx.db, id)));
  const options = clubs.flatMap((club) => (club ? [club.name] : []));
  return say("clubQuestionAgain", replies.clubQuestionAgain({ options }));
}

export async function cancelWaitingNotes(context: CommandContext): Promise<Reply> {
  const { ctx, coachUserId, now } = context;
  await closeQuestion(ctx.db, coachUserId, "club", now);
  for (const note of await waitingMessages(context)) {
    await moveMessageOrThrow(ctx.db, note, "rejected", { statusReason: "cancelled_by_coach" });
  }
  for (const artifact of await waitingArtifacts(context)) {
    await cancelArtifact(ctx, { artifactId: artifact._id, coachUserId, now });
  }
  return say("clubQuestionCancelled", replies.clubQuestionCancelled());
}
