/** What a conversation does after a while: gathered notes, what was put off, and what nobody answered. */
import { replies } from "@voice-flow/domain/messages/catalogue";
import { IN_FLIGHT_STATUSES } from "@voice-flow/domain/vocabulary/pipeline";
import { v } from "convex/values";
import { internalMutation } from "../_generated/server";
import { openClubQuestion, withdrawFromClubQuestion } from "../lib/conversation/askedQuestions";
import { sayAboutArtifact } from "../lib/conversation/coachMessages";
import { expireItems } from "../lib/conversation/expiry";
import { noteTimesFor } from "../lib/conversation/noteTimes";
import { remindOf } from "../lib/conversation/putOff";
import { say } from "../lib/conversation/replies";
import { sendSummary } from "../lib/conversation/summaries";
import { AWAITING_CLUB, replyTo, settleMessageOrThrow } from "../lib/intake/messageStatus";

/** Sends the summary of the notes that were done close together. */
export const sendGathered = internalMutation({
  args: { questionId: v.id("coachQuestions") },
  returns: v.boolean(),
  handler: async (ctx, { questionId }) =>
    await sendSummary(ctx, questionId, { occasion: "first" }, Date.now()),
});

/** Asks again when a snooze is over, unless the question was answered or put off again meanwhile. */
export const remindOfQuestion = internalMutation({
  args: { questionId: v.id("coachQuestions"), timesSnoozed: v.number() },
  returns: v.boolean(),
  handler: async (ctx, { questionId, timesSnoozed }) =>
    await remindOf(ctx, questionId, timesSnoozed, Date.now()),
});

/** Expires a batch of what nobody answered in time, and continues while there are more. */
export const expireOpenItems = internalMutation({
  args: {},
  returns: v.number(),
  handler: async (ctx) => await expireItems(ctx, Date.now()),
});

/** A coach whose note takes long hears, once, that it is not lost. Returns whether there was need. */
export const sayStillProcessing = internalMutation({
  args: { artifactId: v.id("voiceNoteArtifacts") },
  returns: v.boolean(),
  handler: async (ctx, { artifactId }) => {
    const artifact = await ctx.db.get("voiceNoteArtifacts", artifactId);
    if (!artifact || !IN_FLIGHT_STATUSES.some((status) => status === artifact.status)) return false;
    const reply = say("stillProcessing", replies.stillProcessing({}));
    return await sayAboutArtifact(ctx, artifact, "still_processing", reply);
  },
});

/** A note that still waits for its club when the time is over is given up, and we tell the coach. */
export const expireWaitingNote = internalMutation({
  args: { whatsappMessageId: v.id("whatsappMessages") },
  returns: v.boolean(),
  handler: async (ctx, { whatsappMessageId }) => {
    const message = await ctx.db.get("whatsappMessages", whatsappMessageId);
    if (message?.status !== "processing" || message.statusReason !== AWAITING_CLUB) return false;
    if (!message.userId) return false;
    const now = Date.now();
    await settleMessageOrThrow(ctx.db, message, "refused", { statusReason: "club_not_chosen" });
    const question = await openClubQuestion(ctx, message.userId, now);
    if (question) await withdrawFromClubQuestion(ctx, question, "typed", now);
    const note = (await noteTimesFor(ctx.db, message.userId, now)).at(message.receivedAt);
    await replyTo(ctx, message, say("clubQuestionExpired", replies.clubQuestionExpired({ note })), "expired");
    return true;
  },
});
