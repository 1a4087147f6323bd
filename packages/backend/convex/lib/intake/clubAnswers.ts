/** Answers to "which club is this note for?". Each note that waits is taken up by exactly one answer. */
import { replies } from "@voice-flow/domain/messages/catalogue";
import type { Doc } from "../../_generated/dataModel";
import type { AnswerContext, CoachMessage } from "../conversation/commandContext";
import { readNext, showing } from "../conversation/nextOpen";
import { closeQuestion, type Question, questionOrThrow } from "../conversation/questions";
import type { Reply } from "../conversation/replies";
import { sayNothingOpen } from "../conversation/settledThings";
import { findOrganization } from "../host/people";
import { acceptTranscript, cancelArtifact } from "../pipeline/coachAnswers";
import { assignClub, awaitsClub } from "../pipeline/routeArtifact";
import { AWAITING_CLUB, settleMessageOrThrow } from "./messageStatus";
import { ingestMessage } from "./takeNote";

/** Messages and runs of one coach that are looked through; the oldest of them are older than any question. */
const LOOK_BACK = 100;
const DAY_MS = 86_400_000;
/** Longer than a coach may take to answer. */
const LOOK_BACK_MS = 8 * DAY_MS;

/** The coach's typed notes that keep their text until a club is chosen, oldest first. */
async function waitingMessages({ ctx, message, now }: AnswerContext): Promise<CoachMessage[]> {
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
  userId: coachUserId,
  now,
}: AnswerContext): Promise<Doc<"voiceNoteArtifacts">[]> {
  const recent = await ctx.db
    .query("voiceNoteArtifacts")
    .withIndex("by_senderUserId_and_createdAt", (q) =>
      q.eq("senderUserId", coachUserId).gte("createdAt", now - LOOK_BACK_MS),
    )
    .order("desc")
    .take(LOOK_BACK);
  return recent.filter(awaitsClub).reverse();
}

async function clubQuestion({ ctx }: AnswerContext, id: string): Promise<Question | null> {
  const questionId = ctx.db.normalizeId("coachQuestions", id);
  return questionId ? await questionOrThrow(ctx.db, questionId) : null;
}

export async function chooseClub(
  context: AnswerContext,
  questionId: string,
  organizationId: string,
): Promise<Reply> {
  const { ctx, userId: coachUserId, times, now } = context;
  const club = await findOrganization(ctx.db, organizationId);
  const question = await clubQuestion(context, questionId);
  if (!club || !question) return await sayNothingOpen(context, "name");
  await closeQuestion(ctx.db, question, "answered", now);
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
  const open = await readNext(ctx.db, coachUserId, times, now);
  const written = replies.clubChosen({
    notes: (question.noteTimes ?? []).map(times.at),
    organizationName: club.name,
    summaryFollows: runs > 0 || messages.length === 0,
    next: open.next,
  });
  return showing("clubChosen", written, open);
}

export async function cancelWaitingNotes(context: AnswerContext, questionId: string): Promise<Reply> {
  const { ctx, userId: coachUserId, times, now } = context;
  const question = await clubQuestion(context, questionId);
  if (question) await closeQuestion(ctx.db, question, "answered", now);
  for (const note of await waitingMessages(context)) {
    await settleMessageOrThrow(ctx.db, note, "refused", { statusReason: "cancelled_by_coach" });
  }
  for (const artifact of await waitingArtifacts(context)) {
    await cancelArtifact(ctx, { artifactId: artifact._id, coachUserId, now });
  }
  const open = await readNext(ctx.db, coachUserId, times, now);
  const notes = (question?.noteTimes ?? []).map(times.at);
  return showing("clubNotesDropped", replies.clubNotesDropped({ notes, next: open.next }), open);
}
